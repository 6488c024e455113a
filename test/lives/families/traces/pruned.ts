import type { Component } from '../../component.ts';
import { deploy, live, purge, remove, retain } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import type { Family } from '../family.ts';
import { liveNearby } from '../nearby.ts';
import { deployWithSpare } from './spare.ts';

/** Handed over or left behind, and then the versions that told it are gone. */
function liveAndForget(life: Life): void {
  const { chance } = life.world;
  const component = deployWithSpare(life);
  if (!component) return;
  if (chance.often(0.5)) live(life, 1, [deploy]);
  if (life.state.includes(component) && chance.often(0.6)) handOver(life, component);
  if (chance.often(0.4)) live(life, 1, [deploy]);
  const end = chance.below(4);
  if (end === 0) purge(life);
  else if (end === 1) retain(life);
  else {
    if (end === 2) retain(life);
    remove(life);
    retain(life);
  }
  if (chance.often(0.5)) deleteTheRest(life, component);
}

/** An honest one: AWS deleted all of what is left but the function to spare. */
function deleteTheRest(life: Life, { ids }: Component): void {
  const { account, truth } = life.world;
  if (ids.some((id) => truth.of(id)?.is !== 'leftover')) return;
  const rest = ids.slice(0, -1);
  account.without(rest);
  truth.gone(rest);
}

function handOver(life: Life, given: Component): void {
  const { chance, truth } = life.world;
  const at = life.begin(`hand over ${given.name}`);
  life.state = life.state.filter((each) => each !== given);
  life.run({ at, command: 'edit', entries: life.entries });
  life.doubt();
  truth.live(given.ids, 'handed over');
  // Its new owner sets tags of his own; a function's environment says still whose it was.
  for (const each of given.parts.lambdas ?? []) if (chance.often(0.4)) each.tags = { team: 'data' };
}

/** Functions of stages whose history was pruned, while what they came with lives on elsewhere. */
export const prunedHistory: Family = {
  name: 'prunedHistory',
  live: (world, measure) => liveNearby(world, measure, liveAndForget),
};
