import { expect, it } from 'vitest';
import { anAccount } from '../account/account.ts';
import { aSite } from '../account/sites.ts';
import { idsIn, simulated, sweepAll } from './simulated-sweep.ts';

/** Between a request and its answer. */
const slowMs = 2_000;

it('a sweep takes every step where a look at the whole account takes longer than a view may be old', async () => {
  const account = anAccount();
  const at = account.ago({ days: 40 });
  const site = aSite({ app: 'acme', stage: 'pr-1', component: 'Web', at });
  const groups = Array.from({ length: 40 * 50 }, (_, index) => ({
    name: `/company/service-${index}`,
    region: 'us-east-1',
    createdAt: at,
  }));
  account.with(site, { logGroups: groups });
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, site.entries)
    .remove(account.ago({ days: 9 }));
  const world = await simulated(account);
  const { handler } = world.aws;
  const slow: typeof handler = {
    ...handler,
    async handle(...given) {
      await world.clock.sleep(slowMs);
      return handler.handle(...given);
    },
  };
  const begun = world.clock.now().getTime();
  const result = await sweepAll({ ...world, aws: { ...world.aws, handler: slow } }, 'slow');
  expect(Date.parse(result.startedAt) - begun).toBeGreaterThan(80_000);
  expect(result.outcomes.map(({ outcome }) => outcome)).toEqual(result.outcomes.map(() => 'done'));
  expect(result.outcomes.length).toBeGreaterThan(5);
  const gone = [site.distributions[0].id, site.functions[0].name, site.buckets[0].name];
  expect(idsIn(world.aws).filter((id) => gone.includes(id))).toEqual([]);
}, 60_000);
