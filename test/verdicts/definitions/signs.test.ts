import { describe, expect, it } from 'vitest';
import type { MetricData } from 'simulated-aws';
import { type AccountBuilder, anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, anEdgeSigner } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { say, withFault } from '../attacks/asking.ts';
import { aForeigner, removed } from './given.ts';

const requestsOf = (
  account: AccountBuilder,
  id: string,
  points: readonly (readonly [hours: number, value: number])[],
): { metrics: MetricData[] } => ({
  metrics: [
    {
      namespace: 'AWS/CloudFront',
      name: 'Requests',
      region: 'us-east-1',
      dimensions: { DistributionId: id, Region: 'Global' },
      points: points.map(([hours, value]) => ({ at: account.ago({ hours }), value })),
    },
  ],
});

describe('answers, after a proven departure', () => {
  const given = (days = 3) => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 40 }) });
    account
      .with(site)
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 40 }), site.entries)
      .remove(account.ago({ days }));
    return { account, site, id: site.distributions[0].id };
  };

  it.each([
    ['a thousand requests are bots', 3, [[24, 1000]], 'leftover certain (11)'],
    [
      'one more are not',
      3,
      [
        [24, 600],
        [25, 401],
      ],
      'unknown (8)',
    ],
    ['those before it do not count', 3, [[73, 5000]], 'leftover certain (11)'],
    ['nor do those of its own hour', 3, [[72, 5000]], 'leftover certain (11)'],
    ['those of 7 days count', 20, [[6 * 24, 5000]], 'unknown (8)'],
    ['so do older ones', 20, [[9 * 24, 5000]], 'unknown (8)'],
    [
      'weeks are not added up',
      30,
      [
        [9 * 24, 900],
        [20 * 24, 900],
      ],
      'leftover certain (11)',
    ],
    [
      'days of one week are',
      30,
      [
        [20 * 24, 900],
        [26 * 24, 101],
      ],
      'unknown (8)',
    ],
  ] as const)('%s', async (_, days, points, expected) => {
    const { account, id } = given(days);
    account.with(requestsOf(account, id, points));
    expect(say(await looking(account), id)).toBe(expected);
  });

  it('count for nothing where traffic is allowed', async () => {
    const { account, id } = given();
    account.with(requestsOf(account, id, [[24, 5000]]));
    const looked = await looking(account, { match: { allowTraffic: true } });
    expect(say(looked, id)).toBe('leftover certain (11)');
  });

  it('a window that has not begun is no event and no call', async () => {
    const account = anAccount();
    const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 40 }) };
    const { logGroups, entries } = aServer(place);
    account
      .with({ logGroups })
      .home()
      .stage('acme', 'pr-1')
      .deploy(place.at, entries)
      .remove(account.ago({ minutes: 20 }));
    const looked = await looking(account);
    expect(say(looked, `us-east-1:${logGroups[0].name}`)).toBe('leftover certain (11)');
    const called = looked.aws.requests.map(({ operation }) => operation);
    expect(called).not.toContain('CloudWatch.GetMetricData');
  });

  it.each([
    ['requests that could not be counted', {}],
    ['a name that could not be looked up', { aliases: ['pr-1.acme.dev'] }],
  ])('%s leave it unknown', async (_, more) => {
    const { account, site, id } = given();
    Object.assign(site.distributions[0], more);
    const fault = { kind: 'deny', operation: 'CloudWatch.GetMetricData' } as const;
    const looked = await withFault(account, fault, { resolving: [] });
    expect(looked.of(id).verdict).toBe('unknown');
  });
});

describe('answers, without a departure', () => {
  it.each([
    [20, 'unknown (8)'],
    [31, 'leftover high (12)'],
  ])('one request %i days ago', async (days, expected) => {
    const account = anAccount();
    const start = account.ago({ days: 5 });
    const site = aSite({ app: 'acme', stage: 'pr-1', at: later(start, 60) });
    const [{ id }] = site.distributions;
    account
      .with(
        { distributions: site.distributions, functions: site.functions },
        requestsOf(account, id, [[days * 24, 1]]),
      )
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 60 }), [])
      .run({ at: start, completed: false, unlockedAt: later(start, 3600), entries: [] })
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), id)).toBe(expected);
  });
});

describe('Lambda@Edge', () => {
  const name = 'acme-pr-1-WebEdgeFn-frontend';
  const lambda = (account: AccountBuilder, more = {}) => ({
    lambdas: [{ name, region: 'us-east-1', modifiedAt: account.ago({ days: 20 }), ...more }],
  });
  const entry = (under: readonly (readonly [string, string])[], logical = 'WebEdgeFunction') => [
    { type: 'aws:lambda/function:Function', name: logical, id: name, under },
  ];

  it.each([
    ['below a site', entry([['sst:aws:Nextjs', 'Web']]), true],
    ['below a Router', entry([['sst:aws:Router', 'Web']]), true],
    ['below anything else', entry([['sst:aws:Function', 'Web']]), false],
    ['by another logical name', entry([['sst:aws:Nextjs', 'Web']], 'WebServer'), false],
  ])('is one that history owned %s, or not', async (_, entries, listed) => {
    const account = anAccount();
    removed(account, account.with(lambda(account)).home(), entries);
    expect((await looking(account)).has(name)).toBe(listed);
  });

  it('is one whose role trusts it, one with replicas, one in a distribution', async () => {
    const trusting = anAccount();
    const role = 'arn:aws:iam::123456789012:role/edge';
    trusting.with(lambda(trusting, { role }), {
      roles: [{ name: 'edge', trusts: ['edgelambda.amazonaws.com'] }],
    });
    const replicated = anAccount();
    const { lambdas } = anEdgeSigner({
      app: 'acme',
      stage: 'pr-1',
      at: replicated.ago({ days: 9 }),
    });
    const versions = [
      { version: '1', replicas: ['eu-west-1'], replicasUntil: later(replicated.data.now, 3600) },
    ];
    replicated.with({ lambdas: [{ ...lambdas[0], name, versions }] });
    replicated.home('eu-west-1');
    const used = anAccount();
    const arn = `arn:aws:lambda:us-east-1:123456789012:function:${name}:1`;
    used.with(lambda(used, { versions: [{ version: '1' }] }), {
      distributions: [
        aForeigner(used, 'example.com', {
          behaviors: [{ originId: 'o', lambdas: [{ event: 'origin-request', arn }] }],
        }),
      ],
    });
    for (const account of [trusting, replicated, used]) {
      account.home();
      expect((await looking(account)).has(name)).toBe(true);
    }
  });
});

describe('unseen home', () => {
  const given = () => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) });
    const { functions } = aSite({
      app: 'acme',
      stage: 'pr-1',
      seed: 's',
      at: account.ago({ days: 90, minutes: -1 }),
    });
    account.with(site, { functions });
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 90 }), site.entries);
    return { account, name: functions[0].name };
  };

  it('of a bucket that is older than the oldest run, whatever was changed since', async () => {
    const { account, name } = given();
    expect(say(await looking(account), name)).toBe('leftover high (14)');
    account.with({
      buckets: [
        {
          name: 'tagged',
          region: 'us-east-1',
          createdAt: account.ago({ days: 99 }),
          tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
        },
      ],
    });
    expect(say(await looking(account), name)).toBe('unknown (16)');
  });
});
