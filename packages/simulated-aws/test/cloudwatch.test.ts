import {
  CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { expect, it } from 'vitest';

import type { MetricData } from '../src/account.ts';
import { refusalOf, simulate } from './simulated.ts';

const requests = (id: string, points: MetricData['points']): MetricData => ({
  namespace: 'AWS/CloudFront',
  name: 'Requests',
  region: 'us-east-1',
  dimensions: { DistributionId: id, Region: 'Global' },
  points,
});

const query = (id: string, Stat = 'Sum', index = 0, Period = 86_400): MetricDataQuery => ({
  Id: `q${index}`,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/CloudFront',
      MetricName: 'Requests',
      Dimensions: [
        { Name: 'Region', Value: 'Global' },
        { Name: 'DistributionId', Value: id },
      ],
    },
    Period,
    Stat,
  },
});

const range = {
  StartTime: new Date('2026-11-01T00:00:00Z'),
  EndTime: new Date('2026-11-20T00:00:00Z'),
};
const metrics = [
  requests('E1', [
    { at: '2026-11-03T01:00:00Z', value: 5 },
    { at: '2026-11-03T20:00:00Z', value: 7 },
    { at: '2026-11-05T00:00:00Z', value: 1 },
    { at: '2026-11-20T00:00:00Z', value: 99 },
  ]),
];

function withMetrics() {
  const simulated = simulate({ cloudwatch: { metrics } });
  return { ...simulated, client: new CloudWatchClient(simulated.configuration) };
}

it('adds a metric up by periods, newest first, and tells nothing of periods without points', async () => {
  const { client } = withMetrics();
  const answer = await client.send(
    new GetMetricDataCommand({ ...range, MetricDataQueries: [query('E1'), query('E2', 'Sum', 1)] }),
  );
  expect(answer.MetricDataResults).toMatchObject([
    {
      Id: 'q0',
      Label: 'Requests',
      Timestamps: [new Date('2026-11-05T00:00:00Z'), new Date('2026-11-03T00:00:00Z')],
      Values: [1, 12],
      StatusCode: 'Complete',
    },
    { Id: 'q1', Timestamps: [], Values: [] },
  ]);
  expect(answer.NextToken).toBeUndefined();
});

it('knows the usual statistics', async () => {
  const { client } = withMetrics();
  const stats = ['SampleCount', 'Average', 'Maximum', 'Minimum'];
  const MetricDataQueries = stats.map((stat, index) => query('E1', stat, index));
  const answer = await client.send(
    new GetMetricDataCommand({ ...range, ScanBy: 'TimestampAscending', MetricDataQueries }),
  );
  expect(answer.MetricDataResults?.map(({ Values }) => Values?.[0])).toEqual([2, 6, 7, 5]);
});

it('cuts a page at the points that are asked for, and goes on with the token', async () => {
  const { client } = withMetrics();
  const MetricDataQueries = [query('E1', 'Sum', 0), query('E1', 'Sum', 1)];
  const values: Record<string, number[]> = {};
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new GetMetricDataCommand({ ...range, MetricDataQueries, MaxDatapoints: 1, NextToken }),
    );
    for (const { Id = '', Values = [] } of page.MetricDataResults ?? []) {
      values[Id] = [...(values[Id] ?? []), ...Values];
    }
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  expect(values).toEqual({ q0: [1, 12], q1: [1, 12] });
});

it.each([
  [14, 60, 1],
  [16, 60, 0],
  [16, 300, 1],
  [64, 300, 0],
  [64, 3600, 1],
])('from %i days ago on, periods of %i seconds have %i points', async (days, Period, count) => {
  const recent = requests('E1', [{ at: '2026-11-20T11:59:00Z', value: 1 }]);
  const { clock, configuration } = simulate({ cloudwatch: { metrics: [recent] } });
  const EndTime = clock.now();
  const StartTime = new Date(EndTime.getTime() - days * 86_400_000);
  const MetricDataQueries = [query('E1', 'Sum', 0, Period)];
  const answer = await new CloudWatchClient(configuration).send(
    new GetMetricDataCommand({ StartTime, EndTime, MetricDataQueries }),
  );
  expect(answer.MetricDataResults?.[0]?.Values).toHaveLength(count);
});

it('takes five hundred metrics per call', async () => {
  const { client } = withMetrics();
  const ask = (count: number) =>
    client.send(
      new GetMetricDataCommand({
        ...range,
        MetricDataQueries: Array.from({ length: count }, (_, index) =>
          query(`E${index}`, 'Sum', index),
        ),
      }),
    );
  expect((await ask(500)).MetricDataResults).toHaveLength(500);
  expect(await refusalOf(ask(501))).toBe('ValidationException 400');
});

it('answers the query protocol of older clients too', async () => {
  const { aws } = withMetrics();
  const form = new URLSearchParams({
    Action: 'GetMetricData',
    StartTime: '2026-11-01T00:00:00Z',
    EndTime: '2026-11-20T00:00:00Z',
    'MetricDataQueries.member.1.Id': 'q0',
    'MetricDataQueries.member.1.MetricStat.Metric.Namespace': 'AWS/CloudFront',
    'MetricDataQueries.member.1.MetricStat.Metric.MetricName': 'Requests',
    'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name': 'DistributionId',
    'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value': 'E1',
    'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.2.Name': 'Region',
    'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.2.Value': 'Global',
    'MetricDataQueries.member.1.MetricStat.Period': '86400',
    'MetricDataQueries.member.1.MetricStat.Stat': 'Sum',
  });
  const answer = await aws.answer({
    method: 'POST',
    host: 'monitoring.us-east-1.amazonaws.com',
    path: '/',
    query: new Map(),
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=A/20261120/us-east-1/monitoring/aws4_request',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new TextEncoder().encode(form.toString()),
  });
  expect(answer.status).toBe(200);
  expect(String(answer.body)).toContain('<Values><member>1</member><member>12</member></Values>');
  expect(String(answer.body)).toContain('<member>2026-11-05T00:00:00.000Z</member>');
});

it('is the same after a snapshot', () => {
  const { aws } = withMetrics();
  expect(simulate(aws.snapshot()).aws.snapshot()).toEqual(aws.snapshot());
});

it('counts the objects of each bucket at midnight, unless the data says otherwise', async () => {
  const objects = ['2026-11-02T10:00:00Z', '2026-11-02T11:00:00Z', '2026-11-04T10:00:00Z'];
  const bucket = (name: string) => ({
    name,
    region: 'us-east-1',
    objects: objects.map((at, index) => ({ key: `k${index}`, at })),
  });
  const told = stored('told', [{ at: '2026-11-03T00:00:00Z', value: 7 }]);
  const simulated = simulate({
    s3: { buckets: [bucket('counted'), bucket('told')] },
    cloudwatch: { metrics: [told] },
  });
  const client = new CloudWatchClient(simulated.configuration);
  const answer = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date('2026-11-01T00:00:00Z'),
      EndTime: new Date('2026-11-06T00:00:00Z'),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: ['counted', 'told'].map((name, index) => ({
        Id: `q${index}`,
        MetricStat: {
          Metric: {
            Namespace: 'AWS/S3',
            MetricName: 'NumberOfObjects',
            Dimensions: Object.entries(stored(name, []).dimensions).map(([Name, Value]) => ({
              Name,
              Value,
            })),
          },
          Period: 3600,
          Stat: 'Average',
        },
      })),
    }),
  );
  expect(answer.MetricDataResults?.map(({ Values }) => Values)).toEqual([[2, 2, 3], [7]]);
});

function stored(name: string, points: { at: string; value: number }[]) {
  const dimensions = { BucketName: name, StorageType: 'AllStorageTypes' };
  return { namespace: 'AWS/S3', name: 'NumberOfObjects', region: 'us-east-1', dimensions, points };
}
