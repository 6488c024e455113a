import {
  CloudFormationClient,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readStacks } from '../../src/scan/stacks.ts';
import { aScanContext } from './a-context.ts';

const id = 'arn:aws:cloudformation:eu-west-1:123456789012:stack/pr-5-legacy-Site/1';
const whole = {
  StackId: id,
  StackName: 'pr-5-legacy-Site',
  StackStatus: 'DELETE_COMPLETE' as const,
  CreationTime: new Date('2026-01-01T00:00:00Z'),
};
let aws = mockClient(CloudFormationClient);

beforeEach(() => {
  aws = mockClient(CloudFormationClient);
  aws.on(DescribeStacksCommand).resolves({ Stacks: [] });
  aws.on(ListStacksCommand).resolves({ StackSummaries: [whole] });
  aws.on(ListStackResourcesCommand).resolves({ StackResourceSummaries: [] });
});

afterEach(() => aws.restore());

const context = () =>
  aScanContext({ cloudformation: () => new CloudFormationClient({ region: 'eu-west-1' }) });

it('a deleted stack that passed its 90 days since it was listed is no gap', async () => {
  const gone = Object.assign(new Error('Stack does not exist'), { name: 'ValidationError' });
  aws.on(DescribeStacksCommand, { StackName: id }).rejects(gone);
  const scan = context();
  expect(await readStacks('eu-west-1', scan)).toEqual([]);
  expect(scan.gaps.all()).toEqual([]);
});

it('a deleted stack that may not be read is a gap over its region', async () => {
  const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });
  aws.on(DescribeStacksCommand, { StackName: id }).rejects(denied);
  const scan = context();
  await readStacks('eu-west-1', scan);
  expect(scan.gaps.all()).toMatchObject([
    { cause: 'denied', affects: { regions: ['eu-west-1', 'global'] } },
  ]);
});

it.each(['StackId', 'StackName', 'StackStatus', 'CreationTime'] as const)(
  'a standing stack without %s is a gap, and never a stack that owns nothing',
  async (member) => {
    const { [member]: _left, ...thin } = { ...whole, StackStatus: 'CREATE_COMPLETE' as const };
    aws.on(ListStacksCommand).resolves({ StackSummaries: [] });
    aws.on(DescribeStacksCommand).resolves({ Stacks: [thin as typeof whole] });
    const scan = context();
    await readStacks('eu-west-1', scan);
    expect(scan.gaps.all()).toMatchObject([{ operation: 'cloudformation:DescribeStacks' }]);
  },
);

it('a resource of a stack without its type is a gap over the region', async () => {
  const row = {
    LogicalResourceId: 'D',
    PhysicalResourceId: 'E1',
    ResourceStatus: 'CREATE_COMPLETE',
  };
  aws.on(ListStacksCommand).resolves({ StackSummaries: [] });
  aws
    .on(DescribeStacksCommand)
    .resolves({ Stacks: [{ ...whole, StackStatus: 'CREATE_COMPLETE' }] });
  aws.on(ListStackResourcesCommand).resolves({ StackResourceSummaries: [row as never] });
  const scan = context();
  await readStacks('eu-west-1', scan);
  expect(scan.gaps.all()).toMatchObject([{ operation: 'cloudformation:ListStackResources' }]);
});
