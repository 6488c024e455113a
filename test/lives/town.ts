import type { HomeBuilder } from '../account/account.ts';
import { aSite } from '../account/sites.ts';
import { adoptSome } from './adoption.ts';
import { deploy, live, remove } from './everyday.ts';
import type { Measure } from './families/family.ts';
import { Life } from './life.ts';
import { liveAsStack } from './stack-life.ts';
import { loseBootstrap, type World } from './world.ts';

/**
 * Everyday life: a few stages in one or two homes, each with a life of its own, stages of SST v2
 * beside them, and what others make under names like SST's.
 */
export function liveInTown(world: World, { apps, mostStages }: Measure): readonly Life[] {
  const { account, chance } = world;
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
  return lives;
}

function begun(world: World, pair: { app: string; stage: string }): Life {
  const { chance } = world;
  const life = new Life(world, chance.pick(world.homes), pair);
  deploy(life);
  live(life, 1 + chance.below(7));
  if (chance.often(0.1)) {
    life.moveTo(chance.pick(world.homes), 'in a state');
    live(life, 1 + chance.below(3));
  }
  // Previews end, one way or another.
  if (chance.often(0.4)) remove(life);
  if (chance.often(0.2)) adoptSome(world, life);
  return life;
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
  deploy(life);
  if (chance.often(0.5)) deploy(life);
  for (const { ids } of life.listed) truth.live(ids, 'in a home outside AWS');
}

/** After a lost bootstrap, everybody who deploys again begins anew in another home. */
function moveAll(world: World, lives: readonly Life[]): void {
  const lost = world.chance.pick(world.homes);
  const home: HomeBuilder = loseBootstrap(world, lost);
  for (const life of lives) {
    if (life.bucket !== lost.bucket.name || world.chance.often(0.4)) continue;
    life.moveTo(home, 'in a state of a lost home');
    live(life, 1 + world.chance.below(3));
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
