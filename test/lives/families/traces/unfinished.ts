import { later } from '../../../account/stage.ts';
import { deploy, kill, live, remove } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import { deployElsewhere } from '../others/elsewhere.ts';
import type { Family } from '../family.ts';
import { liveAmong, liveNearby } from '../nearby.ts';
import { makeByTool } from '../others/tools.ts';
import { aTime } from '../windows.ts';

/** Killed before it pushed any state: a lock, and a record without an end. */
export function killEarly(life: Life): void {
  const { chance } = life.world;
  const at = life.begin('killed before any state');
  life.run({ at, completed: false });
  life.locked = true;
  life.at = later(at, 3600 * (1 + chance.below(life.isRecent ? 4 : 70)));
  if (chance.often(0.8)) life.unlock();
}

/** Killed while it was making a component: its last push says what, and the engine finished that. */
export function killWhileMaking(life: Life): void {
  const { account, chance, truth } = life.world;
  if (!life.pushesAllAlong) return kill(life);
  const at = life.begin('killed while making');
  const lasts = 60 + chance.below(600);
  const lost = life.make(later(at, lasts - 15 + chance.below(20)));
  if (life.isRefused(lost)) return;
  account.with(lost.parts);
  truth.leftover(lost.ids, 'made, never recorded');
  life.run({ at, entries: life.entries, completed: false, lasts, pending: lost.entries });
  life.locked = true;
  life.at = later(at, 3600 * (1 + chance.below(life.isRecent ? 4 : 40)));
  if (chance.often(0.9)) life.unlock();
}

/** `sst remove` of a stage without a state: a record that never gets its end, and the lock goes. */
function removeNothing(life: Life): void {
  if (life.spans.some(({ pushed }) => pushed !== null)) return;
  const at = life.begin('remove of a stage that has no state');
  life.run({ at, command: 'remove', completed: false });
  life.stage.forceUnlock(later(at, 8));
  for (const span of life.spans) span.to ??= later(at, 8);
}

/** Runs that were killed before any state, and what others make while their lock stands. */
export const killedEarly: Family = {
  name: 'killedEarly',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      const { chance } = world;
      chance.pick([killEarly, killEarly, deploy])(life);
      if (chance.often(0.3)) removeNothing(life);
      liveAmong(life, [killEarly, killEarly, killWhileMaking], chance.below(5));
      if (chance.often(0.5)) remove(life);
      if (chance.often(0.85)) meanwhile(life);
    }),
};

function meanwhile(life: Life): void {
  const { chance } = life.world;
  const at = aTime(life, 'in a run that did not complete');
  if (at === null) return;
  if (chance.often(0.7)) deployElsewhere(life.world, life.pair, at);
  else makeByTool(life.world, life.pair, at);
}

/** The home is switched while a run is locked, or after; production lives in the other one. */
export const homeSwitched: Family = {
  name: 'homeSwitched',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      const { chance } = world;
      if (chance.often(0.6)) {
        deploy(life);
        live(life, chance.below(4));
      }
      chance.pick([killEarly, kill, killWhileMaking, deploy])(life);
      if (chance.often(0.3)) migrate(life);
      const at = chance.often(0.6)
        ? aTime(life, 'in a run that did not complete')
        : aTime(life, 'after the last run');
      const count = 1 + chance.below(3);
      for (let index = 0; index < count; index++)
        if (at !== null) deployElsewhere(world, life.pair, later(at, 40 * index));
      // Somebody goes on in an old branch, or tidies up there.
      if (chance.often(0.5)) live(life, 1 + chance.below(3));
      if (chance.often(0.4)) remove(life);
    }),
};

/** The state itself goes to the other home: what it listed lives on, whatever stays of it here. */
function migrate(life: Life): void {
  const { chance, truth } = life.world;
  if (life.state.length === 0 || life.locked) return;
  const at = life.at;
  const way = chance.pick(['stays', 'emptied', 'deleted', 'edited'] as const);
  truth.tell(`${at} ${life.name}: its state goes to a home outside AWS, and here it is: ${way}`);
  for (const { ids } of life.state) truth.live(ids, 'in a home outside AWS');
  if (way === 'stays') return;
  life.state = [];
  if (way === 'edited') life.run({ at: life.begin('edit'), command: 'edit', entries: [] });
  else if (way === 'emptied') life.stage.push(at, []).goOnWith([]);
  else
    life.stage
      .object({ key: `app/${life.pair.app}/${life.pair.stage}.json`, at, deleteMarker: true })
      .goOnWith([]);
  if (way === 'edited') life.doubt();
  life.at = later(life.at, 7200);
}
