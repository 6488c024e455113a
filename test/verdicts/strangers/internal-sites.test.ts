import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aSite } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';

/** A distribution that its stage let go of 40 days ago, and so many requests in these hours of these days. */
async function verdictOf(asked: (hour: number, day: number) => number): Promise<string | null> {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const site = aSite({ app: 'acme', stage: 'pr-1', at });
  const [{ id }] = site.distributions;
  const removedAt = account.ago({ days: 40 });
  account.with(site).home().stage('acme', 'pr-1').deploy(at, site.entries).remove(removedAt);
  const hours = Array.from({ length: 30 * 24 }, (_, index) => index);
  account.with({
    metrics: [
      {
        namespace: 'AWS/CloudFront',
        name: 'Requests',
        region: 'us-east-1',
        dimensions: { DistributionId: id, Region: 'Global' },
        points: hours.flatMap((index) => {
          const value = asked(index % 24, Math.floor(index / 24));
          return value === 0 ? [] : [{ at: later(removedAt, (24 + index) * 3600), value }];
        }),
      },
    ],
  });
  return (await verdicts(account, { id })).id;
}

it.each<[string, (hour: number, day: number) => number, string]>([
  [
    'three people at work',
    (hour, day) => (day % 7 < 5 && hour > 7 && hour < 17 ? 12 : 0),
    'unknown (8)',
  ],
  ['a screen on a wall', () => 4, 'unknown (8)'],
  [
    'a crawler now and then',
    (hour, day) => (hour === (day * 7) % 24 ? 40 : 0),
    'leftover certain (11)',
  ],
])(
  'a site that its stage let go of, and that %s ask, fewer than 1,000 times a week',
  async (_, asked, expected) => {
    expect(await verdictOf(asked)).toBe(expected);
  },
);
