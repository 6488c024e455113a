import { deploy, kill, remove } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import type { Family } from '../family.ts';
import { liveAmong, liveNearby } from '../nearby.ts';
import { liveInStack, makeByStack } from './stacks.ts';
import { makeByTool } from './tools.ts';
import { killEarly, killWhileMaking } from '../traces/unfinished.ts';
import { aTime } from '../windows.ts';

/** Another tool of the same pipeline puts the pair's tags on its own things, in any window. */
export const otherTools: Family = {
  name: 'otherTools',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      liveABit(life);
      const isShaped = world.chance.often(0.35);
      atSomeTime(life, (at) => makeByTool(world, life.pair, at, isShaped));
    }),
};

/** A stack of a region that nothing else points at makes things with the pair's tags. */
export const unreadStacks: Family = {
  name: 'unreadStacks',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      liveABit(life);
      const make = world.chance.often(0.3) ? liveInStack : makeByStack;
      atSomeTime(life, (at) => make(world, life.pair, at));
    }),
};

function liveABit(life: Life): void {
  const { chance } = life.world;
  deploy(life);
  liveAmong(life, [kill, killWhileMaking, killEarly, deploy, remove], chance.below(6));
  if (chance.often(0.5)) remove(life);
}

function atSomeTime(life: Life, happen: (at: string) => void): void {
  const count = life.world.chance.often(0.7) ? 1 : 2;
  for (let index = 0; index < count; index++) {
    const at = aTime(life);
    if (at !== null) happen(at);
  }
}
