import { touching } from '../model/gap.ts';
import {
  type CloudFormationClient,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  type Stack as AwsStack,
} from '@aws-sdk/client-cloudformation';
import pLimit, { type LimitFunction } from 'p-limit';
import { classifyFailure } from '../aws/failures.ts';
import { readAll, requireMember, requireRows } from '../aws/pages.ts';
import type { Stack, StackResource } from '../model/stage.ts';
import { mentionsIn, type Needles } from '../sst/mentions.ts';
import { isDeletedStack } from '../sst/stacks.ts';
import { stageId } from '../sst/state-keys.ts';
import { pairFromTags } from '../sst/tags.ts';
import type { ScanContext, ScanOptions } from './scan-context.ts';

/** A region may have thousands of stacks that were deleted lately: this many are read at a time. */
const stacksAtOnce = 8;

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
  const affects = touching({ regions: [region, 'global'], lookups: true });
  // A deleted stack claims nothing, and a state's history tells more about owners than the stack could.
  const ofDeleted = { ...affects, stages: [], unrecorded: true };
  const guard = { source: 'cloudformation', region, affects };
  const source: StackSource = {
    client: context.session.clients.cloudformation(region),
    region,
    signal: context.signal,
    limit: pLimit(stacksAtOnce),
  };
  const [standing, deleted] = await Promise.all([
    context.gaps.guard(
      { ...guard, operation: 'cloudformation:DescribeStacks' },
      () => standingStacks(source),
      [],
    ),
    context.gaps.guard(
      { ...guard, operation: 'cloudformation:ListStacks', affects: ofDeleted },
      () => deletedStacks(source),
      [],
    ),
  ]);
  return Promise.all(
    [...standing, ...deleted].map(async (stack) => {
      const isDeleted = isDeletedStack(stack.status);
      const pair = pairFromTags(stack.tags);
      if (isDeleted && !pair) return stack;
      const resources = await context.gaps.guard(
        {
          ...guard,
          operation: 'cloudformation:ListStackResources',
          affects: isDeleted && pair ? { ...ofDeleted, stages: [stageId(pair)] } : affects,
        },
        () => source.limit(() => stackResources(stack.arn, source)),
        null,
      );
      return { ...stack, resources };
    }),
  );
}

interface StackSource {
  readonly client: CloudFormationClient;
  readonly region: string;
  readonly signal: AbortSignal;
  readonly limit: LimitFunction;
}

async function standingStacks({
  client,
  region,
  signal,
}: StackSource): Promise<readonly ReadStack[]> {
  return readAll(async (token) => {
    const answer = await client.send(
      new DescribeStacksCommand(token === null ? {} : { NextToken: token }),
      { abortSignal: signal },
    );
    const rows = requireRows(answer.Stacks, 'stacks').map((stack) => stackOf(stack, region));
    return { rows, next: answer.NextToken || null };
  });
}

async function deletedStacks(source: StackSource): Promise<readonly ReadStack[]> {
  const { client, signal, limit } = source;
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
    return { rows, next: answer.NextToken || null };
  });
  const described = await Promise.all(ids.map((id) => limit(() => deletedStack(id, source))));
  return described.flat();
}

/** Its tags stand in no list. One that has passed its 90 days since it was listed is no more. */
async function deletedStack(
  id: string,
  { client, region, signal }: StackSource,
): Promise<readonly ReadStack[]> {
  try {
    const answer = await client.send(new DescribeStacksCommand({ StackName: id }), {
      abortSignal: signal,
    });
    return requireRows(answer.Stacks, 'stacks').map((stack) => stackOf(stack, region));
  } catch (error) {
    // In a call for one stack by its id, this code only means that there is no such stack.
    if (classifyFailure(error).code === 'ValidationError') return [];
    throw error;
  }
}

async function stackResources(
  arn: string,
  { client, signal }: StackSource,
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
      logicalId: requireMember(row.LogicalResourceId, 'LogicalResourceId'),
      physicalId: row.PhysicalResourceId ?? null,
      type: requireMember(row.ResourceType, 'ResourceType'),
      status: requireMember(row.ResourceStatus, 'ResourceStatus'),
      updatedAt: isoTime(row.LastUpdatedTimestamp),
    }));
    return { rows, next: answer.NextToken || null };
  });
}

const isoTime = (date: Date | undefined): string | null => date?.toISOString() ?? null;

function stackOf(stack: AwsStack, region: string): ReadStack {
  return {
    arn: requireMember(stack.StackId, 'StackId'),
    name: requireMember(stack.StackName, 'StackName'),
    region,
    status: requireMember(stack.StackStatus, 'StackStatus'),
    createdAt: requireMember(isoTime(stack.CreationTime) ?? undefined, 'CreationTime'),
    updatedAt: isoTime(stack.LastUpdatedTime),
    deletedAt: isoTime(stack.DeletionTime),
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
export function withMentions(
  { values, ...stack }: ReadStack,
  needles: Needles,
  words: ScanOptions['words'],
): Stack {
  const physicalIds = (stack.resources ?? []).map(({ physicalId }) => physicalId ?? '');
  const mentions = isDeletedStack(stack.status)
    ? []
    : mentionsIn([...physicalIds, ...values], needles, words);
  return { ...stack, mentions: [...mentions].sort() };
}
