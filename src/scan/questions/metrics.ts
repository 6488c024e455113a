import {
  GetMetricDataCommand,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { readAll, requireRows } from '../../aws/pages.ts';
import { durations, toMs } from '../../model/times.ts';
import type { ScanContext } from '../scan-context.ts';
import { type Rhythm, rhythmOf } from './rhythm.ts';

/** One sum to be read: of a metric since a time, a full hour or a full minute of the last 15 days. */
export interface MetricSum {
  readonly key: string;
  readonly since: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** GetMetricData takes 500 metrics in one call. */
const metricsPerCall = 500;
const minuteSeconds = 60;
const hourSeconds = 3600;

/** The counts of a metric. */
export interface Counted {
  readonly total: number;
  /** Most that fell into any seven days, wherever they begin. */
  readonly busiestWeek: number;
  /** Of sums of hours. */
  readonly rhythm: Rhythm;
  readonly points: number;
  /** A point is larger than one before it. */
  readonly rose: boolean;
}

/**
 * Sums of metrics by key, in as few calls as AWS allows: metrics that are counted from different
 * times share a call, which reads from the earliest of them. No points are no events. Minutes need calls of
 * their own: one that begins more than 15 days ago answers none (CloudWatch API, GetMetricData, StartTime).
 */
export async function readSums(
  sums: readonly MetricSum[],
  region: string,
  context: ScanContext,
): Promise<ReadonlyMap<string, Counted>> {
  const totals = new Map<string, Counted>();
  for (const batch of batchesOf(sums)) {
    const rows = await readBatch(batch, region, context);
    const answered = new Set(rows.map(({ id }) => id));
    const left = batch.find((_sum, index) => !answered.has(`m${index}`));
    if (left) throw new Error(`CloudWatch did not answer for ${left.key}`);
    for (const { id, points } of rows) {
      const sum = batch[Number(id.slice(1))];
      if (!sum) throw new Error(`CloudWatch answered for ${id}, which was not asked for`);
      const { key, since } = sum;
      const counted = points.filter(({ at }) => at >= toMs(since));
      const before = totals.get(key) ?? noCounts;
      totals.set(key, {
        total: before.total + sumOf(counted),
        // Pages of one metric, and names of one function, are added up: a week may seem busier than it was.
        busiestWeek: before.busiestWeek + busiestWeek(counted),
        rhythm: before.rhythm ?? (periodOf(sum) === hourSeconds ? rhythmOf(counted) : null),
        points: before.points + counted.length,
        rose: before.rose || rises(counted),
      });
    }
  }
  return totals;
}

const noCounts: Counted = { total: 0, busiestWeek: 0, rhythm: null, points: 0, rose: false };

type Points = Row['points'];

function rises(points: Points): boolean {
  let least = Infinity;
  return points
    .toSorted((a, b) => a.at - b.at)
    .some(({ value }) => {
      if (value > least) return true;
      least = value;
      return false;
    });
}

function sumOf(points: Points): number {
  return points.reduce((sum, { value }) => sum + value, 0);
}

function busiestWeek(points: Points): number {
  const inOrder = points.toSorted((a, b) => a.at - b.at);
  let first = 0;
  let sum = 0;
  let most = 0;
  for (const { at, value } of inOrder) {
    sum += value;
    for (let oldest = inOrder[first]; oldest && oldest.at <= at - 7 * durations.dayMs;) {
      sum -= oldest.value;
      first += 1;
      oldest = inOrder[first];
    }
    most = Math.max(most, sum);
  }
  return most;
}

/** Sums of one period each, as many as one call takes. */
function batchesOf(sums: readonly MetricSum[]): readonly (readonly MetricSum[])[] {
  return [hourSeconds, minuteSeconds].flatMap((seconds) => {
    const ofPeriod = sums.filter((sum) => periodOf(sum) === seconds);
    const calls = Math.ceil(ofPeriod.length / metricsPerCall);
    return Array.from({ length: calls }, (_, index) =>
      ofPeriod.slice(index * metricsPerCall, (index + 1) * metricsPerCall),
    );
  });
}

function periodOf({ since }: MetricSum): number {
  return toMs(since) % (hourSeconds * 1000) === 0 ? hourSeconds : minuteSeconds;
}

interface Row {
  readonly id: string;
  readonly points: readonly { readonly at: number; readonly value: number }[];
}

async function readBatch(
  batch: readonly MetricSum[],
  region: string,
  context: ScanContext,
): Promise<readonly Row[]> {
  const { session, signal } = context;
  const queries = batch.map((sum, index): MetricDataQuery => ({
    Id: `m${index}`,
    MetricStat: {
      Metric: {
        Namespace: sum.namespace,
        MetricName: sum.metric,
        Dimensions: Object.entries(sum.dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: periodOf(sum),
      Stat: 'Sum',
    },
  }));
  return readAll(async (token) => {
    const answer = await session.clients.cloudwatch(region).send(
      new GetMetricDataCommand({
        MetricDataQueries: queries,
        StartTime: new Date(Math.min(...batch.map(({ since }) => toMs(since)))),
        EndTime: session.now(),
        ...(token === null ? {} : { NextToken: token }),
      }),
      { abortSignal: signal },
    );
    const more = Boolean(answer.NextToken);
    const rows = requireRows(answer.MetricDataResults, 'metric data').map((row) =>
      rowOf(row, more),
    );
    return { rows, next: answer.NextToken || null };
  });
}

/** Only a metric that is `Complete`, or has more pages to come, was counted: no points are no events then. */
function rowOf(
  { Id, StatusCode, Timestamps = [], Values = [] }: MetricDataResult,
  more: boolean,
): Row {
  if (StatusCode !== 'Complete' && !(StatusCode === 'PartialData' && more))
    throw new Error(`CloudWatch answered ${StatusCode ?? 'no status'} for a metric`);
  const points = Values.map((value, index) => {
    const at = Timestamps[index]?.getTime();
    if (at === undefined) throw new Error('CloudWatch answered a value without its time');
    return { at, value };
  });
  return { id: Id ?? '', points };
}
