import { expect, it } from 'vitest';
import { openSession } from '../../../src/aws/session.ts';
import { createGapKeeper } from '../../../src/scan/scan-context.ts';
import { type MetricSum, readSums } from '../../../src/scan/lookups/metrics.ts';
import { createSimulatedAws } from '../../../src/simulator/index.ts';
import { anAccount } from '../../account/account.ts';

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
  const aws = createSimulatedAws(account.data);
  const { clock, handler: requestHandler, requests } = aws;
  const session = await openSession({ env: {}, clock, simulated: true, requestHandler });
  const { signal } = new AbortController();
  const emit = () => undefined;
  const options = { kinds: [], emit, regions: [], ignoreHomes: [], ignoreRegions: [] };
  const context = {
    session,
    clock,
    signal,
    options: { ...options, abandoned: [], files: new Map<string, unknown>() },
    gaps: createGapKeeper(emit),
  };
  const sum = (id: string, since: string): MetricSum => ({
    key: id,
    since,
    namespace: 'AWS/CloudFront',
    metric: 'Requests',
    dimensions: { DistributionId: id },
  });
  const sums = await readSums([sum('E1', early), sum('E2', late)], 'us-east-1', context);
  expect(Object.fromEntries(sums)).toEqual({ E1: 11, E2: 1 });
  expect(requests.filter(({ operation }) => operation === 'CloudWatch.GetMetricData')).toHaveLength(
    1,
  );
});
