import type { Entry } from '../../account/checkpoint.ts';
import { aServer, type Server } from '../../account/servers.ts';
import { aSite, anEdgeSigner, type AwsParts, type Site } from '../../account/sites.ts';
import { aStore, reads, type Store } from '../../account/stores.ts';

/** A whole site: of every kind that SST 3.10 and later makes for one, something. */
export interface Everything {
  readonly site: Site;
  readonly store: Store;
  readonly signer: ReturnType<typeof anEdgeSigner>;
  readonly server: Server;
  readonly parts: readonly AwsParts[];
  /** What the stage's state lists. */
  readonly entries: readonly Entry[];
  readonly ids: Ids;
}

export type Ids = Readonly<Record<Part, string>>;

type Part =
  | 'distribution'
  | 'function'
  | 'store'
  | 'bucket'
  | 'edge'
  | 'version'
  | 'edgeRole'
  | 'lambda'
  | 'role'
  | 'logs';

/** Everything of one site, made at one time: the distribution runs function and signer, the rest is behind it. */
export function everythingOf(place: {
  readonly app?: string;
  readonly stage: string;
  readonly at: string;
}): Everything {
  const of = { app: 'acme', ...place };
  const site = aSite(of);
  const store = aStore(of);
  const signer = anEdgeSigner(of);
  const server = aServer({ ...of, component: 'Web', word: 'WebServer', type: 'sst:aws:Nextjs' });
  reads(site, store, 'both');
  for (const behavior of site.distributions[0].behaviors ?? [])
    behavior.lambdas = [{ event: 'origin-request', arn: signer.versionArn }];
  const edge = signer.lambdas[0].name;
  return {
    site,
    store,
    signer,
    server,
    parts: [site, store, signer, server],
    entries: [...site.entries, ...store.entries, ...signer.entries, ...server.entries],
    ids: {
      distribution: site.distributions[0].id,
      function: site.functions[0].name,
      store: store.keyValueStores[0].name,
      bucket: site.buckets[0].name,
      edge,
      version: `${edge}:1`,
      edgeRole: signer.roles?.[0]?.name ?? '',
      lambda: `us-east-1:${server.lambdas[0].name}`,
      role: server.roles[0].name,
      logs: `us-east-1:${server.logGroups[0].name}`,
    },
  };
}

/** The ids, each with what all of them are expected to be called. */
export function all<Name extends string>(
  ids: Readonly<Record<Name, string>>,
  expected: string,
): Record<Name, string> {
  return Object.fromEntries(Object.keys(ids).map((name) => [name, expected])) as Record<
    Name,
    string
  >;
}

/** The verdicts alone, without confidence and row: what must hold whatever row says so. */
export function words<Name extends string>(
  said: Readonly<Record<Name, string | null>>,
): Record<Name, string | null> {
  const found = Object.entries<string | null>(said).map(([name, text]) => [
    name,
    text?.split(' ')[0] ?? null,
  ]);
  return Object.fromEntries(found) as Record<Name, string | null>;
}

/** Something that keeps a stage from being empty, and of no kind that is listed. */
export const parameter: Entry = {
  type: 'aws:ssm/parameter:Parameter',
  name: 'Parameter',
  id: '/parameter',
};
