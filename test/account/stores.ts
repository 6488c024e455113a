import { createHash } from 'node:crypto';
import type { KeyValueStoreData } from 'simulated-aws';
import { accountId } from './account.ts';
import type { Entry } from './checkpoint.ts';
import { tailOf } from './names.ts';
import type { AwsParts, Site } from './sites.ts';

export interface Store extends AwsParts {
  readonly keyValueStores: readonly [KeyValueStoreData];
  readonly arn: string;
  /** What the stage's state lists: the store, and the keys that SST wrote into it. */
  readonly entries: readonly [store: Entry, keys: Entry];
}

export interface StoreOptions {
  readonly app: string;
  readonly stage: string;
  readonly component?: string;
  readonly type?: string;
  /** When it was last changed; it has no creation time. */
  readonly at: string;
  readonly name?: string;
  readonly seed?: string;
}

/** The store of a site or Router of SST 3.10 and later: its state's id is the name, its ARN has a UUID. */
export function aStore(options: StoreOptions): Store {
  const { app, stage, component = 'Web', type = 'sst:aws:Nextjs', at } = options;
  const seed = options.seed ?? `${app} ${stage} ${component} store`;
  const name = options.name ?? `${app}-${stage}-${component}KvStore-${tailOf(seed)}`;
  const id = createHash('md5')
    .update(seed)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const arn = `arn:aws:cloudfront::${accountId}:key-value-store/${id}`;
  const under = [[type, component]] as const;
  return {
    keyValueStores: [{ name, id, modifiedAt: at }],
    arn,
    entries: [
      {
        type: 'aws:cloudfront/keyValueStore:KeyValueStore',
        name: `${component}KvStore`,
        id: name,
        under,
        inputs: { name },
        outputs: { name, arn },
      },
      keysIn(arn, { component, under }),
    ],
  };
}

/** What a site writes into a store, its own or a Router's: metadata under four letters of its own. */
export function keysIn(
  arn: string,
  {
    component = 'Web',
    under = [['sst:aws:Nextjs', component]] as const,
    entries = { metadata: '{}' },
  }: Partial<{
    component: string;
    under: NonNullable<Entry['under']>;
    entries: Readonly<Record<string, string>>;
  }> = {},
): Entry {
  return {
    type: 'pulumi-nodejs:dynamic:Resource',
    name: `${component}KvKeys.sst.aws.KvKeys`,
    id: `${arn}:45ac`,
    under,
    inputs: { store: arn, namespace: '45ac', purge: true, entries },
    outputs: { store: arn, namespace: '45ac', entries },
  };
}

/** A route that a site adds to a Router's list: it leads to the keys under another namespace. */
export function routeIn(
  arn: string,
  { component = 'Web', to = '45ac' }: { readonly component?: string; readonly to?: string } = {},
): Entry {
  const written = { store: arn, namespace: '7f3e', key: 'routes', entry: `site,${to},,/` };
  return {
    type: 'pulumi-nodejs:dynamic:Resource',
    name: `${component}RoutesUpdate.sst.aws.KvRoutesUpdate`,
    id: 'routes',
    under: [['sst:aws:Nextjs', component]],
    inputs: written,
    outputs: written,
  };
}

/** A site's function reads the store; `development` alone: the change was never published. */
export function reads(site: Site, { arn }: Store, stage: 'both' | 'development' | 'live'): void {
  const [edge] = site.functions;
  edge.stores = stage === 'live' ? [] : [arn];
  edge.live = { stores: stage === 'development' ? [] : [arn] };
}
