import { later } from '../../../account/stage.ts';
import { deploy, edit, handOver, live, remove, type Event } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import { deployElsewhere } from '../others/elsewhere.ts';
import type { Family } from '../family.ts';
import { liveAmong, liveNearby } from '../nearby.ts';
import { makeByTool } from '../others/tools.ts';
import { aTime } from '../windows.ts';

/**
 * The engine died and the CLI wrote a completed record all the same: what it was making stands in no
 * state, only as a pending operation without an id.
 */
const dieInDeploy: Event = (life) => {
  const { account, truth, chance } = life.world;
  const at = life.begin('the engine dies in a deploy');
  const lost = life.make(later(at, 60));
  if (!life.isRefused(lost)) {
    account.with(lost.parts);
    truth.leftover(lost.ids, 'made, never recorded');
  }
  life.run({
    at,
    entries: life.entries,
    pending: lost.entries,
    errors: chance.often(0.7) ? [{ urn: '', message: 'signal: killed' }] : [],
  });
  diedOnce(life);
};

/** It died while it took things away: part is gone, part left the state, part stays in it. */
const dieInRemove: Event = (life) => {
  if (life.state.length === 0) return;
  const at = life.begin('the engine dies in a remove');
  const [first, ...rest] = life.state;
  for (const component of rest) life.letGo(component, 'left by a failed remove');
  life.state = first ? [first] : [];
  life.claim();
  life.run({ at, command: 'remove', entries: life.entries, pending: 1 });
  life.doubt();
  diedOnce(life);
};

/** Not completed, whatever the record says. */
function diedOnce(life: Life): void {
  const span = life.spans.pop();
  if (span) life.spans.push({ ...span, recorded: null });
}

/** Every line of SST that writes its records in a way of its own. */
const versions = ['3.2.40', '3.2.60', '3.3.40', '3.4.5', '3.5.1', '3.6.19', '3.7.15', '4.17.0'];

/** Records that say too much or too little, and engines that died. */
export const oddRecords: Family = {
  name: 'oddRecords',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      const { chance } = world;
      life.version = chance.pick(versions);
      deploy(life);
      liveAmong(life, [handOver, handOver, edit, dieInDeploy, dieInRemove], 1 + chance.below(6));
      if (chance.often(0.3)) live(life, 1, [deploy]);
      if (chance.often(0.5)) remove(life);
      const at = chance.often(0.4) ? aTime(life) : null;
      if (at === null) return;
      if (chance.often(0.5)) deployElsewhere(world, life.pair, at);
      else makeByTool(world, life.pair, at);
    }),
};
