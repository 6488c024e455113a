import type { LogGroupData } from 'simulated-aws';
import { later } from '../../../account/stage.ts';
import type { Component } from '../../component.ts';
import type { Life } from '../../life.ts';
import type { World } from '../../world.ts';
import { deployElsewhere } from '../others/elsewhere.ts';
import type { Family } from '../family.ts';
import { leaveAtLast, liveNearby } from '../nearby.ts';

/** What somebody else's log group shows that Lambda's own never has. */
function marks({ chance, account }: World, createdAt: string): Partial<LogGroupData> {
  return chance.pick<Partial<LogGroupData>>([
    { retentionDays: 30 },
    { tags: { team: 'data' } },
    { retentionDays: 7, tags: { team: 'data', 'managed-by': 'terraform' } },
    { lastEventAt: account.ago({ hours: 3 }), retentionDays: 14 },
    { lastEventAt: later(createdAt, 90_000), tags: { team: 'data' } },
  ]);
}

/** Somebody makes a group of the same name, within the day after it left or later. */
function remake(world: World, component: Component, left: string): void {
  const { account, chance, truth } = world;
  for (const { name, region } of component.parts.logGroups ?? []) {
    account.without([name]);
    const isLambdas = chance.often(0.35);
    const hours = chance.often(0.7) ? 5 + chance.below(86_000) : 100_000;
    const createdAt = later(left, isLambdas ? 5 + chance.below(1200) : hours);
    // Lambda makes a group for what it writes into it.
    const more = isLambdas ? { lastEventAt: later(createdAt, 2) } : marks(world, createdAt);
    account.with({ logGroups: [{ name, region, createdAt, ...more }] });
    truth.tell(`${createdAt} ${name} is made again by ${isLambdas ? 'Lambda' : 'somebody else'}`);
    if (isLambdas) truth.leftover([name], 'left by a remove');
    else truth.live([name], 'made again by somebody else');
  }
}

/** The stage comes back from a home outside AWS, under the names that it had before SST 3.8.0. */
function comeBack(life: Life, left: string): void {
  const at = later(left, 600 + life.world.chance.below(80_000));
  deployElsewhere(life.world, life.pair, at, {
    plainNames: true,
    comesAgain: true,
    shape: 'server',
    name: 'Api',
  });
}

/** Functions whose log groups are made again under the same name, and by whom. */
export const remadeLogs: Family = {
  name: 'remadeLogs',
  live: (world, measure) =>
    liveNearby(world, measure, (life) => {
      const { chance, truth } = world;
      life.version = chance.pick(['3.7.15', '3.7.15', '3.6.19', '4.17.0']);
      const at = life.begin('deploy of functions');
      const made = [life.make(at, 'server'), life.make(at, 'served-site')];
      const fine = made.filter((component) => !life.isRefused(component));
      const end = leaveAtLast(life, { at, made: fine });
      if (!end) return;
      const { listed, left } = end;
      if (chance.often(0.3)) comeBack(life, left);
      for (const component of listed)
        if (truth.of(component.ids[0] ?? '')?.is !== 'live' && chance.often(0.7))
          remake(world, component, left);
    }),
};
