import {
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { checkpointJson } from '../account/checkpoint.ts';
import { aSite, aUserBucket, anEdgeSigner } from '../account/sites.ts';
import type { Clients } from './clients.ts';
import { makeResourcesOf, readCheckpoint, withMadeIds } from './seed-checkpoint.ts';
import type { MadeIds } from './seed-checkpoint.ts';
import {
  createBucket,
  createDistribution,
  createFunction,
  createLambda,
} from './seed-resources.ts';
import { createHome, emptyState } from './seed-runs.ts';
import type { Home, State } from './seed-runs.ts';

const signed = {
  app: 'billing',
  stage: 'pr-7',
  region: 'eu-west-1',
  at: '2026-01-01T00:00:00.000Z',
};
const site = aSite(signed);
const signer = anEdgeSigner({ ...signed, versions: 3 });
const invoices = aUserBucket({ ...signed, component: 'Invoices', retained: true });
const uploads = aUserBucket({ ...signed, stage: 'pr-8' });
const [uploadsBucket] = uploads.buckets;
const billingPreview = checkpointJson({
  app: 'billing',
  stage: 'pr-7',
  entries: [...site.entries, ...signer.entries, ...invoices.entries],
});
const unlockedPreview = checkpointJson({ app: 'billing', stage: 'pr-8', entries: uploads.entries });

/** Names of what no state ever listed. */
export const named = {
  /** Tagged by hand as billing/pr-9's. */
  filled: 'billing-pr-9-exports',
  empty: 'billing-pr-9-scratch',
  /** Made by a run of billing/pr-8 that was killed and unlocked. */
  unlocked: `${uploadsBucket.name}-again`,
  notOfSst: { bucket: 'acme-data-lake', function: 'security-headers', lambda: 'thumbnailer' },
} as const;

/** The checkpoints of what lives on: nothing in them may be touched. */
const live = {
  production: await readCheckpoint('01-acme-shop.production.live.json'),
  staging: await readCheckpoint('04-acme-shop.staging.router.json'),
  docs: await readCheckpoint('06-docs-site.production.redirect-autoname.json'),
  legacy: await readCheckpoint('07-legacy-app.dev.v3.7.json'),
  failing: await readCheckpoint('10-acme-shop.pr-200.failed-remove.json'),
  growing: await readCheckpoint('11-acme-shop.pr-201.in-progress.json'),
};
/** The last states of what was removed. */
const removed = {
  preview: await readCheckpoint('02-acme-shop.pr-123.last-before-remove.json'),
  routed: await readCheckpoint('05-acme-shop.pr-124.external-refs.json'),
};
const afterRemove = await readCheckpoint('03-acme-shop.pr-123.after-remove.json');

export interface SeededAccount {
  readonly live: readonly State[];
  readonly removed: readonly State[];
  /** The server's id of what a checkpoint calls so. */
  id(written: string): string;
  /** A text with the ids that the checkpoints write, in place of the server's. */
  writtenIn(text: string): string;
}

interface World {
  readonly shop: Home;
  readonly billing: Home;
  readonly clients: Clients;
  readonly ids: MadeIds;
}

/**
 * Two homes in two regions. In us-east-1 the stages of `fixtures/checkpoints`: live, removed,
 * failing to be removed, being deployed. In eu-west-1 an app with Lambda@Edge and retained data.
 */
export async function seedAccount(clients: Clients): Promise<SeededAccount> {
  const ids: MadeIds = new Map();
  const shop = await createHome('sst-state-abcdefhkmnor', 'us-east-1', clients);
  const billing = await createHome('sst-state-stuvwxzabcde', 'eu-west-1', clients);
  const world: World = { shop, billing, clients, ids };
  await Promise.all([liveStages(world), brokenStages(world), notOfSst(world)]);
  // After them: what one preview only refers to is staging's.
  await Promise.all([shopPreviews(world), billingPreviews(world)]);
  return {
    live: Object.values(live).map((state) => withMadeIds(state, ids)),
    removed: [...Object.values(removed), billingPreview].map((state) => withMadeIds(state, ids)),
    id: (written) => ids.get(written) ?? written,
    writtenIn: (text) =>
      [...ids].reduce((said, [written, made]) => said.replaceAll(made, written), text),
  };
}

/** A deploy that begins with nothing and makes what the checkpoint lists; then one that changes nothing. */
async function deploy(home: Home, state: State, { clients, ids }: World): Promise<void> {
  const [app, stage] = pairOf(state);
  await home.run(app, stage, {
    command: 'deploy',
    states: [emptyState(app, stage)],
    work: () => makeResourcesOf(state, ids, clients),
  });
  const made = withMadeIds(state, ids);
  await home.run(app, stage, { command: 'deploy', states: [made, made] });
}

function pairOf(state: State): readonly [string, string] {
  const { checkpoint } = state as { checkpoint: { stack: string } };
  const [, app = '', stage = ''] = checkpoint.stack.split('/');
  return [app, stage];
}

async function liveStages(world: World): Promise<void> {
  const { production, staging, docs, legacy } = live;
  await Promise.all(
    [production, staging, docs, legacy].map((state) => deploy(world.shop, state, world)),
  );
}

/** A remove that stopped half-way, and a deploy that is still at work. */
async function brokenStages(world: World): Promise<void> {
  const { clients, ids, shop } = world;
  const { failing, growing } = live;
  const message = 'FunctionInUse: Cannot delete function, it is in use by 1 distributions.';
  await deploy(shop, failing, world);
  await shop.run('acme-shop', 'pr-200', {
    command: 'remove',
    states: [failing, failing],
    errors: [{ urn: '', message }],
  });
  await shop.run('acme-shop', 'pr-201', {
    command: 'deploy',
    states: [emptyState('acme-shop', 'pr-201'), growing],
    work: () => makeResourcesOf(growing, ids, clients),
    ends: 'killed',
  });
}

/** Deployed and removed; what their removal left is still there, as it is where deletions failed. */
async function shopPreviews(world: World): Promise<void> {
  const { ids, shop } = world;
  await Promise.all(Object.values(removed).map((state) => deploy(shop, state, world)));
  const preview = withMadeIds(removed.preview, ids);
  const routed = withMadeIds(removed.routed, ids);
  const after = emptyState('acme-shop', 'pr-124');
  await Promise.all([
    shop.run('acme-shop', 'pr-123', { command: 'remove', states: [preview, afterRemove] }),
    shop.run('acme-shop', 'pr-124', { command: 'remove', states: [routed, after] }),
  ]);
}

async function billingPreviews(world: World): Promise<void> {
  await Promise.all([removedSite(world), unlockedDeploy(world), strays(world)]);
}

async function removedSite(world: World): Promise<void> {
  await deploy(world.billing, billingPreview, world);
  const states = [emptyState('billing', 'pr-7')];
  await world.billing.run('billing', 'pr-7', { command: 'remove', states });
}

/** Its remove took all away. The next deploy was killed when it had made a bucket, and somebody unlocked it. */
async function unlockedDeploy(world: World): Promise<void> {
  const { billing, clients } = world;
  await deploy(billing, unlockedPreview, world);
  const run = { states: [emptyState('billing', 'pr-8')] };
  await billing.run('billing', 'pr-8', {
    ...run,
    command: 'remove',
    work: () => dropBucket(uploadsBucket.name, clients),
  });
  await billing.run('billing', 'pr-8', {
    ...run,
    command: 'deploy',
    work: () => tagged({ name: named.unlocked, stage: 'pr-8' }, clients),
    ends: 'unlocked',
  });
}

async function dropBucket(name: string, clients: Clients): Promise<void> {
  const s3 = clients.s3('eu-west-1');
  const { Versions = [], DeleteMarkers = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: name }),
  );
  for (const { Key, VersionId } of [...Versions, ...DeleteMarkers])
    await s3.send(new DeleteObjectCommand({ Bucket: name, Key, VersionId }));
  await s3.send(new DeleteBucketCommand({ Bucket: name }));
}

/** Buckets that somebody tagged with a stage's tags: no state ever listed them. */
async function strays({ billing, clients }: World): Promise<void> {
  const states = [emptyState('billing', 'pr-9')];
  await billing.run('billing', 'pr-9', {
    command: 'deploy',
    states,
    work: async () => {
      await tagged({ name: named.filled, stage: 'pr-9' }, clients);
      await tagged({ name: named.empty, stage: 'pr-9', empty: true }, clients);
    },
  });
  await billing.run('billing', 'pr-9', { command: 'remove', states });
}

async function tagged(
  { name, stage, empty = false }: { name: string; stage: string; empty?: boolean },
  clients: Clients,
): Promise<void> {
  const tags = { 'sst:app': 'billing', 'sst:stage': stage };
  await createBucket({ name, region: 'eu-west-1', tags, empty }, clients);
}

/** Other people's, one of them with the origin that SST's sites have. */
async function notOfSst({ clients, ids }: World): Promise<void> {
  const { bucket, function: name, lambda } = named.notOfSst;
  await createBucket({ name: bucket, region: 'eu-west-1', versioned: true }, clients);
  await createFunction({ name }, clients);
  await createLambda({ name: lambda, role: lambda, versions: 2 }, clients);
  const made = await createDistribution({ reference: 'marketing', comment: 'marketing' }, clients);
  ids.set('marketing', made.id);
}
