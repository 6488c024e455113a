import { later } from '../../../account/stage.ts';
import { deploy, handOver, kill, live, refresh, remove } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import type { Family } from '../family.ts';
import { liveNearby } from '../nearby.ts';

/** Deploys of the same again, some hours apart, as CI does them: nothing comes and nothing goes. */
function redeploy(life: Life, times: number): void {
  for (let deploys = 0; deploys < times; deploys++) {
    const at = life.begin('deploy of the same');
    life.run({ at, entries: life.entries });
    life.claim();
    life.at = later(at, 3600 * (2 + life.world.chance.below(4)));
  }
}

/** Stages with up to 200 deploys, in which things came, went, were killed and handed over long ago. */
export const longHistories: Family = {
  name: 'longHistories',
  live: (world, { apps }) =>
    liveNearby(world, { apps: apps.slice(0, 1), mostStages: 2 }, (life) => {
      const { chance } = world;
      deploy(life);
      const turns = 2 + chance.below(4);
      for (let turn = 0; turn < turns; turn++) {
        if (turn > 0 || chance.often(0.5)) redeploy(life, chance.below(45));
        live(life, 1 + chance.below(2), [deploy, deploy, deploy, kill, handOver, refresh]);
      }
      redeploy(life, chance.below(40));
      if (chance.often(0.3)) remove(life);
    }),
};
