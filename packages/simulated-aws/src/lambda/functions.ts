import type { FunctionData } from '../account-lambda.ts';
import type { AccountData } from '../account.ts';
import { by } from '../paging.ts';
import type { Environment } from '../service.ts';

/** A published, numbered version. */
export interface FunctionVersion {
  readonly version: string;
  readonly modifiedAt: number;
  readonly codeSize: number | undefined;
  /** Base64. */
  readonly code: string | undefined;
  readonly description: string | undefined;
  readonly replicas: readonly string[] | undefined;
  /** Milliseconds; 0 where the data says nothing. */
  readonly replicasUntil: number;
}

type Settings = Omit<
  FunctionData,
  'name' | 'region' | 'modifiedAt' | 'versions' | 'aliases' | 'nextVersion'
>;

export interface LambdaFunction {
  readonly name: string;
  readonly region: string;
  modifiedAt: number;
  readonly settings: Settings;
  readonly versions: FunctionVersion[];
  readonly aliases: NonNullable<FunctionData['aliases']>;
  nextVersion: number;
}

/** A row of a list: a function's `$LATEST`, or one of its versions. */
export interface Row {
  readonly function: LambdaFunction;
  readonly version: FunctionVersion | null;
}

/** All functions of the account. */
export interface Functions {
  find(region: string, name: string): LambdaFunction | null;
  all(): readonly LambdaFunction[];
  /** By name, then by version; kept until a function or version is added or removed. */
  rows(region: string, withVersions: boolean): readonly Row[];
  add(made: LambdaFunction): void;
  remove(gone: LambdaFunction): void;
  /** After versions of a function were changed. */
  changed(): void;
}

export function createFunctions(seed: readonly LambdaFunction[]): Functions {
  const functions = new Map(seed.map((each) => [idOf(each), each]));
  let lists = new Map<string, readonly Row[]>();
  const changed = () => {
    lists = new Map();
  };

  function listed(region: string, withVersions: boolean): readonly Row[] {
    return [...functions.values()]
      .filter((each) => each.region === region)
      .sort(by(({ name }) => name))
      .flatMap((each) => [
        { function: each, version: null },
        ...(withVersions ? each.versions.map((version) => ({ function: each, version })) : []),
      ]);
  }

  return {
    find: (region, name) => functions.get(`${region}/${name}`) ?? null,
    all: () => [...functions.values()],
    rows(region, withVersions) {
      const list = `${region}/${withVersions}`;
      const rows = lists.get(list) ?? listed(region, withVersions);
      lists.set(list, rows);
      return rows;
    },
    add(made) {
      functions.set(idOf(made), made);
      changed();
    },
    remove(gone) {
      functions.delete(idOf(gone));
      changed();
    },
    changed,
  };
}

function idOf({ region, name }: LambdaFunction): string {
  return `${region}/${name}`;
}

type Times = Pick<Environment, 'time'>;

export function seedFunction(data: FunctionData, environment: Times): LambdaFunction {
  const { name, region, modifiedAt, versions, aliases, nextVersion, functionUrlAt, ...rest } = data;
  const settings = {
    ...rest,
    ...(functionUrlAt !== undefined && {
      functionUrlAt: environment.time(functionUrlAt).toISOString(),
    }),
  };
  const published = (versions ?? []).map(({ replicasUntil, ...rest }) => ({
    version: rest.version,
    modifiedAt: environment.time(rest.modifiedAt ?? modifiedAt).getTime(),
    codeSize: rest.codeSize,
    code: rest.code,
    description: rest.description,
    replicas: rest.replicas,
    replicasUntil: replicasUntil === undefined ? 0 : environment.time(replicasUntil).getTime(),
  }));
  return {
    name,
    region,
    modifiedAt: environment.time(modifiedAt).getTime(),
    settings,
    versions: published,
    aliases: (aliases ?? []).map((alias) => ({ ...alias })),
    nextVersion: nextVersion === undefined ? after(published) : Number(nextVersion),
  };
}

function after(versions: readonly FunctionVersion[]): number {
  return Math.max(0, ...versions.map(({ version }) => Number(version))) + 1;
}

/** Back to data. `replicatedUntil` carries over what is left of replicas whose association ended. */
export function snapshotFunctions(
  data: AccountData,
  functions: Functions,
  replicatedUntil: (owner: LambdaFunction, version: FunctionVersion) => number,
): Partial<AccountData> {
  const all = functions.all().map((each) => functionData(each, replicatedUntil));
  return data.lambda || all.length > 0 ? { lambda: { functions: all } } : {};
}

function functionData(
  owner: LambdaFunction,
  replicatedUntil: (owner: LambdaFunction, version: FunctionVersion) => number,
): FunctionData {
  const { name, region, modifiedAt, settings, versions, aliases, nextVersion } = owner;
  const published = versions.map((version) => {
    const until = replicatedUntil(owner, version);
    return {
      version: version.version,
      modifiedAt: iso(version.modifiedAt),
      ...(version.codeSize !== undefined && { codeSize: version.codeSize }),
      ...(version.code !== undefined && { code: version.code }),
      ...(version.description !== undefined && { description: version.description }),
      ...(version.replicas && { replicas: [...version.replicas] }),
      ...(until > 0 && { replicasUntil: iso(until) }),
    };
  });
  return {
    name,
    region,
    modifiedAt: iso(modifiedAt),
    ...settings,
    ...(published.length > 0 && { versions: published }),
    ...(aliases.length > 0 && { aliases: aliases.map((alias) => ({ ...alias })) }),
    ...(nextVersion !== after(versions) && { nextVersion: String(nextVersion) }),
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
