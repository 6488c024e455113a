import { type AccountBuilder, anAccount, type HomeBuilder } from '../account/account.ts';
import { type Chance, chanceOf } from './chance.ts';
import { aSite } from '../account/sites.ts';
import { adoptSome } from './adoption.ts';
import { Life } from './life.ts';
import { liveAsStack } from './stack-life.ts';
import { Truth } from './truth.ts';
import { loseBootstrap, type World } from './world.ts';

/** An account that was lived in, and what really became of everything in it. */
export interface LivedIn {
  readonly account: AccountBuilder;
  readonly truth: Truth;
}

type Event =
  | 'deploy'
  | 'kill'
  | 'overlap'
  | 'refresh'
  | 'edit'
  | 'handOver'
  | 'upgrade'
  | 'remove'
  | 'failToRemove'
  | 'purge'
  | 'retain';

const events: readonly Event[] = [
  ...(['deploy', 'deploy', 'deploy', 'deploy', 'deploy', 'deploy'] as const),
  ...(['kill', 'overlap', 'refresh', 'edit', 'handOver', 'upgrade'] as const),
  ...(['remove', 'remove', 'remove', 'failToRemove', 'purge', 'retain'] as const),
];

/** How much life there is in an account. */
export interface Measure {
  readonly apps: readonly string[];
  readonly mostStages: number;
}

const town: Measure = { apps: ['acme', 'acme-shop'], mostStages: 4 };
/** Where every call is taken away in turn, every call costs a whole scan. */
export const village: Measure = { apps: ['acme'], mostStages: 2 };

/**
 * Makes an account by living it: a few stages in one or two homes, each with a life of its own,
 * stages of SST v2 beside them, and what others make under names like SST's. Draws its chances from
 * `seed` alone.
 */
export function livedIn(seed: number, { apps, mostStages }: Measure = town): LivedIn {
  const chance = chanceOf(seed);
  const account = anAccount();
  const truth = new Truth();
  const world: World = { account, chance, truth, homes: [], routers: new Map() };
  world.homes.push(account.home('us-east-1'));
  if (chance.often(0.4)) world.homes.push(account.home('eu-west-1'));
  const lives: Life[] = [];
  for (const app of apps) {
    const stages = ['prod', 'pr-1', 'pr-12', 'shop-pr-1'].slice(0, 1 + chance.below(mostStages));
    for (const stage of stages) lives.push(begun(world, { app, stage }));
  }
  if (chance.often(0.2)) liveOutside(world);
  for (const stage of ['pr-1', 'dev']) {
    if (chance.often(0.25)) liveAsStack(world, { app: chance.pick(['acme', 'legacy']), stage });
  }
  if (chance.often(0.15)) moveAll(world, lives);
  if (chance.often(0.5)) addForeigners(world);
  nameWhatStatesRead(lives, truth);
  for (const { bucket } of world.homes) sortByTime(bucket);
  for (const bucket of account.data.s3.buckets) sortByTime(bucket);
  return { account, truth };
}

function begun(world: World, pair: { app: string; stage: string }): Life {
  const { chance } = world;
  const life = new Life(world, chance.pick(world.homes), pair);
  life.deploy();
  live(life, chance, 1 + chance.below(7));
  if (chance.often(0.1)) {
    life.moveTo(chance.pick(world.homes), 'in a state');
    live(life, chance, 1 + chance.below(3));
  }
  // Previews end, one way or another.
  if (chance.often(0.4)) life.remove();
  if (chance.often(0.2)) adoptSome(world, life);
  return life;
}

function live(life: Life, chance: Chance, length: number): void {
  for (let event = 0; event < length; event++) life[chance.pick(events)]();
}

/** `home: "cloudflare"`: all that AWS shows of the stage are its resources. */
function liveOutside(world: World): void {
  const { account, chance, truth } = world;
  const outside = account.home('us-west-2', { registered: false, name: 'outside' });
  account.data.s3.buckets = account.data.s3.buckets.filter(
    ({ name }) => name !== outside.bucket.name,
  );
  const pair = chance.pick([
    { app: 'acme', stage: 'pr-1' },
    { app: 'acme', stage: 'pr-77' },
    { app: 'elsewhere', stage: 'prod' },
  ]);
  const life = new Life(world, outside, pair);
  life.deploy();
  if (chance.often(0.5)) life.deploy();
  for (const { ids } of life.listed) truth.live(ids, 'in a home outside AWS');
}

/** After a lost bootstrap, everybody who deploys again begins anew in another home. */
function moveAll(world: World, lives: readonly Life[]): void {
  const lost = world.chance.pick(world.homes);
  const home: HomeBuilder = loseBootstrap(world, lost);
  for (const life of lives) {
    if (life.bucket !== lost.bucket.name || world.chance.often(0.4)) continue;
    life.moveTo(home, 'in a state of a lost home');
    live(life, world.chance, 1 + world.chance.below(3));
  }
}

/** Terraform's, with names and tags that only look like SST's; a distribution serves without a stage. */
function addForeigners({ account, chance, truth }: World): void {
  const at = account.ago({ days: 20 + chance.below(200) });
  const site = aSite({ app: 'acme', stage: 'pr-1', component: 'Copied', at, seed: 'foreign' });
  const [distribution] = site.distributions;
  const [bucket] = site.buckets;
  const tags = chance.pick([{}, { 'sst:app': 'acme' }, { 'sst:app': 'acme', 'sst:stage': 'pr-9' }]);
  account.with({
    distributions: [{ ...distribution, tags }],
    functions: site.functions,
    buckets: [{ ...bucket, tags: {} }],
  });
  truth.live([distribution.id, site.functions[0].name, bucket.name], 'foreign');
}

/** What a living state merely reads is in use, whoever made it. */
function nameWhatStatesRead(lives: readonly Life[], truth: Truth): void {
  const read = lives
    .flatMap(({ listed }) => listed)
    .flatMap(({ entries }) => entries)
    .flatMap(({ id, external }) => (id !== undefined && external ? [id] : []))
    .filter((id) => truth.of(id)?.is === 'leftover');
  truth.live(read, 'named by a state');
}

function sortByTime(bucket: HomeBuilder['bucket']): void {
  bucket.objects?.sort((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? ''));
}
