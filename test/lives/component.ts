import type { Chance } from './chance.ts';
import type { Entry } from '../account/checkpoint.ts';
import { aServer, lambdaLogs } from '../account/servers.ts';
import { siteSettings } from '../account/settings.ts';
import { aStore, reads } from '../account/stores.ts';
import { type AwsParts, aSite, aUserBucket, anEdgeSigner } from '../account/sites.ts';

/** One component of a stage as it lives in AWS, with what its stage's state lists of it. */
export interface Component {
  readonly name: string;
  readonly parts: AwsParts;
  readonly entries: readonly Entry[];
  /** Its own: not what it merely reads. */
  readonly ids: readonly string[];
  /** The distribution and function that other stages may route through. */
  readonly router: readonly Entry[];
}

export interface Making {
  readonly app: string;
  readonly stage: string;
  readonly name: string;
  readonly at: string;
  readonly region: string;
  /** Tells one incarnation of the component from the next: SST's random tail. */
  readonly seed: string;
  /** Names as before SST 3.8.0. */
  readonly plainNames: boolean;
  /** `removal: "retain-all"`. */
  readonly retainAll: boolean;
  /** Published versions of a Lambda@Edge function. */
  readonly versions?: number;
}

/** The few names that people give, and give again. */
export function aName(chance: Chance, taken: ReadonlySet<string>): string | null {
  const free = ['Web', 'Docs', 'Shop', 'Admin', 'Blog', 'Api'].filter((name) => !taken.has(name));
  return free.length > 0 && chance.often(0.8) ? chance.pick(free) : null;
}

export const shapes = [
  'site',
  'stored-site',
  'old-site',
  'router',
  'bucket',
  'kept-bucket',
  'signer',
  'signed-site',
  'server',
  'served-site',
] as const;
export type Shape = (typeof shapes)[number];

export function makeComponent(shape: Shape, making: Making): Component {
  const parts = partsOf(shape, making);
  const entries = making.retainAll
    ? parts.entries.map((entry) => ({ ...entry, retainOnDelete: true }))
    : parts.entries;
  return {
    name: making.name,
    parts,
    entries,
    ids: idsOf(entries),
    router: shape === 'router' ? entries.filter(({ type }) => type.includes('cloudfront')) : [],
  };
}

/** A static site that is served through the router of another stage: its state reads what is not its own. */
export function routedThrough(router: Component, making: Making): Component {
  const own = makeComponent('bucket', making);
  const read = router.router.map(({ type, name, id }) => ({
    type,
    name: `${making.name}${name}`,
    ...(id && { id }),
    external: true,
  }));
  return { ...own, entries: [...own.entries, ...read] };
}

/** A bucket that existed before the stage. */
export function anImport(name: string, bucket: string): Component {
  const entry = { type: 'aws:s3/bucket:Bucket', name, id: bucket, importID: bucket };
  return { name, parts: {}, entries: [entry], ids: [bucket], router: [] };
}

/** The component without what AWS refused to make, because the name of its function is taken. */
export function withoutFunction(component: Component): Component {
  const entries = component.entries.filter(({ type }) => !type.includes('cloudfront'));
  return {
    ...component,
    parts: { buckets: component.parts.buckets ?? [] },
    entries,
    ids: idsOf(entries),
    router: [],
  };
}

export function functionOf(component: Component): Entry | null {
  return component.entries.find(({ type }) => type === 'aws:cloudfront/function:Function') ?? null;
}

/** As the AWS provider words it when a name from before SST 3.8.0 is taken. */
export function alreadyExists(
  component: Component,
  { app, stage }: { app: string; stage: string },
): { urn: string; message: string } {
  const entry = functionOf(component);
  return {
    urn: `urn:pulumi:${stage}::${app}::sst:aws:Nextjs$aws:cloudfront/function:Function::${entry?.name}`,
    message: `creating CloudFront Function (${entry?.id}): operation error CloudFront: CreateFunction, FunctionAlreadyExists: A Function with the same name already exists in this account.`,
  };
}

/** Keys within a store are no resource. */
function idsOf(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap(({ id, external, name }) =>
    id === undefined || external || name.endsWith('.KvKeys') ? [] : [id],
  );
}

function partsOf(
  shape: Shape,
  { name, ...making }: Making,
): AwsParts & { entries: readonly Entry[] } {
  const options = { ...making, component: name };
  switch (shape) {
    case 'site':
      return aSite(options);
    case 'stored-site':
      return aStoredSite(options);
    case 'old-site':
      return anOldSite(options);
    case 'router':
      return aRouter(options);
    case 'bucket':
      return aUserBucket(options);
    case 'kept-bucket':
      return aUserBucket({ ...options, retained: true });
    case 'signer':
      return anEdgeSigner(options);
    case 'signed-site':
      return aSignedSite(options);
    case 'server':
      return aServer(options);
    case 'served-site':
      return aServedSite(options);
  }
}

/** From SST 3.10 a Router's distribution says by its tags that other stages may look it up. */
function aRouter(options: Parameters<typeof aSite>[0]): AwsParts & { entries: readonly Entry[] } {
  const site = aSite(options);
  const [distribution] = site.distributions;
  const tags = { ...distribution.tags, 'sst:ref:version': '1', 'sst:ref:kv-namespace': '0a1b' };
  return { ...site, distributions: [{ ...distribution, tags }] };
}

/** From SST 3.10 a site's function reads what it serves from a store. */
function aStoredSite(
  options: Parameters<typeof aSite>[0],
): AwsParts & { entries: readonly Entry[] } {
  const site = aSite(options);
  const store = aStore({ ...options, seed: `${options.seed} store` });
  reads(site, store, 'both');
  return { ...site, ...store, entries: [...site.entries, ...store.entries] };
}

/** Before that its distribution named settings of its own. */
function anOldSite(options: Parameters<typeof aSite>[0]): AwsParts & { entries: readonly Entry[] } {
  const site = aSite(options);
  const { settings, use, entries } = siteSettings(options);
  const [distribution] = site.distributions;
  const [first, ...more] = distribution.behaviors ?? [];
  const { path: _, ...named } = use.behaviors?.[1] ?? {};
  return {
    ...site,
    settings,
    distributions: [
      {
        ...distribution,
        origins: [...(distribution.origins ?? []), ...(use.origins ?? []).slice(1)],
        behaviors: [{ ...first, ...named }, ...more],
      },
    ],
    entries: [...site.entries, ...entries],
  };
}

/**
 * A site with its server, which also wrote into the log group that Lambda makes by itself. The server links
 * the site's bucket: its environment names it, and so does its role's policy.
 */
function aServedSite(
  options: Parameters<typeof aSite>[0],
): AwsParts & { entries: readonly Entry[] } {
  const site = aSite(options);
  const server = aServer({
    ...options,
    type: 'sst:aws:Nextjs',
    word: `${options.component}Server`,
  });
  const [lambda] = server.lambdas;
  const { name } = lambda;
  const bucket = site.buckets[0].name;
  const policy = { Statement: [{ Effect: 'Allow', Resource: `arn:aws:s3:::${bucket}/*` }] };
  const environment = { ...lambda.environment, SST_RESOURCE_Assets: JSON.stringify({ bucket }) };
  const { region = 'us-east-1', at } = options;
  const logs = lambdaLogs(name, { region, at: new Date(Date.parse(at) + 60_000).toISOString() });
  return {
    ...site,
    ...server,
    lambdas: [{ ...lambda, environment }],
    roles: server.roles.map((role) => ({ ...role, inlinePolicies: { inline: policy } })),
    logGroups: options.plainNames ? server.logGroups : [...server.logGroups, logs],
    entries: [...site.entries, ...server.entries],
  };
}

/** A site whose distribution runs its Lambda@Edge signer. */
function aSignedSite(
  options: Parameters<typeof aSite>[0],
): AwsParts & { entries: readonly Entry[] } {
  const site = aSite(options);
  const signer = anEdgeSigner(options);
  const [distribution] = site.distributions;
  return {
    ...signer,
    ...site,
    distributions: [
      {
        ...distribution,
        behaviors: (distribution.behaviors ?? []).map((behavior) => ({
          ...behavior,
          lambdas: [{ event: 'origin-request', arn: signer.versionArn }],
        })),
      },
    ],
    entries: [...signer.entries, ...site.entries],
  };
}
