import {
  type CloudFormationClient,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  type Stack as AwsStack,
} from '@aws-sdk/client-cloudformation';
import { readAll, requireMember, requireRows } from '../aws/pages.ts';
import type { Stack, StackResource } from '../model/stage.ts';
import { mentionsIn, type Needles } from '../sst/mentions.ts';
import { isDeletedStack } from '../sst/stacks.ts';
import { pairFromTags } from '../sst/tags.ts';
import type { ScanContext } from './scan-context.ts';

/** A stack as read, before it is known which of the account's resources it names. */
export interface ReadStack extends Omit<Stack, 'mentions'> {
  /** Parameters and outputs; they may hold secrets and are dropped once they were searched. */
  readonly values: readonly string[];
}

/** Every stack of a region with its resources; deleted ones of the last 90 days where they carry SST's tags. */
export async function readStacks(
  region: string,
  context: ScanContext,
): Promise<readonly ReadStack[]> {
  const affects = {
    stages: 'all',
    kinds: 'all',
    regions: [region, 'global'],
    lookups: true,
    resources: null,
  } as const;
  const guard = { source: 'cloudformation', region, affects };
  const client = context.session.clients.cloudformation(region);
  const [standing, deleted] = await Promise.all([
    context.gaps.guard(
      { ...guard, operation: 'cloudformation:DescribeStacks' },
      () => standingStacks(client, context),
      [],
    ),
    context.gaps.guard(
      { ...guard, operation: 'cloudformation:ListStacks' },
      () => deletedStacks(client, context),
      [],
    ),
  ]);
  const stacks = [...standing, ...deleted].map((stack) => stackOf(stack, region));
  return Promise.all(
    stacks.map(async (stack) => {
      if (isDeletedStack(stack.status) && !pairFromTags(stack.tags)) return stack;
      const resources = await context.gaps.guard(
        { ...guard, operation: 'cloudformation:ListStackResources' },
        () => stackResources(stack.arn, client, context),
        null,
      );
      return { ...stack, resources };
    }),
  );
}

async function standingStacks(
  client: CloudFormationClient,
  { signal }: ScanContext,
): Promise<readonly AwsStack[]> {
  return readAll(async (token) => {
    const answer = await client.send(
      new DescribeStacksCommand(token === null ? {} : { NextToken: token }),
      { abortSignal: signal },
    );
    return { rows: requireRows(answer.Stacks, 'stacks'), next: answer.NextToken ?? null };
  });
}

async function deletedStacks(
  client: CloudFormationClient,
  { signal }: ScanContext,
): Promise<readonly AwsStack[]> {
  const ids = await readAll(async (token) => {
    const answer = await client.send(
      new ListStacksCommand({
        StackStatusFilter: ['DELETE_COMPLETE'],
        ...(token === null ? {} : { NextToken: token }),
      }),
      { abortSignal: signal },
    );
    const rows = requireRows(answer.StackSummaries, 'stacks').map(({ StackId }) =>
      requireMember(StackId, 'StackId'),
    );
    return { rows, next: answer.NextToken ?? null };
  });
  const described = await Promise.all(
    ids.map((id) =>
      client.send(new DescribeStacksCommand({ StackName: id }), { abortSignal: signal }),
    ),
  );
  return described.flatMap(({ Stacks }) => Stacks ?? []);
}

async function stackResources(
  arn: string,
  client: CloudFormationClient,
  { signal }: ScanContext,
): Promise<readonly StackResource[]> {
  return readAll(async (token) => {
    const answer = await client.send(
      new ListStackResourcesCommand({
        StackName: arn,
        ...(token === null ? {} : { NextToken: token }),
      }),
      { abortSignal: signal },
    );
    const rows = requireRows(answer.StackResourceSummaries, 'stack resources').map((row) => ({
      logicalId: row.LogicalResourceId ?? '',
      physicalId: row.PhysicalResourceId ?? null,
      type: row.ResourceType ?? '',
      status: row.ResourceStatus ?? '',
    }));
    return { rows, next: answer.NextToken ?? null };
  });
}

function stackOf(stack: AwsStack, region: string): ReadStack {
  const time = (date: Date | undefined) => date?.toISOString() ?? null;
  return {
    arn: stack.StackId ?? stack.StackName ?? '',
    name: stack.StackName ?? '',
    region,
    status: stack.StackStatus ?? 'UNKNOWN',
    createdAt: time(stack.CreationTime) ?? '',
    updatedAt: time(stack.LastUpdatedTime),
    deletedAt: time(stack.DeletionTime),
    rootArn: stack.RootId ?? null,
    tags: Object.fromEntries(
      (stack.Tags ?? []).flatMap(({ Key, Value }) => (Key ? [[Key, Value ?? '']] : [])),
    ),
    resources: null,
    values: [
      ...(stack.Parameters ?? []).flatMap(({ ParameterValue, ResolvedValue }) => [
        ParameterValue ?? '',
        ResolvedValue ?? '',
      ]),
      ...(stack.Outputs ?? []).map(({ OutputValue }) => OutputValue ?? ''),
    ],
  };
}

/** Which of the account's resources a stack names: its physical ids, parameters and outputs. */
export function withMentions({ values, ...stack }: ReadStack, needles: Needles): Stack {
  const physicalIds = (stack.resources ?? []).map(({ physicalId }) => physicalId ?? '');
  const mentions = isDeletedStack(stack.status)
    ? []
    : mentionsIn([...physicalIds, ...values], needles);
  return { ...stack, mentions: [...mentions].sort() };
}
