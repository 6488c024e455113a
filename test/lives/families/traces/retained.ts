import { deploy, handOver, live, refresh, remove, retain } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import { deployElsewhere } from '../others/elsewhere.ts';
import type { Family } from '../family.ts';
import { liveAmong, liveNearby } from '../nearby.ts';
import { aTime } from '../windows.ts';
import { failWhileMaking } from './failing.ts';
import { operations } from './surgery.ts';

/** Nobody ever wrote a state by hand: what the kept snapshots and event logs say is all that there was. */
function liveInOrder(life: Life): void {
  deploy(life);
  live(life, 1 + life.world.chance.below(6), [deploy, deploy, deploy, remove]);
  life.world.truth.tell(`${life.name}: retention keeps all updates`);
  life.stage.retain();
}

/** Things are handed over, by SST or around it, and then retention erases what told of it. */
function liveInDisorder(life: Life): void {
  const { chance } = life.world;
  deploy(life);
  for (let round = 0; round <= chance.below(3); round++) {
    liveAmong(life, [...operations, handOver, refresh, failWhileMaking], 1 + chance.below(4));
    if (chance.often(0.5)) live(life, 1, [deploy, deploy, remove]);
    if (chance.often(0.7)) retain(life, chance.pick([1, 2, 3, 10]));
  }
  if (chance.often(0.5)) remove(life);
  retain(life, chance.pick([1, 2, 3, 10]));
  const at = chance.often(0.3) ? aTime(life) : null;
  if (at !== null) deployElsewhere(life.world, life.pair, at);
}

/** Stages under `state.retention`, of which snapshots, event logs and records of a few updates are left. */
export const retained: Family = {
  name: 'retained',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      life.version = '4.17.0';
      if (world.chance.often(0.4)) liveInOrder(life);
      else liveInDisorder(life);
    }),
};
