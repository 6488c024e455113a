import { createHash } from 'node:crypto';

/** What viewers get from a distribution, as a list of AWS and a state of SST both say it. */
export interface Served {
  readonly comment: string;
  readonly aliases: readonly string[];
  readonly certificate: string;
  readonly webAcl: string;
  readonly origins: readonly {
    readonly id: string;
    readonly host: string;
    readonly path: string;
    readonly access: string;
  }[];
  readonly groups: readonly { readonly id: string; readonly members: readonly string[] }[];
  /** The default one first, then by precedence. */
  readonly behaviors: readonly {
    readonly path: string;
    readonly origin: string;
    /** `<event> <ARN>`, of CloudFront functions and of Lambda@Edge alike. */
    readonly functions: readonly string[];
    /** Ids of the cache, origin request and response headers policies; empty: none. */
    readonly policies: readonly [string, string, string];
  }[];
}

/** Equal for two that serve the same; whether it is enabled is not in it. */
export function servedHash(served: Served): string {
  const { aliases, origins, groups, behaviors } = served;
  const text = JSON.stringify([
    served.comment,
    aliases.map((alias) => alias.toLowerCase()).sort(),
    served.certificate,
    served.webAcl,
    origins.map(({ id, host, path, access }) => [id, host.toLowerCase(), path, access]).sort(),
    groups.map(({ id, members }) => [id, members]).sort(),
    behaviors.map(({ path, origin, functions, policies }) => [
      path,
      origin,
      [...functions].sort(),
      policies,
    ]),
  ]);
  // Cut as bytes: a piece of a text keeps the whole of it in memory.
  return createHash('sha256').update(text).digest().toString('hex', 0, 16);
}
