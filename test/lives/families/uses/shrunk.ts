import type { Component } from '../../component.ts';
import { deploy, live, remove } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import { letItServe } from '../../use.ts';
import type { Family } from '../family.ts';
import { liveNearby } from '../nearby.ts';

/** Of which CloudWatch tells when they are used. */
function showsUse({ parts }: Component): boolean {
  return (parts.distributions?.length ?? 0) + (parts.lambdas?.length ?? 0) > 0;
}

/**
 * A deploy that completes with a broken configuration: it takes out of the state what it does not
 * delete, and all of that goes on serving.
 */
function shrink(life: Life): void {
  const { chance, truth } = life.world;
  const serving = life.state.filter(showsUse);
  if (serving.length === 0) return;
  const quiet = life.state.filter((component) => !showsUse(component));
  const lost = [
    ...serving.slice(0, 1 + chance.below(serving.length)),
    ...(chance.often(0.4) ? quiet : []),
  ];
  const at = life.begin(
    `deploy of a broken configuration, without ${lost.map(({ name }) => name).join(', ')}`,
  );
  life.state = life.state.filter((component) => !lost.includes(component));
  life.run({ at, entries: life.entries });
  for (const component of lost) {
    const isKept = component.entries.some(({ retainOnDelete }) => retainOnDelete);
    truth.live(component.ids, isKept ? 'kept on purpose' : 'serves on, though its state shrank');
    letItServe(life.world, component);
  }
}

/** Production whose state lost a part of what serves. */
export const shrunkState: Family = {
  name: 'shrunkState',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      const { chance } = world;
      live(life, 2 + chance.below(3), [deploy]);
      shrink(life);
      if (chance.often(0.4)) live(life, 1 + chance.below(2));
      if (chance.often(0.2)) remove(life);
    }),
};
