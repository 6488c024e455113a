import type { HomeBuilder } from '../../../account/account.ts';
import { deploy, live, remove } from '../../everyday.ts';
import { Life } from '../../life.ts';
import type { World } from '../../world.ts';
import { deployElsewhere } from '../others/elsewhere.ts';
import type { Family } from '../family.ts';
import { aVersion, liveNearby } from '../nearby.ts';
import { aTime } from '../windows.ts';

/** A home that was deleted: all that its stages listed lives on, and no state says so. */
function loseHome(world: World, home: HomeBuilder, lives: readonly Life[]): void {
  const { account, truth } = world;
  const { bucket } = home;
  account.without([bucket.name]);
  const { ssm } = account.data;
  if (ssm) ssm.parameters = ssm.parameters.filter(({ value }) => !value.includes(bucket.name));
  world.homes.splice(world.homes.indexOf(home), 1);
  truth.tell(`${bucket.name} was deleted`);
  for (const life of lives) {
    if (life.stage.bucket !== bucket) continue;
    life.doubt();
    truth.unknowable(life.kept);
    for (const { ids } of life.listed) truth.live(ids, 'in a home outside AWS');
  }
}

/** Homes that were deleted, and stages that begin anew in another one. */
export const lostHomes: Family = {
  name: 'lostHomes',
  live(world, measure) {
    const { account, chance } = world;
    const lives = liveNearby(world, measure, (life) => {
      deploy(life);
      live(life, chance.below(4));
      if (chance.often(0.3)) remove(life);
    });
    const lost = chance.pick(world.homes);
    loseHome(world, lost, lives);
    const home = account.home(lost.region, { name: 'after the loss' });
    world.homes.push(home);
    const again = lives
      .filter((life) => life.stage.bucket === lost.bucket && chance.often(0.7))
      .map((old) => {
        const life = new Life(
          world,
          home,
          { ...old.pair },
          { version: aVersion(world), at: old.at },
        );
        deploy(life);
        live(life, 1 + chance.below(3));
        if (chance.often(0.5)) remove(life);
        return life;
      });
    return [...lives.filter((life) => life.stage.bucket !== lost.bucket), ...again];
  },
};

/** Names from before SST 3.8.0 that come again: another home deploys what was removed here. */
export const reusedNames: Family = {
  name: 'reusedNames',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      const { chance } = world;
      life.version = chance.pick(['3.7.15', '3.6.19', '3.3.40']);
      deploy(life);
      live(life, chance.below(4), [deploy, deploy, remove]);
      if (chance.often(0.7)) remove(life);
      const comesAgain = chance.often(0.7);
      const at = comesAgain ? aTime(life, 'after the last run') : aTime(life);
      const count = 1 + chance.below(3);
      for (let index = 0; index < count; index++)
        if (at !== null) deployElsewhere(world, life.pair, at, { plainNames: true, comesAgain });
    }),
};
