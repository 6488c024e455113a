import { GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { readAll, requireRows } from '../aws/pages.ts';
import type { ScanContext } from './scan-context.ts';

/** One sum to be read: of a metric since a time. */
export interface MetricSum {
  readonly key: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** GetMetricData takes 500 metrics in one call. */
const metricsPerCall = 500;
const hourSeconds = 3600;

/** Sums of metrics since a time, by key, in as few calls as AWS allows. No points are no events. */
export async function readSums(
  sums: readonly MetricSum[],
  { region, since }: { readonly region: string; readonly since: string },
  context: ScanContext,
): Promise<ReadonlyMap<string, number>> {
  const totals = new Map<string, number>(sums.map(({ key }) => [key, 0]));
  for (let start = 0; start < sums.length; start += metricsPerCall) {
    const batch = sums.slice(start, start + metricsPerCall);
    for (const { id, values } of await readBatch(batch, { region, since }, context)) {
      const sum = batch[Number(id.slice(1))];
      if (!sum) throw new Error(`CloudWatch answered for ${id}, which was not asked for`);
      totals.set(
        sum.key,
        (totals.get(sum.key) ?? 0) + values.reduce((total, value) => total + value, 0),
      );
    }
  }
  return totals;
}

async function readBatch(
  batch: readonly MetricSum[],
  { region, since }: { readonly region: string; readonly since: string },
  context: ScanContext,
): Promise<readonly { id: string; values: readonly number[] }[]> {
  const { session, signal } = context;
  const queries = batch.map(({ namespace, metric, dimensions }, index): MetricDataQuery => ({
    Id: `m${index}`,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: metric,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: hourSeconds,
      Stat: 'Sum',
    },
  }));
  return readAll(async (token) => {
    const answer = await session.clients.cloudwatch(region).send(
      new GetMetricDataCommand({
        MetricDataQueries: queries,
        StartTime: new Date(since),
        EndTime: session.now(),
        ...(token === null ? {} : { NextToken: token }),
      }),
      { abortSignal: signal },
    );
    const rows = requireRows(answer.MetricDataResults, 'metric data').map(
      ({ Id, Values, StatusCode }) => {
        if (StatusCode === 'Forbidden' || StatusCode === 'InternalError')
          throw new Error(`CloudWatch answered ${StatusCode} for a metric`);
        return { id: Id ?? '', values: Values ?? [] };
      },
    );
    return { rows, next: answer.NextToken || null };
  });
}
