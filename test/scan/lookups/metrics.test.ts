import {
  CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, expect, it } from 'vitest';
import { openSession } from '../../../src/aws/session.ts';
import { createGapKeeper, type ScanContext } from '../../../src/scan/scan-context.ts';
import { type MetricSum, readSums } from '../../../src/scan/lookups/metrics.ts';
import { createSimulatedAws } from '../../../src/simulator/index.ts';
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
  expect(Object.fromEntries(sums)).toEqual({ E1: 11, E2: 1 });
  expect(requests.filter(({ operation }) => operation === 'CloudWatch.GetMetricData')).toHaveLength(
    1,
  );
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
