import type { DistributionData } from 'simulated-aws';
import { recorded } from '../../../account/distribution-outputs.ts';
import { later } from '../../../account/stage.ts';
import type { Component } from '../../component.ts';
import type { World } from '../../world.ts';
import type { Family } from '../family.ts';
import { leaveAtLast, liveNearby } from '../nearby.ts';

/** What somebody who took it over changes about it, besides turning it off until it is needed. */
const adoptions: readonly ((distribution: DistributionData) => void)[] = [
  (distribution) => void (distribution.comment = 'standby, ask team data'),
  (distribution) => void (distribution.aliases = ['standby.acme.example']),
  (distribution) => void (distribution.origins = [{ id: 'o', domainName: 'data.acme.example' }]),
  (distribution) => {
    distribution.behaviors = [...(distribution.behaviors ?? []), { path: '/data/*' }];
  },
];

/** It answered those who needed it some days after it left, and is off again since then. */
function answerFor({ account, chance }: World, id: string, left: string): string {
  const at = later(left, 86_400 * (1 + chance.below(5)));
  account.with({
    metrics: [
      {
        namespace: 'AWS/CloudFront',
        name: 'Requests',
        region: 'us-east-1',
        dimensions: { DistributionId: id, Region: 'Global' },
        points: [1, 2, 3].map((hours) => ({ at: later(at, hours * 3600), value: 1500 })),
      },
    ],
  });
  return later(at, 4 * 3600);
}

function turnOff(world: World, component: Component, left: string): void {
  const { account, chance, truth } = world;
  const id = component.parts.distributions?.[0]?.id;
  const distribution = account.data.cloudfront.distributions.find((each) => each.id === id);
  if (!distribution || truth.of(distribution.id)?.is !== 'leftover') return;
  const isTaken = chance.often(0.5);
  const isUsed = isTaken && chance.often(0.3);
  const at = isUsed
    ? answerFor(world, distribution.id, left)
    : later(left, 600 + chance.below(5 * 86_400));
  distribution.enabled = false;
  distribution.modifiedAt = at;
  if (isTaken) {
    if (!isUsed) chance.pick(adoptions)(distribution);
    truth.live(component.ids, 'adopted');
  }
  truth.tell(`${at} ${distribution.id} is disabled by hand${isTaken ? ', and kept' : ''}`);
}

/** Distributions that left their state and were turned off by hand: to be rid of them, or to keep them. */
export const disabledByHand: Family = {
  name: 'disabledByHand',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      const at = life.begin('deploy of sites');
      const made = (['site', 'stored-site', 'served-site'] as const)
        .map((shape) => life.make(at, shape))
        .filter((component) => !life.isRefused(component))
        .map(asRecorded);
      const end = leaveAtLast(life, { at, made });
      for (const component of end?.listed.filter(isRecorded) ?? [])
        if (end && world.chance.often(0.7)) turnOff(world, component, end.left);
    }),
};

function isRecorded({ entries }: Component): boolean {
  return entries.some(({ outputs }) => outputs?.['defaultCacheBehavior'] !== undefined);
}

function asRecorded(component: Component): Component {
  const [distribution] = component.parts.distributions ?? [];
  return distribution
    ? { ...component, entries: recorded(component.entries, distribution) }
    : component;
}
