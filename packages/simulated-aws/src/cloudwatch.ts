import type { AccountData, LogGroupData, MetricData } from './account.ts';
import {
  isObject,
  jsonOperation,
  listIn,
  objectIn,
  textIn,
  type JsonInput,
} from './json-protocol.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { positionOf, tokenAt } from './paging.ts';
import { memberList, queryOperation, type Form, type QueryService } from './query-protocol.ts';
import type { Environment, Service } from './service.ts';
import { storageMetrics } from './storage-metrics.ts';
import { Refusal, type Operation } from './wire.ts';

interface Result {
  readonly Id: string;
  readonly Label: string;
  /** Milliseconds. */
  readonly timestamps: readonly number[];
  readonly Values: readonly number[];
  readonly StatusCode: 'Complete' | 'PartialData';
}

const mostQueries = 500;
const mostPoints = 100_800;

/** CloudWatch, to read metrics: clients of today speak JSON, older ones the query protocol. */
export function createCloudWatchService(data: AccountData, environment: Environment): Service {
  const given = data.cloudwatch?.metrics ?? [];
  const metrics = createMetrics(given, environment);
  const logs = createMetrics(logMetrics(data.logs?.groups ?? []), environment);
  // Most accounts are never asked for it, and some have many objects. What the data says itself counts.
  let storage: Metrics | null = null;
  const told = new Set(given.map(({ dimensions }) => dimensions['BucketName']));
  const untold = (data.s3?.buckets ?? []).filter(({ name }) => !told.has(name));
  const ownMetrics: Readonly<Record<string, () => Metrics>> = {
    'AWS/Logs': () => logs,
    'AWS/S3': () => (storage ??= createMetrics(storageMetrics(untold, environment), environment)),
  };
  const pointsOf = (region: string, asked: Parameters<typeof metrics.query>[1]) => [
    ...metrics.query(region, asked),
    ...(ownMetrics[asked.namespace]?.().query(region, asked) ?? []),
  ];

  /** GetMetricData: a page holds so many points; a metric that is cut goes on with the next page. */
  function getMetricData(input: JsonInput, region: string) {
    const queries = listIn(input, 'MetricDataQueries').filter(isObject);
    if (queries.length > mostQueries) {
      throw invalid(
        `The collection MetricDataQueries must not have a size greater than ${mostQueries}.`,
      );
    }
    const range = { start: timeIn(input, 'StartTime'), end: timeIn(input, 'EndTime') };
    if (!(range.start < range.end)) {
      throw invalid('The parameter StartTime must be less than the parameter EndTime.');
    }
    const newestFirst = textIn(input, 'ScanBy') !== 'TimestampAscending';
    const token = textIn(input, 'NextToken');
    let skip = token === undefined ? 0 : Number(positionOf(token, 'InvalidNextToken'));
    let room = Math.min(Number(input['MaxDatapoints'] ?? mostPoints), mostPoints);
    const end = skip + room;
    let isCut = false;
    const results: Result[] = [];
    for (const query of queries) {
      const points = [...pointsOf(region, metricQuery(query, range))];
      if (newestFirst) points.reverse();
      const shown = points.slice(skip, skip + room);
      const wasToldBefore = token !== undefined && shown.length === 0;
      const rest = Math.max(0, points.length - skip) - shown.length;
      skip = Math.max(0, skip - points.length);
      room -= shown.length;
      isCut ||= rest > 0;
      if (wasToldBefore) continue;
      results.push({
        Id: textIn(query, 'Id') ?? '',
        Label: textIn(query, 'Label') ?? textIn(metricIn(query), 'MetricName') ?? '',
        timestamps: shown.map(({ at }) => at),
        Values: shown.map(({ value }) => value),
        StatusCode: rest > 0 ? 'PartialData' : 'Complete',
      });
    }
    return { results, NextToken: isCut ? tokenAt(String(end)) : undefined };
  }

  const json = {
    signingName: 'monitoring',
    name: 'CloudWatch',
    actions: 'cloudwatch',
    targetPrefix: 'GraniteServiceVersion20100801',
    version: '1.0',
    apis: {
      GetMetricData: {
        answer({ input, region }: { input: JsonInput; region: string }) {
          const { results, NextToken } = getMetricData(input, region);
          const MetricDataResults = results.map(({ timestamps, ...rest }) => ({
            ...rest,
            Timestamps: timestamps.map((time) => time / 1000),
          }));
          return { MetricDataResults, NextToken, Messages: [] };
        },
      },
    },
  } as const;
  const query: QueryService = {
    name: 'CloudWatch',
    actions: 'cloudwatch',
    namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    apis: {
      GetMetricData: {
        answer({ form, region }) {
          const { results, NextToken } = getMetricData(inputOfForm(form), region);
          const rows = results.map(({ timestamps, Values, ...rest }) => ({
            ...rest,
            Timestamps: memberList(timestamps.map((time) => new Date(time).toISOString())),
            Values: memberList(Values),
          }));
          return { MetricDataResults: memberList(rows), NextToken };
        },
      },
    },
  };
  return {
    signingName: 'monitoring',
    route: (request, region) =>
      'x-amz-target' in request.headers
        ? withQueryCodes(jsonOperation(json, request, region))
        : queryOperation(query, request, region),
    tagged: () => [],
    snapshot: () => (data.cloudwatch ? { cloudwatch: { metrics: metrics.data() } } : {}),
  };
}

/** A group's last event stands for all that it took. */
function logMetrics(groups: readonly LogGroupData[]): MetricData[] {
  return groups.flatMap(({ name, region, lastEventAt }) =>
    lastEventAt === undefined
      ? []
      : [
          {
            namespace: 'AWS/Logs',
            name: 'IncomingLogEvents',
            region,
            dimensions: { LogGroupName: name },
            points: [{ at: lastEventAt, value: 1 }],
          },
        ],
  );
}

/** In JSON an error has its shape's name, and the code of the query protocol in a header. */
function withQueryCodes(operation: Operation | null): Operation | null {
  if (!operation) return null;
  const fail: Operation['fail'] = (error) => {
    if (error.code !== 'ValidationError') return operation.fail(error);
    const headers = { ...error.headers, 'x-amzn-query-error': 'ValidationError;Sender' };
    return operation.fail({ ...error, code: 'ValidationException', headers });
  };
  return { ...operation, fail };
}

function metricQuery(query: JsonInput, range: { start: number; end: number }) {
  const stat = objectIn(query, 'MetricStat');
  const metric = metricIn(query);
  const period = Number(stat['Period']);
  if (!(period >= 1)) throw invalid('Only queries of one metric with a period are simulated.');
  const dimensions = listIn(metric, 'Dimensions').filter(isObject);
  return {
    ...range,
    namespace: textIn(metric, 'Namespace') ?? '',
    name: textIn(metric, 'MetricName') ?? '',
    dimensions: Object.fromEntries(
      dimensions.map((each) => [textIn(each, 'Name') ?? '', textIn(each, 'Value') ?? '']),
    ),
    period,
    stat: textIn(stat, 'Stat') ?? 'Sum',
  };
}

function metricIn(query: JsonInput): JsonInput {
  return objectIn(objectIn(query, 'MetricStat'), 'Metric');
}

/** Seconds since 1970 in JSON, ISO 8601 in a form. */
function timeIn(input: JsonInput, name: string): number {
  const value = input[name];
  return typeof value === 'number' ? value * 1000 : Date.parse(String(value));
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'ValidationError', message);
}

/** A form with dotted names (`MetricDataQueries.member.1.Id`) as the JSON input that means the same. */
function inputOfForm(form: Form): JsonInput {
  const tree: Record<string, unknown> = {};
  for (const [path, value] of form) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let node = tree;
    for (const name of names) {
      const child = isObject(node[name]) ? { ...node[name] } : {};
      node[name] = child;
      node = child;
    }
    node[last] = value;
  }
  return withLists(tree);
}

function withLists(node: JsonInput): JsonInput {
  return Object.fromEntries(
    Object.entries(node).map(([name, child]) => {
      if (!isObject(child)) return [name, child];
      const members = child['member'];
      if (!isObject(members)) return [name, withLists(child)];
      const items = Object.values(members);
      return [name, items.map((item) => (isObject(item) ? withLists(item) : item))];
    }),
  );
}
