import { later } from '../../../account/stage.ts';
import type { Component } from '../../component.ts';
import { deploy, remove } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import type { World } from '../../world.ts';
import type { Family } from '../family.ts';
import { liveAmong, liveNearby } from '../nearby.ts';
import { isNamedInEnvironment, partUses } from './part-uses.ts';
import {
  beforeItsDistribution,
  inAnotherAccount,
  beforeItsBucket,
  logsIntoItsBucket,
  runsItsFunction,
  movedAlias,
  resolvingAlias,
  deadAlias,
  type Front,
} from './site-fronts.ts';

/** Some way that the component has a part for. */
function oneOf(
  fronts: readonly Front[],
  world: World,
  component: Component,
  at: string,
): readonly string[] {
  for (let tries = 0; tries < 6; tries++) {
    const ids = world.chance.pick(fronts)(world, component, at);
    if (ids.length > 0) return ids;
  }
  return [];
}

/** Chooses among what is left of a stage, at most one component of it for each. */
function putBefore(life: Life, fronts: readonly Front[], isByName: boolean): void {
  const { world } = life;
  const { chance, truth } = world;
  const { to } = life.spans.at(-1) ?? {};
  if (!to) return;
  for (const component of life.left) {
    if (chance.often(0.4)) continue;
    const at = later(to, 600 + chance.below(5 * 86_400));
    const ids = oneOf(fronts, world, component, at).filter((id) => truth.of(id)?.is === 'leftover');
    truth.live(ids, isByName ? 'reached by a name' : 'behind a front of others');
    truth.tell(`${at} ${life.name}: ${ids.join(', ') || 'nothing'} of ${component.name} is in use`);
  }
}

/** Aliases that were moved onto what is left, or that still lead there. */
export const movedAliases: Family = {
  name: 'movedAliases',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      leaveSites(life);
      putBefore(life, [movedAlias, movedAlias, resolvingAlias, deadAlias], true);
    }),
};

/** What others put before what is left, in this account or another. */
export const foreignFronts: Family = {
  name: 'foreignFronts',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      leaveSites(life);
      putBefore(
        life,
        [
          beforeItsDistribution,
          beforeItsDistribution,
          inAnotherAccount,
          beforeItsBucket,
          logsIntoItsBucket,
          runsItsFunction,
        ],
        false,
      );
    }),
};

/** What others use of what is left, piece by piece: a role, a store, a log group, a policy, a version. */
export const usedParts: Family = {
  name: 'usedParts',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      leaveSites(life);
      putBefore(life, partUses, false);
    }),
};

/** Functions of others whose environment names a bucket that is left. */
export const namedInEnvironments: Family = {
  name: 'namedInEnvironments',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      leaveSites(life);
      putBefore(life, [isNamedInEnvironment], false);
    }),
};

function leaveSites(life: Life): void {
  deploy(life);
  liveAmong(life, [deploy, deploy, remove], 1 + life.world.chance.below(4));
  if (life.world.chance.often(0.7)) remove(life);
}
