import { touching } from '../../model/gap.ts';
import { DescribeFunctionCommand, ListFunctionsCommand } from '@aws-sdk/client-cloudfront';
import type { FunctionStage, FunctionSummary } from '@aws-sdk/client-cloudfront';

import { classifyFailure, gapFrom, UnreadableAnswer } from '../../aws/failures.ts';
import { alongTrail } from '../../aws/page-trails.ts';
import { cloudFrontPage, readPages } from '../../aws/pages.ts';
import type { Gap, GapScope } from '../../model/gap.ts';
import type { Resource } from '../../model/resource.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { configurationHash, distinctReferences, isoTime, resourceOf } from '../resource-shape.ts';

/** Kinds that a gap in the list of functions touches: functions, and stores, which only functions name. */
export const touchedByFunctions: GapScope = touching({
  kinds: ['cloudfront-function', 'cloudfront-key-value-store'],
});

/**
 * Without a `Stage` parameter the list has one row per stage: the two stages of a published function can
 * differ in their stores.
 */
export function listFunctionRows(context: CallContext): AsyncIterable<readonly FunctionSummary[]> {
  return readPages(
    alongTrail(
      async (marker) => {
        const answer = await context.session.clients
          .cloudfront()
          .send(new ListFunctionsCommand({ MaxItems: 100, ...(marker && { Marker: marker }) }), {
            abortSignal: context.signal,
          });
        return cloudFrontPage(answer.FunctionList);
      },
      context.session,
      'CloudFront.ListFunctions',
    ),
  );
}

export function isThinFunction(row: FunctionSummary): boolean {
  const { FunctionConfig: config, FunctionMetadata: metadata } = row;
  return !config || !metadata?.FunctionARN || !metadata.LastModifiedTime;
}

/** A row completed by a read of its own, a gap where that fails too; nothing where the function is gone. */
export async function completeFunctionRow(
  row: FunctionSummary,
  context: CallContext,
): Promise<{ row: FunctionSummary | null; gap: Gap | null }> {
  try {
    const stage = row.FunctionMetadata?.Stage ?? 'DEVELOPMENT';
    const read = await describeFunction(row.Name ?? '', stage, context);
    return { row: read?.row ?? null, gap: null };
  } catch (error) {
    context.signal.throwIfAborted();
    const gap = gapFrom({
      source: 'cloudfront-function',
      operation: 'cloudfront:DescribeFunction',
      region: 'global',
      error,
      affects: touchedByFunctions,
    });
    return { row, gap };
  }
}

export interface DescribedFunction {
  readonly row: FunctionSummary;
  readonly etag: string;
}

/** Null: there is no such function in this stage. */
export async function describeFunction(
  name: string,
  stage: FunctionStage,
  context: CallContext,
): Promise<DescribedFunction | null> {
  try {
    const { FunctionSummary: row, ETag: etag } = await context.session.clients
      .cloudfront()
      .send(new DescribeFunctionCommand({ Name: name, Stage: stage }), {
        abortSignal: context.signal,
      });
    if (!row || etag === undefined)
      throw new UnreadableAnswer(`The answer is not the function ${name}.`);
    return { row, etag };
  } catch (error) {
    if (classifyFailure(error).code === 'NoSuchFunctionExists') return null;
    throw error;
  }
}

/** One resource from the rows of one name. Each stage has its own ETag, and no list shows it. */
export function resourceFromStages(name: string, stages: readonly FunctionSummary[]): Resource {
  const arn =
    stages.map(({ FunctionMetadata: metadata }) => metadata?.FunctionARN).find(Boolean) ?? null;
  return resourceOf('cloudfront-function', name, {
    arn,
    name,
    region: 'global',
    createdAt: timesOf(stages, 'CreatedTime').at(0) ?? null,
    modifiedAt: timesOf(stages, 'LastModifiedTime').at(-1) ?? null,
    description: stages.map(({ FunctionConfig: config }) => config?.Comment).find(Boolean) ?? null,
    identifiers: [name, ...(arn === null ? [] : [arn])],
    references: distinctReferences(stages.flatMap(storesOf)),
    configuration: configurationHash(
      stages.map(comparable).sort((a, b) => (a.Stage < b.Stage ? -1 : 1)),
    ),
  });
}

function timesOf(
  stages: readonly FunctionSummary[],
  member: 'CreatedTime' | 'LastModifiedTime',
): readonly string[] {
  return stages
    .flatMap(({ FunctionMetadata: metadata }) => isoTime(metadata?.[member]) ?? [])
    .sort();
}

function storesOf({ FunctionConfig: config }: FunctionSummary) {
  const stores = config?.KeyValueStoreAssociations?.Items ?? [];
  return stores.flatMap(({ KeyValueStoreARN: to }) =>
    to ? [{ to, relation: 'key-value-store' }] : [],
  );
}

/** The status changes with distributions that come and go, so it is not compared. */
function comparable({ FunctionConfig, FunctionMetadata: metadata }: FunctionSummary) {
  return {
    Stage: metadata?.Stage ?? '',
    FunctionConfig,
    LastModifiedTime: isoTime(metadata?.LastModifiedTime),
  };
}
