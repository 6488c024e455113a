import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  paginateListStacks,
} from '@aws-sdk/client-cloudformation';
import { expect, it } from 'vitest';

import type { Fault, StackData } from '../src/account.ts';
import { refusalOf, simulate } from './simulated.ts';

const region = 'us-east-1';

function withStacks(stacks: StackData[], faults: Fault[] = []) {
  const { aws, configuration } = simulate({ cloudformation: { stacks }, faults });
  return { aws, client: new CloudFormationClient(configuration) };
}

const live: StackData = {
  name: 'prod-acme-site',
  region,
  status: 'UPDATE_COMPLETE',
  createdAt: '-100d',
  updatedAt: '-2d',
  tags: { 'sst:app': 'acme' },
  outputs: { Url: 'https://acme.dev' },
  parameters: { Stage: 'prod' },
  resources: [
    {
      logicalId: 'Site',
      physicalId: 'acme-bucket',
      type: 'AWS::S3::Bucket',
      status: 'CREATE_COMPLETE',
    },
    {
      logicalId: 'Role',
      type: 'AWS::IAM::Role',
      status: 'CREATE_FAILED',
      statusReason: 'no & reason',
    },
  ],
};
const deleted: StackData = {
  name: 'pr-1-acme-site',
  region,
  id: `arn:aws:cloudformation:${region}:111122223333:stack/pr-1-acme-site/abc`,
  status: 'DELETE_COMPLETE',
  createdAt: '-50d',
  deletedAt: '-10d',
  resources: [
    {
      logicalId: 'Site',
      physicalId: 'kept-bucket',
      type: 'AWS::S3::Bucket',
      status: 'DELETE_SKIPPED',
    },
  ],
};
const forgotten: StackData = { ...deleted, id: `${deleted.id}x`, deletedAt: '-91d' };

it('lists stacks newest first, deleted ones for ninety days', async () => {
  const { client } = withStacks([live, deleted, forgotten, { ...live, region: 'eu-west-1' }]);
  const { StackSummaries } = await client.send(new ListStacksCommand({}));
  expect(StackSummaries?.map(({ StackName, StackStatus }) => [StackName, StackStatus])).toEqual([
    ['pr-1-acme-site', 'DELETE_COMPLETE'],
    ['prod-acme-site', 'UPDATE_COMPLETE'],
  ]);
  expect(StackSummaries?.[0]?.DeletionTime).toEqual(new Date('2026-11-10T12:00:00Z'));
  const filter = new ListStacksCommand({
    StackStatusFilter: ['UPDATE_COMPLETE', 'CREATE_COMPLETE'],
  });
  expect((await client.send(filter)).StackSummaries).toHaveLength(1);
});

it('lists a hundred stacks per page, perhaps after an empty one', async () => {
  const stacks = Array.from({ length: 150 }, (_, index) => ({ ...live, name: `stack-${index}` }));
  const { client } = withStacks(stacks, [
    { kind: 'empty-page', operation: 'CloudFormation.ListStacks' },
  ]);
  const sizes: number[] = [];
  for await (const page of paginateListStacks({ client }, {})) {
    sizes.push(page.StackSummaries?.length ?? 0);
  }
  expect(sizes).toEqual([0, 100, 50]);
});

it('describes a stack by name or id, a deleted one by id only', async () => {
  const { client } = withStacks([live, deleted]);
  const describe = async (StackName?: string) =>
    (await client.send(new DescribeStacksCommand({ StackName }))).Stacks ?? [];
  expect(await describe('prod-acme-site')).toMatchObject([
    {
      Tags: [{ Key: 'sst:app', Value: 'acme' }],
      Outputs: [{ OutputKey: 'Url', OutputValue: 'https://acme.dev' }],
      Parameters: [{ ParameterKey: 'Stage', ParameterValue: 'prod' }],
    },
  ]);
  expect(await describe(deleted.id)).toMatchObject([{ StackStatus: 'DELETE_COMPLETE' }]);
  expect(await describe()).toHaveLength(1);
  await expect(describe('pr-1-acme-site')).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Stack with id pr-1-acme-site does not exist',
    $metadata: { httpStatusCode: 400 },
  });
});

it('lists the resources of a stack, of a deleted one by its id', async () => {
  const { client } = withStacks([live, deleted]);
  const list = async (StackName: string) =>
    (await client.send(new ListStackResourcesCommand({ StackName }))).StackResourceSummaries;
  expect(await list('prod-acme-site')).toMatchObject([
    { LogicalResourceId: 'Site', PhysicalResourceId: 'acme-bucket' },
    { LogicalResourceId: 'Role', ResourceStatusReason: 'no & reason' },
  ]);
  expect(await list(deleted.id ?? '')).toMatchObject([{ PhysicalResourceId: 'kept-bucket' }]);
  expect(await refusalOf(list('pr-1-acme-site'))).toBe('ValidationError 400');
});

it('finds the stack of a physical resource', async () => {
  const { client } = withStacks([live, deleted]);
  const find = (PhysicalResourceId: string) =>
    client.send(new DescribeStackResourcesCommand({ PhysicalResourceId }));
  expect((await find('acme-bucket')).StackResources).toHaveLength(2);
  expect(await refusalOf(find('kept-bucket'))).toBe('ValidationError 400');
});

it('is the same after a snapshot', () => {
  const { aws } = withStacks([live, deleted]);
  expect(simulate(aws.snapshot()).aws.snapshot()).toEqual(aws.snapshot());
});
