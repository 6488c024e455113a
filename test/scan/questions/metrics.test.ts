import {
  CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, expect, it } from 'vitest';
import { openSession } from '../../../src/aws/session.ts';
import { createGapKeeper, type ScanContext } from '../../../src/scan/scan-context.ts';
import { type MetricSum, readSums } from '../../../src/scan/questions/metrics.ts';
import { createSimulatedAws } from 'simulated-aws';
import { type AccountBuilder, anAccount } from '../../account/account.ts';

it('counts each metric from its own time, all in one call', async () => {
  const account = anAccount();
  const early = account.ago({ days: 6 });
  const late = account.ago({ days: 2 });
  for (const id of ['E1', 'E2']) {
    account.data.cloudwatch?.metrics.push({
      namespace: 'AWS/CloudFront',
      name: 'Requests',
      region: 'us-east-1',
      dimensions: { DistributionId: id },
      points: [
        { at: account.ago({ days: 7 }), value: 100 },
        { at: account.ago({ days: 4 }), value: 10 },
        { at: late, value: 1 },
      ],
    });
  }
  const { context, requests } = await contextOf(account);
  const sums = await readSums([sum('E1', early), sum('E2', late)], 'us-east-1', context);
  expect(Object.fromEntries(sums)).toEqual({
    E1: { total: 11, busiestWeek: 11, rhythm: null, points: 2, rose: false },
    E2: { total: 1, busiestWeek: 1, rhythm: null, points: 1, rose: false },
  });
  expect(requests.filter(({ operation }) => operation === 'CloudWatch.GetMetricData')).toHaveLength(
    1,
  );
});

it('counts minutes in a call of their own, since one that begins earlier answers none', async () => {
  const account = anAccount('2026-11-22T12:59:00.000Z');
  const points = [
    { at: '2026-11-22T12:06:00.000Z', value: 100 },
    { at: '2026-11-22T12:07:00.000Z', value: 10 },
    { at: '2026-11-22T12:58:00.000Z', value: 1 },
  ];
  const dimensions = { DistributionId: 'E1' };
  const what = { namespace: 'AWS/CloudFront', name: 'Requests', region: 'us-east-1', dimensions };
  account.data.cloudwatch?.metrics.push({ ...what, points });
  const { context, requests } = await contextOf(account);
  const asked = [
    { ...sum('E1', '2026-11-22T12:07:00.000Z'), key: 'minutes' },
    { ...sum('E1', '2026-09-01T00:00:00.000Z'), key: 'hours' },
  ];
  const sums = await readSums(asked, 'us-east-1', context);
  expect(Object.fromEntries(sums)).toEqual({
    minutes: { total: 11, busiestWeek: 11, rhythm: null, points: 2, rose: false },
    hours: { total: 111, busiestWeek: 111, rhythm: null, points: 1, rose: false },
  });
  expect(requests.filter(({ operation }) => operation === 'CloudWatch.GetMetricData')).toHaveLength(
    2,
  );
});

it.each([
  [[3, 2, 2, 1], false],
  [[3, 1, 2], true],
  [[1, 1, 3, 1], true],
  [[], false],
])('of the values %j it says whether one is larger than one before: %s', async (values, rose) => {
  const account = anAccount();
  account.data.cloudwatch?.metrics.push({
    namespace: 'AWS/CloudFront',
    name: 'Requests',
    region: 'us-east-1',
    dimensions: { DistributionId: 'E1' },
    points: values.map((value, index) => ({ at: account.ago({ days: 5 - index }), value })),
  });
  const { context } = await contextOf(account);
  const sums = await readSums([sum('E1', account.ago({ days: 6 }))], 'us-east-1', context);
  expect(sums.get('E1')).toMatchObject({ points: values.length, rose });
});

let cloudwatch: { restore(): void } | null = null;

afterEach(() => cloudwatch?.restore());

it.each<[string, readonly MetricDataResult[]]>([
  ['a metric that the answer leaves out', []],
  [
    'data that is partial, without more to come',
    [{ Id: 'm0', StatusCode: 'PartialData', Values: [] }],
  ],
  ['a metric that may not be read', [{ Id: 'm0', StatusCode: 'Forbidden', Values: [] }]],
  ['a metric without a status', [{ Id: 'm0', Values: [] }]],
])('%s is no zero', async (_, results) => {
  const { context } = await contextOf(anAccount());
  const mock = mockClient(CloudWatchClient);
  cloudwatch = mock;
  mock.on(GetMetricDataCommand).resolves({ MetricDataResults: [...results] });
  await expect(
    readSums([sum('E1', context.session.now().toISOString())], 'us-east-1', context),
  ).rejects.toThrow('CloudWatch');
});

function sum(id: string, since: string): MetricSum {
  return {
    key: id,
    since,
    namespace: 'AWS/CloudFront',
    metric: 'Requests',
    dimensions: { DistributionId: id },
  };
}

async function contextOf(account: AccountBuilder) {
  const { clock, handler: requestHandler, requests } = createSimulatedAws(account.data);
  const session = await openSession({ env: {}, clock, simulated: true, requestHandler });
  const emit = () => undefined;
  const lists = {
    kinds: [],
    regions: [],
    ignoreHomes: [],
    ignoreRegions: [],
    ignoreStages: [],
    abandoned: [],
  };
  const context: ScanContext = {
    session,
    clock,
    signal: new AbortController().signal,
    options: { ...lists, emit, files: new Map<string, unknown>() },
    gaps: createGapKeeper(emit),
  };
  return { context, requests };
}
