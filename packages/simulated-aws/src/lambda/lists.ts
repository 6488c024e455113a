import { jsonReply } from '../json-protocol.ts';
import { by, pageOf } from '../paging.ts';
import type { WireResponse } from '../wire.ts';
import { existing, invalid, type Call } from './call.ts';
import { configuration, functionArn, replicaConfiguration, versionArn } from './configuration.ts';
import type { Row } from './functions.ts';
import type { Replica } from './replicas.ts';

const mostItems = 50;

/**
 * ListFunctions. Without a master region only functions of this region are listed, with one only
 * replicas of that region's functions; then every version must be asked for.
 */
export function listFunctions(call: Call): WireResponse {
  const { environment, functions, region, query } = call;
  const { account } = environment;
  const master = query.get('MasterRegion');
  const version = query.get('FunctionVersion');
  if (master !== undefined) return listReplicas(call, master, version);
  const isAll = version === 'ALL';
  const page = paged(call, functions.rows(region, isAll), rowKey);
  const Functions = page.items.map(({ function: owner, version: published }) => {
    const number = published?.version ?? '$LATEST';
    const arn = isAll ? versionArn(account, owner, number) : functionArn(account, owner);
    return configuration(account, owner, published, arn);
  });
  return jsonReply(200, { Functions, NextMarker: page.nextToken });
}

function listReplicas(call: Call, master: string, version: string | undefined): WireResponse {
  if (version !== 'ALL') {
    const message = `The combination MasterArn=${master} and FunctionVersion=${version ?? 'NULL'} is not supported. Please see our documentation for valid combinations of ListFunctions options.`;
    throw invalid(message);
  }
  const { replicas, region, environment } = call;
  const found = replicas
    .inRegion(region)
    .filter((replica) => master === 'ALL' || replica.master.region === master)
    .sort(by(replicaKey));
  const page = paged(call, found, replicaKey);
  const Functions = page.items.map((replica) =>
    replicaConfiguration(environment.account, replica.master, replica.version, region),
  );
  return jsonReply(200, { Functions, NextMarker: page.nextToken });
}

/** ListVersionsByFunction: `$LATEST` first. */
export function listVersions(call: Call): WireResponse {
  const { account } = call.environment;
  const owner = existing(call);
  const rows = [null, ...owner.versions].map((version) => ({ function: owner, version }));
  const page = paged(call, rows, rowKey);
  const Versions = page.items.map(({ version }) =>
    configuration(
      account,
      owner,
      version,
      versionArn(account, owner, version?.version ?? '$LATEST'),
    ),
  );
  return jsonReply(200, { Versions, NextMarker: page.nextToken });
}

export function listAliases(call: Call): WireResponse {
  const { account } = call.environment;
  const owner = existing(call);
  const version = call.query.get('FunctionVersion');
  const aliases = owner.aliases
    .filter((alias) => version === undefined || alias.version === version)
    .sort(by(({ name }) => name));
  const page = paged(call, aliases, ({ name }) => name);
  const Aliases = page.items.map((alias) => ({
    AliasArn: versionArn(account, owner, alias.name),
    Name: alias.name,
    FunctionVersion: alias.version,
    Description: '',
  }));
  return jsonReply(200, { Aliases, NextMarker: page.nextToken });
}

/** At most fifty rows, however many are asked for. */
function paged<T>({ query, strikes }: Call, sorted: readonly T[], keyOf: (item: T) => string) {
  const asked = Number(query.get('MaxItems') ?? mostItems);
  return pageOf(sorted, {
    token: query.get('Marker'),
    keyOf,
    limit: Math.min(asked >= 1 ? asked : mostItems, mostItems),
    strikes,
    invalidToken: 'InvalidParameterValueException',
  });
}

// A blank sorts before every character of a name; `$LATEST` comes before the numbers.
function rowKey({ function: { name }, version }: Row): string {
  return `${name} ${numberKey(version?.version ?? '0')}`;
}

function replicaKey({ master, version }: Replica): string {
  return `${master.region}.${master.name} ${numberKey(version.version)}`;
}

function numberKey(version: string): string {
  return version.padStart(12, '0');
}
