import type { AccountBuilder, HomeBuilder } from '../account/account.ts';
import type { LookingOptions } from '../account/looking.ts';
import type { Family, Measure } from './families/family.ts';
import { newer, unheld } from './families/index.ts';
import type { Life } from './life.ts';
import { liveInTown } from './town.ts';
import type { Truth } from './truth.ts';
import { aWorld, type World } from './world.ts';

/** An account that was lived in, and what really became of everything in it. */
export interface LivedIn {
  readonly account: AccountBuilder;
  readonly truth: Truth;
  /** What a look at it has to be told: which DNS names lead somewhere. */
  readonly looking: Pick<LookingOptions, 'resolving'>;
}

/** What accounts live through every day, before there were families. */
export const everydayFamily: Family = { name: 'everyday', live: liveInTown };

export const families: readonly Family[] = [everydayFamily, ...newer];

/** `LIVES_FAMILY`: a name, or `all`. */
export function familiesNamed(name: string): readonly Family[] {
  const all = [...families, ...unheld];
  return name === 'all' ? all : all.filter((family) => family.name === name);
}

const town: Measure = { apps: ['acme', 'acme-shop'], mostStages: 4 };
/** Where every call is taken away in turn, every call costs a whole scan. */
export const village: Measure = { apps: ['acme'], mostStages: 2 };

/** Makes an account by living it. Draws its chances from the seed and the family's name alone. */
export function livedIn(
  seed: number,
  measure: Measure = town,
  family: Family = everydayFamily,
): LivedIn {
  const world = aWorld(family === everydayFamily ? seed : seedOf(seed, family.name));
  const { account, truth, resolving } = world;
  const lives = family.live(world, measure);
  nameWhatStatesRead(lives, world);
  serveWhatLiesBehind(world);
  for (const { bucket } of world.homes) sortByTime(bucket);
  for (const bucket of account.data.s3.buckets) sortByTime(bucket);
  return { account, truth, looking: { resolving } };
}

/** Two families of one seed share no chance. */
function seedOf(seed: number, name: string): number {
  let mixed = seed;
  for (const letter of name) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  return mixed;
}

/** What a living state merely reads is in use, whoever made it. */
function nameWhatStatesRead(lives: readonly Life[], { truth, serving }: World): void {
  const read = lives
    .flatMap(({ listed }) => listed)
    .flatMap(({ entries }) => entries)
    .flatMap(({ id, external }) => (id !== undefined && external ? [id] : []))
    .filter((id) => truth.of(id)?.is === 'leftover');
  truth.live(read, 'named by a state');
  serving.push(...read);
}

/** No configuration names what a site serves from: that is in use with the site. */
function serveWhatLiesBehind({ truth, made, serving }: World): void {
  for (const { ids, parts } of made) {
    // Names come again, a distribution's id never.
    const front = parts.distributions?.find(({ id }) => serving.includes(id))?.id;
    const behind = ids.filter((id) => truth.of(id)?.is === 'leftover');
    if (front !== undefined) truth.live(behind, truth.of(front)?.cause ?? 'visited');
  }
}

function sortByTime(bucket: HomeBuilder['bucket']): void {
  bucket.objects?.sort((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? ''));
}
