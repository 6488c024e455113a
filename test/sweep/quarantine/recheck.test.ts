import { expect, it } from 'vitest';
import { aDistribution, aFunction, planFor, unattended } from '../../plan/builders.ts';
import { aWorld, endings } from '../world.ts';

const quarantineMs = 604_800_000;

it('a distribution that is the origin of another one is disabled in the same night', async () => {
  const back = aDistribution('E1', { usedBy: ['cloudfront-distribution:E2'] });
  const world = await aWorld([back, aDistribution('E2')]);
  const plan = planFor(world.account.findings(), { ...unattended, quarantineMs });
  expect(endings(await world.sweep(plan))).toEqual(['disable:E1 done', 'disable:E2 done']);
});

it('what a distribution uses by now that is only disabled is left alone', async () => {
  const fn = aFunction('fn');
  const world = await aWorld([aDistribution('E1'), fn]);
  const plan = planFor(world.account.findings(), unattended);
  const onlyDisabling = {
    ...plan,
    steps: plan.steps.filter(({ id }) => id === 'disable:E1' || id === 'delete:fn'),
  };
  world.account.change(fn.key, { usedBy: ['cloudfront-distribution:E1'] });
  expect(endings(await world.sweep(onlyDisabling))).toEqual([
    'disable:E1 done',
    'delete:fn skipped referenced',
  ]);
});
