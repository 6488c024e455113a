import { tailOf } from '../../../account/names.ts';
import { deploy, kill, remove } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import { hasAny, type World } from '../../world.ts';
import { deployElsewhere, type Pair } from './elsewhere.ts';
import type { Family } from '../family.ts';
import { liveAmong, liveNearby } from '../nearby.ts';
import { aTime } from '../windows.ts';

/** Pairs whose names read the same with a hyphen between them: `acme-pr` and `1` as `acme` and `pr-1`. */
function readingsOf({ app, stage }: Pair): readonly Pair[] {
  const words = `${app}-${stage}`.split('-');
  return words
    .slice(1)
    .map((_, index) => ({
      app: words.slice(0, index + 1).join('-'),
      stage: words.slice(index + 1).join('-'),
    }))
    .filter((pair) => pair.stage !== stage);
}

/** Stages that differ in case alone: their buckets are called alike. */
function inOtherCase({ app, stage }: Pair): Pair {
  return { app, stage: stage.toUpperCase() };
}

/**
 * Of an app whose name begins like this one's, under a name of 64 characters: SST cuts the app until
 * it fits, so that it reads as ours (SST naming.ts).
 */
function cutThing(world: World, { app, stage }: Pair, at: string): Pair {
  const { account, truth } = world;
  const pair = { app: `${app}front`, stage };
  const word = 'Storefrontcheckoutpagesandmore'.slice(0, 27 - app.length - stage.length);
  const tail = tailOf(`${app} ${stage} cut ${world.serial()}`);
  const name = `${app}-${stage}-${word}CloudfrontFunctionResponse-${tail}`;
  account.with({ functions: [{ name, createdAt: at, modifiedAt: at }] });
  truth.live([name], 'in a home outside AWS');
  truth.tell(`${at} ${pair.app}/${stage}: a home outside AWS makes ${name}, for later`);
  return pair;
}

/** What it made and does not use at the moment, or what nothing names: no tags say whose it is. */
function spareThings(world: World, { app, stage }: Pair, at: string): void {
  const { account, chance, truth } = world;
  const tail = tailOf(`${app} ${stage} spare ${world.serial()}`);
  const word = chance.pick(['Web', 'Docs', 'Api']);
  const prefix = `${app}-${stage}-${word}`;
  const logs = `/aws/lambda/${prefix}Function-${tail}`;
  const control = `E${tail.toUpperCase()}CTRL`;
  const spare = [
    {
      ids: [`${prefix}CloudfrontFunctionResponse-${tail}`],
      parts: {
        functions: [
          { name: `${prefix}CloudfrontFunctionResponse-${tail}`, createdAt: at, modifiedAt: at },
        ],
      },
    },
    {
      ids: [`${prefix}KvStore-${tail}`],
      parts: {
        keyValueStores: [
          {
            name: `${prefix}KvStore-${tail}`,
            id: `0a1b2c3d-0000-0000-0000-${tail}0000`,
            modifiedAt: at,
          },
        ],
      },
    },
    {
      ids: [logs],
      parts: { logGroups: [{ name: logs, region: 'us-east-1', createdAt: at }] },
    },
    {
      ids: [control],
      parts: {
        settings: {
          originAccessControls: [
            { id: control, name: `${prefix}-${tail}-a1b2c3d4`, description: 'Created by SST' },
          ],
        },
      },
    },
  ];
  for (const { ids, parts } of spare) {
    if (chance.often(0.4) || hasAny(world, ids)) continue;
    account.with(parts);
    truth.live(ids, 'in a home outside AWS');
    truth.tell(`${at} ${app}/${stage}: a home outside AWS makes ${ids[0]}, for later`);
  }
}

function liveHidden(life: Life): void {
  const { world } = life;
  const { chance } = world;
  const at = aTime(life);
  if (at === null) return;
  if (chance.often(0.2)) {
    deployElsewhere(world, cutThing(world, life.pair, at), at);
    return;
  }
  const readings = readingsOf(life.pair);
  const pair =
    readings.length > 0 && chance.often(0.75) ? chance.pick(readings) : inOtherCase(life.pair);
  world.truth.tell(`${life.name}: ${pair.app}/${pair.stage} lives in a home outside AWS`);
  const count = 1 + chance.below(2);
  // Of a stage whose things are all to spare at the moment only another stage of its app may be seen.
  const seen = chance.often(0.25) ? { app: pair.app, stage: `${pair.stage}-next` } : pair;
  for (let index = 0; index < count; index++) deployElsewhere(world, seen, at);
  spareThings(world, pair, at);
}

/** Apps of other homes whose names read as those of ours. */
export const hiddenNames: Family = {
  name: 'hiddenNames',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      const { chance } = world;
      deploy(life);
      liveAmong(life, [kill, deploy, remove], chance.below(5));
      if (chance.often(0.5)) remove(life);
      if (chance.often(0.8)) liveHidden(life);
    }),
};
