import type { MetricData } from './account.ts';
import type { Environment } from './service.ts';

interface Point {
  readonly at: number;
  readonly value: number;
}

/** What a query asks of one metric. */
interface MetricQuery {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly period: number;
  readonly stat: string;
  /** Milliseconds; the end is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** The metrics of all regions. */
export interface Metrics {
  /** One value per period that has any point, oldest first. */
  query(region: string, query: MetricQuery): readonly Point[];
  data(): MetricData[];
}

export function createMetrics(
  given: readonly MetricData[],
  environment: Pick<Environment, 'time' | 'clock'>,
): Metrics {
  const metrics = given.map(({ points, ...rest }) => ({
    ...rest,
    points: points
      .map(({ at, value }) => ({ at: environment.time(at).getTime(), value }))
      .sort((a, b) => a.at - b.at),
  }));
  const byIdentity = new Map(metrics.map((each) => [identity(each.region, each), each.points]));

  return {
    query(region, query) {
      if (query.period < shortestPeriod(query.start, environment.clock.now().getTime())) return [];
      const length = query.period * 1000;
      const start = Math.floor(query.start / length) * length;
      const values = new Map<number, number[]>();
      for (const { at, value } of byIdentity.get(identity(region, query)) ?? []) {
        if (at < start || at >= query.end) continue;
        const period = Math.floor(at / length) * length;
        const inPeriod = values.get(period);
        if (inPeriod) inPeriod.push(value);
        else values.set(period, [value]);
      }
      return [...values].map(([at, inPeriod]) => ({ at, value: statistic(query.stat, inPeriod) }));
    },
    data: () =>
      metrics.map(({ points, ...rest }) => ({
        ...rest,
        points: points.map(({ at, value }) => ({ at: new Date(at).toISOString(), value })),
      })),
  };
}

/** Seconds: a range that begins longer ago has no points of a shorter period. */
function shortestPeriod(start: number, now: number): number {
  const days = (now - start) / (24 * 3_600_000);
  return days > 63 ? 3600 : days > 15 ? 300 : 1;
}

/** A metric is its namespace, its name and exactly its dimensions. */
function identity(
  region: string,
  { namespace, name, dimensions }: Pick<MetricQuery, 'namespace' | 'name' | 'dimensions'>,
): string {
  const pairs = Object.entries(dimensions).map(([key, value]) => `${key}=${value}`);
  return [region, namespace, name, ...pairs.toSorted()].join('\n');
}

function statistic(stat: string, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (stat) {
    case 'SampleCount':
      return values.length;
    case 'Average':
      return sum / values.length;
    case 'Maximum':
      return Math.max(...values);
    case 'Minimum':
      return Math.min(...values);
    default:
      return sum;
  }
}
