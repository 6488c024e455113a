import { later } from '../../../account/stage.ts';
import type { Component } from '../../component.ts';
import { deploy, live, remove, type Event } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import { deployElsewhere } from '../others/elsewhere.ts';
import type { Family } from '../family.ts';
import { liveAmong, liveNearby } from '../nearby.ts';
import { makeByTool } from '../others/tools.ts';
import { aTime } from '../windows.ts';

/**
 * A deploy that completes with errors: a provider gave up on something that AWS went on making, so no
 * state lists it. The error names what failed, or nothing; now and then somebody takes that over.
 */
export const failWhileMaking: Event = (life) => {
  const { account, chance, truth } = life.world;
  const at = life.begin('fail while making');
  const lasts = 180 + chance.below(600);
  const lost = life.make(later(at, 20 + chance.below(lasts - 60)));
  if (!life.isRefused(lost)) {
    account.with(lost.parts);
    truth.leftover(lost.ids, 'made, never recorded');
    if (chance.often(0.2)) takeOver(life, lost, later(at, lasts + 60 + chance.below(86_400)));
  }
  const urn = `urn:pulumi:${life.pair.stage}::${life.pair.app}::sst:aws:Nextjs$`;
  const failed = chance.pick(lost.entries);
  life.run({
    at,
    lasts,
    entries: life.entries,
    errors: chance.often(0.5)
      ? [{ urn: '', message: 'timeout while waiting for state to become done' }]
      : [{ urn: `${urn}${failed.type}::${failed.name}`, message: 'context deadline exceeded' }],
  });
};

/** Whoever watched the deploy fail goes on by hand with what it left, and changes it. */
function takeOver(life: Life, { ids, parts, name }: Component, at: string): void {
  const changed = [
    ...(parts.distributions ?? []),
    ...(parts.functions ?? []),
    ...(parts.lambdas ?? []),
  ];
  const buckets = parts.buckets ?? [];
  // AWS keeps no time of a change for the rest.
  if (changed.length + buckets.length === 0) return;
  for (const each of changed) each.modifiedAt = at;
  for (const each of buckets) each.changedAt = at;
  life.world.truth.live(ids, 'adopted');
  life.world.truth.tell(`${at} ${life.name}: somebody takes over what is left of ${name}`);
}

/** Deploys that completed with errors, and what others make before and after them. */
export const failedDeploys: Family = {
  name: 'failedDeploys',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      const { chance } = world;
      if (chance.often(0.5)) deploy(life);
      liveAmong(life, [failWhileMaking], 1 + chance.below(5));
      if (chance.often(0.3)) live(life, 1, [deploy]);
      if (chance.often(0.5)) remove(life);
      const window = chance.pick(['when a run just ended', 'between two runs'] as const);
      const at = chance.often(0.4) ? aTime(life, window) : null;
      if (at === null) return;
      if (chance.often(0.5)) deployElsewhere(world, life.pair, later(at, 1));
      else makeByTool(world, life.pair, at);
    }),
};
