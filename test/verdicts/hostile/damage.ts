import { gzipSync } from 'node:zlib';
import type { BucketData, ObjectData } from 'simulated-aws';
import { type AccountBuilder, anAccount } from '../../account/account.ts';
import { looking, type LookingOptions, type Looked, said } from '../../account/looking.ts';
import { aSite, aUserBucket, type Site } from '../../account/sites.ts';

/** Which file of the removed stage is damaged. */
export type Target = 'current checkpoint' | 'older checkpoint' | 'update record' | 'lock';

export type Body = Pick<ObjectData, 'body' | 'base64' | 'gzip' | 'size'>;
/** What the file holds instead of what SST wrote. */
export type Damage = (written: ObjectData) => Body;

export interface Hostile {
  readonly account: AccountBuilder;
  readonly home: BucketData;
  /** What the stage with the damaged file left behind. */
  readonly damaged: readonly string[];
  /** What its healthy neighbour left behind, all of it made after that file was written. */
  readonly healthy: readonly string[];
}

/** Two removed stages that both left a site and a bucket behind; one file of `acme/pr-2` is damaged. */
export function aHostileAccount(target: Target, damage: Damage): Hostile {
  const account = anAccount();
  const place = account.home();
  const left = (stage: string, days: { readonly from: number; readonly to: number }) => {
    const at = account.ago({ days: days.from });
    const site = aSite({ app: 'acme', stage, at });
    const uploads = aUserBucket({ app: 'acme', stage, at });
    // The function is used by nothing, so that its verdict is its own.
    site.distributions[0].behaviors = [{ originId: 'default' }];
    account.with(site, uploads);
    place
      .stage('acme', stage)
      .deploy(at, [...site.entries, ...uploads.entries])
      .remove(account.ago({ days: days.to }));
    return [...idsOf(site), ...uploads.buckets.map(({ name }) => name)];
  };
  const healthy = left('pr-1', { from: 3, to: 2 });
  const damaged = left('pr-2', { from: 20, to: 4 });
  const objects = (place.bucket.objects ??= []);
  if (target === 'lock') {
    const at = account.ago({ days: 2 });
    const lock = { key: 'lock/acme/pr-2.json', at, body: { updateID: 'x', command: 'deploy' } };
    objects.push({ key: lock.key, at, ...damage(lock) });
    return { account, home: place.bucket, damaged, healthy };
  }
  const index = indexOf(objects, target);
  const written = objects[index];
  if (!written) throw new Error(`There is no ${target}.`);
  const { key, at } = written;
  objects[index] = { key, ...(at === undefined ? {} : { at }), ...damage(written) };
  return { account, home: place.bucket, damaged, healthy };
}

function idsOf({ distributions, functions, buckets }: Site): readonly string[] {
  return [distributions[0].id, functions[0].name, buckets[0].name];
}

function indexOf(objects: readonly ObjectData[], target: Exclude<Target, 'lock'>): number {
  const prefix = target === 'update record' ? 'update/acme/pr-2/' : 'app/acme/pr-2.json';
  const own = objects.flatMap(({ key }, index) => (key.startsWith(prefix) ? [index] : []));
  if (target !== 'older checkpoint') return own.at(-1) ?? -1;
  // The last state of the deploy: what it lists is history.
  return (
    own.findLast((index) => {
      const text = JSON.stringify(objects[index]?.body);
      return text.includes('WebCdnDistribution') && objects[index]?.at?.startsWith('2026-11-02');
    }) ?? -1
  );
}

export const textOf = ({ body }: ObjectData) =>
  typeof body === 'string' ? body : JSON.stringify(body);

/** An entry of a checkpoint, of which nothing is certain. */
export type Member = Record<string, unknown>;

interface State {
  readonly checkpoint: { readonly latest: Member & { resources?: Member[] } };
}

export const stateOf = (file: ObjectData) => JSON.parse(textOf(file)) as State;

/** The file, with something changed in its `latest`. */
export const latest =
  (change: (latest: State['checkpoint']['latest']) => void) =>
  (file: ObjectData): Body => {
    const state = stateOf(file);
    change(state.checkpoint.latest);
    return { body: JSON.stringify(state) };
  };

/** The file, with something changed in everything that it lists of AWS. */
export const entries = (change: (entry: Member) => void) =>
  latest(({ resources = [] }) =>
    resources.filter(({ id }) => id !== undefined && id !== 'provider-id').forEach(change),
  );

export const bytes = (content: Uint8Array): Body => ({
  base64: Buffer.from(content).toString('base64'),
});

export const zipped = (content: string): Body => bytes(gzipSync(content));

/** The verdicts on what the damaged stage left behind, and on its neighbour's. */
export interface Verdicts {
  readonly damaged: readonly string[];
  readonly healthy: readonly string[];
  /** Messages of gaps. */
  readonly gaps: readonly string[];
  readonly looked: Looked;
}

export async function verdictsOf(
  { account, damaged, healthy }: Hostile,
  options: LookingOptions = {},
): Promise<Verdicts> {
  const looked = await looking(account, options);
  const say = (ids: readonly string[]) =>
    ids.map((id) => (looked.has(id) ? said(looked.of(id)) : 'not listed'));
  return {
    damaged: say(damaged),
    healthy: say(healthy),
    gaps: looked.inventory.gaps.map(({ message }) => message),
    looked,
  };
}

/** What is said where nothing is damaged. */
export const judged = [
  'leftover certain (11)',
  'leftover certain (11)',
  'leftover certain (11)',
  'leftover certain (11)',
];
export const unknown = ['unknown (7)', 'unknown (7)', 'unknown (7)', 'unknown (7)'];
export const busy = ['busy (6)', 'busy (6)', 'busy (6)', 'busy (6)'];
