import type { BucketData } from 'simulated-aws';
import { type HomeBuilder, homeIn } from '../../../account/account.ts';
import { deploy, handOver, importBucket, live, remove } from '../../everyday.ts';
import { Life } from '../../life.ts';
import { hasAny, type World } from '../../world.ts';
import type { Family, Measure } from '../family.ts';
import { aVersion, liveNearby } from '../nearby.ts';

/** A bucket in which SST keeps state, though its name does not say so; who made it, and lives on or not. */
function aHomeOfAnotherName(world: World): HomeBuilder {
  const { account, chance, truth } = world;
  const region = 'eu-west-1';
  const isMade = chance.often(0.6);
  const state = isMade ? madeByStage(world) : named(world, 'company-iac-state');
  const asset = chance.often(0.5) ? madeByStage(world) : named(world, 'company-iac-assets');
  for (const bucket of [state, asset]) bucket.region = region;
  state.versioning = 'Enabled';
  const code = {
    key: `assets/Api-code-${'0a1b2c3d'.repeat(8)}.zip`,
    at: account.ago({ days: 40 }),
    body: 'zip',
  };
  asset.objects = [code];
  account.register(region, { state: state.name, asset: asset.name });
  const parameter = account.data.ssm?.parameters.at(-1);
  if (parameter && chance.often(0.3)) parameter.type = 'SecureString';
  truth.live([state.name, asset.name], 'a home');
  truth.tell(`${state.name} is the home of ${region}`);
  const home = homeIn(state, region);
  world.homes.push(home);
  return home;
}

/** A stage makes and keeps it, and goes its own way: it is removed, lives on, or hands it over. */
function madeByStage(world: World): BucketData {
  const { account, chance, truth } = world;
  const stage = chance.pick(['shared', 'ops']);
  const life = new Life(
    world,
    account.data.s3.buckets.length > 0 ? homeOf(world) : account.home('us-east-1'),
    { app: 'platform', stage: `${stage}-${world.serial()}` },
    { version: aVersion(world) },
  );
  const at = life.begin('deploy');
  const component = life.make(at, chance.pick(['kept-bucket', 'kept-bucket', 'bucket']));
  life.state = [component];
  life.run({ at, entries: life.entries });
  account.with(component.parts);
  life.claim();
  const bucket = component.parts.buckets?.[0];
  if (!bucket) throw new Error('a bucket that was made is there');
  bucket.objects = [];
  // SST empties and deletes what it was not told to keep, so that can only be handed over.
  const isKept = component.entries.some(({ retainOnDelete }) => retainOnDelete);
  if (chance.often(0.3)) live(life, 2, [deploy]);
  if (!isKept) handOver(life);
  if (chance.often(0.7) && life.state.every((each) => each === component || !isKept)) remove(life);
  // Whatever SST did to it: who makes it his home has it.
  if (!hasAny(world, [bucket.name])) account.with(component.parts);
  truth.live([bucket.name], 'a home');
  return bucket;
}

function homeOf({ homes }: World): HomeBuilder {
  const [home] = homes;
  if (!home) throw new Error('every account has a home');
  return home;
}

function named({ account }: World, name: string): BucketData {
  const bucket: BucketData = {
    name,
    region: 'eu-west-1',
    createdAt: account.ago({ days: 800 }),
    versioning: 'Enabled',
    objects: [],
  };
  account.data.s3.buckets.push(bucket);
  return bucket;
}

/** Some stages of the account live in that home, some of them in the usual one too. */
function liveInBoth(world: World, measure: Measure, home: HomeBuilder): readonly Life[] {
  const { chance } = world;
  // Whoever lives nearby picks either home.
  const usual = liveNearby(world, measure, (life) => {
    deploy(life);
    live(life, chance.below(4));
    if (chance.often(0.5)) remove(life);
  });
  const taken = new Set(
    usual.filter(({ bucket }) => bucket === home.bucket.name).map(({ name }) => name),
  );
  const there = measure.apps.flatMap((app) =>
    ['pr-1', 'prod', 'live']
      .slice(0, 1 + chance.below(measure.mostStages))
      .filter((stage) => !taken.has(`${app}/${stage}`))
      .map((stage) => {
        const life = new Life(world, home, { app, stage }, { version: aVersion(world) });
        deploy(life);
        live(life, chance.below(4));
        return life;
      }),
  );
  return [...usual, ...there];
}

/** A stage of that home makes a bucket its own that another one kept. */
function takeOver(life: Life, lives: readonly Life[]): void {
  const { account, chance } = life.world;
  const kept = lives
    .flatMap((each) => (each === life ? [] : [...each.kept]))
    .filter((id) => account.data.s3.buckets.some(({ name }) => name === id));
  if (kept.length > 0) importBucket(life, chance.pick(kept), account.ago({ hours: 30 }));
}

/** State buckets that no pattern knows. */
export const otherHomes: Family = {
  name: 'otherHomes',
  live(world, measure) {
    world.homes.push(world.account.home('us-east-1'));
    return liveInBoth(world, measure, aHomeOfAnotherName(world));
  },
};

/** The parameter that names such a home is denied, or names a bucket of another account. */
export const deniedBootstraps: Family = {
  name: 'deniedBootstraps',
  live(world, measure) {
    const { account, chance, truth } = world;
    world.homes.push(account.home('us-east-1'));
    const home = aHomeOfAnotherName(world);
    const lives = liveInBoth(world, measure, home);
    for (const life of lives)
      if (life.stage.bucket === home.bucket && chance.often(0.4)) takeOver(life, lives);
    const isForeign = chance.often(0.35);
    truth.tell(isForeign ? 'that home is of another account' : 'its bootstrap is denied');
    if (isForeign) home.bucket.owner = '999999999999';
    else
      account.data.faults = [{ kind: 'deny', operation: 'SSM.GetParameter', region: home.region }];
    for (const life of lives) if (life.stage.bucket === home.bucket) life.doubt();
    return lives;
  },
};
