import type { WireResponse } from '../wire.ts';
import { Refusal } from '../wire.ts';
import { emptyReply, existing, invalid, notFound, type Call } from './call.ts';
import { versionArn } from './configuration.ts';
import type { LambdaFunction } from './functions.ts';

/**
 * DeleteFunction: all of it, or one version. While one version has replicas, the whole function is
 * refused, but its other versions can still be deleted one by one.
 */
export function deleteFunction(call: Call): WireResponse {
  if (call.name.includes('.')) throw replicaRefusal(call);
  const { functions, replicas, qualifier } = call;
  if (qualifier !== undefined) return deleteVersion(call, qualifier);
  const owner = existing(call);
  const [replicated] = replicas.replicated(owner);
  if (replicated) throw replicatedFunction(call, owner, replicated.version);
  functions.remove(owner);
  return emptyReply(204);
}

/** Deleting a version that is not there succeeds: only the function itself must exist. */
function deleteVersion(call: Call, qualifier: string): WireResponse {
  if (qualifier === '$LATEST') {
    throw invalid('$LATEST version cannot be deleted without deleting the function.');
  }
  if (!/^\d+$/.test(qualifier)) throw invalid('Deletion of aliases is not currently supported.');
  const owner = existing(call);
  const version = owner.versions.find((each) => each.version === qualifier);
  if (!version) return emptyReply(204);
  const aliases = owner.aliases.filter((alias) => alias.version === qualifier);
  if (aliases.length > 0) {
    const names = aliases.map(({ name }) => name).join(', ');
    const message = `Unable to delete version because the following aliases reference it: [${names}]`;
    throw new Refusal(409, 'ResourceConflictException', message);
  }
  if (call.replicas.replicated(owner).includes(version)) {
    throw replicatedFunction(call, owner, qualifier);
  }
  owner.versions.splice(owner.versions.indexOf(version), 1);
  call.functions.changed();
  return emptyReply(204);
}

/** The message names the version that has replicas, even where the whole function was to go. */
function replicatedFunction(
  { environment }: Call,
  owner: LambdaFunction,
  version: string,
): Refusal {
  return isReplicated(versionArn(environment.account, owner, version));
}

function isReplicated(arn: string): Refusal {
  return invalid(
    `Lambda was unable to delete ${arn} because it is a replicated function. Please see our documentation for Deleting Lambda@Edge Functions and Replicas.`,
  );
}

/** `us-east-1.acme` in another region is a replica: only AWS can remove it. */
function replicaRefusal({ replicas, region, name, environment }: Call): Refusal {
  const arn = `arn:aws:lambda:${region}:${environment.account}:function:${name}`;
  const replica = replicas
    .inRegion(region)
    .find(({ master }) => `${master.region}.${master.name}` === name);
  return replica ? isReplicated(`${arn}:${replica.version.version}`) : notFound(arn);
}
