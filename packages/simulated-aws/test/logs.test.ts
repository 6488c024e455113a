import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  ListTagsForResourceCommand,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect, it } from 'vitest';

import type { LogGroupData } from '../src/account.ts';
import { account, refusalOf, simulate } from './simulated.ts';

const region = 'us-east-1';

function withGroups(groups: LogGroupData[]) {
  const { aws, configuration } = simulate({ logs: { groups } });
  return { aws, client: new CloudWatchLogsClient(configuration) };
}

const group: LogGroupData = {
  name: '/aws/lambda/acme',
  region,
  createdAt: '2026-01-01T00:00:00Z',
  storedBytes: 42,
  retentionDays: 7,
  lastEventAt: '2026-11-01T00:00:00Z',
  tags: { 'sst:app': 'acme' },
};

it('describes groups of the region by prefix, with size, age and protection', async () => {
  const { client } = withGroups([
    group,
    { name: '/other', region },
    { ...group, region: 'eu-west-1' },
  ]);
  const { logGroups } = await client.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/' }),
  );
  expect(logGroups).toEqual([
    expect.objectContaining({
      logGroupName: '/aws/lambda/acme',
      arn: `arn:aws:logs:${region}:${account}:log-group:/aws/lambda/acme:*`,
      logGroupArn: `arn:aws:logs:${region}:${account}:log-group:/aws/lambda/acme`,
      creationTime: Date.parse('2026-01-01T00:00:00Z'),
      storedBytes: 42,
      retentionInDays: 7,
      deletionProtectionEnabled: false,
    }),
  ]);
});

it('tells less when asked by pattern, and does not take a prefix with it', async () => {
  const { client } = withGroups([group]);
  const byPattern = await client.send(
    new DescribeLogGroupsCommand({ logGroupNamePattern: 'ACME' }),
  );
  expect(Object.keys(byPattern.logGroups?.[0] ?? {}).toSorted()).toEqual([
    'arn',
    'creationTime',
    'logGroupName',
  ]);
  const both = client.send(
    new DescribeLogGroupsCommand({ logGroupNamePattern: 'a', logGroupNamePrefix: 'b' }),
  );
  expect(await refusalOf(both)).toBe('InvalidParameterException 400');
});

it('describes fifty groups per page', async () => {
  const { client } = withGroups(
    Array.from({ length: 70 }, (_, index) => ({ name: `g${index}`, region })),
  );
  const sizes: number[] = [];
  for await (const page of paginateDescribeLogGroups({ client }, {})) {
    sizes.push(page.logGroups?.length ?? 0);
  }
  expect(sizes).toEqual([50, 20]);
});

it('deletes a group once, but not a protected one', async () => {
  const { client, aws } = withGroups([group, { name: 'kept', region, deletionProtection: true }]);
  const remove = (logGroupName: string) =>
    refusalOf(client.send(new DeleteLogGroupCommand({ logGroupName })));
  expect(await remove('/aws/lambda/acme')).toBe('no refusal');
  expect(await remove('/aws/lambda/acme')).toBe('ResourceNotFoundException 400');
  expect(await remove('kept')).toBe('ValidationException 400');
  expect(aws.snapshot().logs?.groups.map(({ name }) => name)).toEqual(['kept']);
});

it('tells tags and the last event, and is the same after a snapshot', async () => {
  const { client, aws } = withGroups([group, { name: 'quiet', region }]);
  const resourceArn = `arn:aws:logs:${region}:${account}:log-group:/aws/lambda/acme`;
  const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
  expect(tags).toEqual({ 'sst:app': 'acme' });
  const streams = async (logGroupName: string) =>
    (
      await client.send(
        new DescribeLogStreamsCommand({ logGroupName, orderBy: 'LastEventTime', limit: 1 }),
      )
    ).logStreams;
  expect(await streams('/aws/lambda/acme')).toMatchObject([
    { lastEventTimestamp: Date.parse('2026-11-01T00:00:00Z') },
  ]);
  expect(await streams('quiet')).toEqual([]);
  expect(simulate(aws.snapshot()).aws.snapshot()).toEqual(aws.snapshot());
});
