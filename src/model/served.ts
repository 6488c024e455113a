import { createHash } from 'node:crypto';

/**
 * Settings of a distribution on which viewers' answers depend, as AWS's configuration and a state of SST both
 * tell them.
 */
export interface Served {
  readonly comment: string;
  readonly aliases: readonly string[];
  readonly certificate: string;
  readonly webAcl: string;
  readonly rootObject: string;
  /** `<code> <response code> <page>`. */
  readonly errorPages: readonly string[];
  /** Kind and countries. */
  readonly restriction: readonly string[];
  /** Host of the bucket that takes its logs, and the prefix there; empty: none. */
  readonly log: readonly string[];
  readonly continuousDeployment: string;
  /** Price class, version of HTTP, IPv6: from where and how viewers reach it. */
  readonly reach: readonly string[];
  readonly origins: readonly ServedOrigin[];
  readonly groups: readonly { readonly id: string; readonly members: readonly string[] }[];
  /** The default one first, then by precedence. */
  readonly behaviors: readonly ServedBehavior[];
}

export interface ServedOrigin {
  readonly id: string;
  readonly host: string;
  readonly path: string;
  /** Access control, or the path of an access identity; empty: none. */
  readonly access: string;
  /** Ports, protocol, shield's region, VPC origin. */
  readonly reach: readonly (string | number)[];
  /** Names of its headers: their values are secrets. */
  readonly headers: readonly string[];
}

export interface ServedBehavior {
  readonly path: string;
  readonly origin: string;
  /** `<event> <ARN>`, of CloudFront functions and of Lambda@Edge alike. */
  readonly functions: readonly string[];
  /** Ids of the cache, origin request and response headers policies; empty: none. */
  readonly policies: readonly string[];
  readonly methods: readonly string[];
  readonly protocol: string;
  /** Key groups and accounts whose signatures are asked for. */
  readonly signers: readonly string[];
  /** ARN of its real-time logs, id of its field-level encryption. */
  readonly more: readonly string[];
}

/** Equal for two that serve the same; whether it is enabled is not in it. */
export function servedHash(served: Served): string {
  const { aliases, origins, groups, behaviors } = served;
  const text = JSON.stringify([
    served.comment,
    sorted(aliases.map((alias) => alias.toLowerCase())),
    served.certificate,
    served.webAcl,
    served.rootObject,
    sorted(served.errorPages),
    served.restriction,
    served.log,
    served.continuousDeployment,
    served.reach.map((each) => each.toLowerCase()),
    sorted(
      origins.map(({ id, host, path, access, reach, headers }) =>
        JSON.stringify([id, host.toLowerCase(), path, access, reach, sorted(headers)]),
      ),
    ),
    sorted(groups.map(({ id, members }) => JSON.stringify([id, members]))),
    behaviors.map((each) => [
      each.path,
      each.origin,
      sorted(each.functions),
      each.policies,
      sorted(each.methods),
      each.protocol,
      sorted(each.signers),
      each.more,
    ]),
  ]);
  // Cut as bytes: a piece of a text keeps the whole of it in memory.
  return createHash('sha256').update(text).digest().toString('hex', 0, 16);
}

function sorted(texts: readonly string[]): readonly string[] {
  return texts.toSorted((a, b) => (a < b ? -1 : 1));
}
