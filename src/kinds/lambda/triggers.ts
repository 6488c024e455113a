import {
  DeleteEventSourceMappingCommand,
  GetPolicyCommand,
  ListEventSourceMappingsCommand,
  ListFunctionEventInvokeConfigsCommand,
  ListFunctionUrlConfigsCommand,
} from '@aws-sdk/client-lambda';
import type {
  EventSourceMappingConfiguration,
  FunctionEventInvokeConfig,
  FunctionUrlConfig,
} from '@aws-sdk/client-lambda';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import { readAll, requireMember, requireRows } from '../../aws/pages.ts';
import { backupPart, jsonText } from '../backup-parts.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { BackupPart, StepContext, StepResult } from '../kind-module.ts';
import { latest } from '../../model/times.ts';
import { lambdaTime, type Lambda } from './rows.ts';
import { wait } from '../step-results.ts';

/**
 * A function's triggers and its retry settings: its resource policy, URLs and event sources, for the
 * backup.
 */
export async function readTriggers(
  lambda: Lambda,
  context: CallContext,
): Promise<readonly BackupPart[]> {
  return Promise.all([
    backupPart(
      'policy.json',
      async () => {
        const policy = await readPolicy(lambda, context);
        return policy === null ? jsonText(null) : `${policy}\n`;
      },
      context,
    ),
    backupPart(
      'async-invocation.json',
      async () => jsonText(await readInvokeSettings(lambda, context)),
      context,
    ),
    backupPart('urls.json', async () => jsonText(await readUrls(lambda, context)), context),
    backupPart(
      'event-sources.json',
      async () => jsonText(await readSourcesOf(lambda, context)),
      context,
    ),
  ]);
}

/** The URLs of a function and of its aliases. */
export interface FunctionUrls {
  /** `abc.lambda-url.eu-west-1.on.aws`. */
  readonly hosts: readonly string[];
  /** Creation time of the newest URL. */
  readonly newestAt: string | null;
}

export async function readFunctionUrls(
  lambda: Lambda,
  context: CallContext,
): Promise<FunctionUrls> {
  const urls = await readUrls(lambda, context);
  return {
    hosts: urls
      .map(({ FunctionUrl: url }) => new URL(requireMember(url, 'function URL')).hostname)
      .toSorted(),
    newestAt: latest(
      ...urls.map(({ CreationTime: at }) =>
        requireMember(lambdaTime(at) ?? undefined, 'creation time'),
      ),
    ),
  };
}

/**
 * Mappings outlive their function, and would feed the next one of its name (Lambda developer guide:
 * deleting a function leaves its event source mappings). Null: no mapping is left.
 */
export async function deleteEventSources(
  lambda: Lambda,
  context: StepContext,
): Promise<StepResult | null> {
  for (const { UUID: id, State: state } of await readSourcesOf(lambda, context)) {
    if (state === 'Deleting') continue;
    const left = await deleteEventSource(requireMember(id, 'UUID'), lambda, context);
    if (left) return left;
  }
  return null;
}

async function deleteEventSource(
  id: string,
  { region }: Lambda,
  context: StepContext,
): Promise<StepResult | null> {
  try {
    await context.session.clients
      .lambda(region)
      .send(new DeleteEventSourceMappingCommand({ UUID: id }), { abortSignal: context.signal });
    return null;
  } catch (error) {
    const { code } = classifyFailure(error);
    if (code === 'ResourceNotFoundException') return null;
    // The mapping is just being created, changed or deleted.
    if (code === 'ResourceInUseException' || code === 'ResourceConflictException')
      return wait('update-in-progress', 15);
    throw error;
  }
}

/** Its resource policy as text; null: it has none. */
export async function readPolicy(
  { region, name }: Lambda,
  context: CallContext,
): Promise<string | null> {
  try {
    const { Policy: policy } = await context.session.clients
      .lambda(region)
      .send(new GetPolicyCommand({ FunctionName: name }), { abortSignal: context.signal });
    return requireMember(policy, 'policy');
  } catch (error) {
    if (classifyFailure(error).code === 'ResourceNotFoundException') return null;
    throw error;
  }
}

async function readUrls(
  { region, name }: Lambda,
  context: CallContext,
): Promise<readonly FunctionUrlConfig[]> {
  try {
    return await readAll(async (marker) => {
      const answer = await context.session.clients.lambda(region).send(
        new ListFunctionUrlConfigsCommand({
          FunctionName: name,
          ...(marker !== null && { Marker: marker }),
        }),
        { abortSignal: context.signal },
      );
      return {
        rows: requireRows(answer.FunctionUrlConfigs, 'function URLs'),
        next: answer.NextMarker || null,
      };
    });
  } catch (error) {
    // A function that is gone has no URLs.
    if (classifyFailure(error).code === 'ResourceNotFoundException') return [];
    throw error;
  }
}

async function readInvokeSettings(
  { region, name }: Lambda,
  context: CallContext,
): Promise<readonly FunctionEventInvokeConfig[]> {
  return readAll(async (marker) => {
    const answer = await context.session.clients.lambda(region).send(
      new ListFunctionEventInvokeConfigsCommand({
        FunctionName: name,
        ...(marker !== null && { Marker: marker }),
      }),
      { abortSignal: context.signal },
    );
    return {
      rows: requireRows(answer.FunctionEventInvokeConfigs, 'settings of asynchronous invocations'),
      next: answer.NextMarker || null,
    };
  });
}

/** What feeds a function, one of its aliases, or one of its versions, whether or not that is still there. */
async function readSourcesOf(
  { region, name }: Lambda,
  context: CallContext,
): Promise<readonly EventSourceMappingConfiguration[]> {
  const mappings = await readEventSources(region, context);
  return mappings.filter((mapping) => fedFunction(mapping) === name);
}

/** `arn:aws:lambda:us-east-1:123456789012:function:name`, with the alias or version behind that. */
export function fedFunction({ FunctionArn: arn }: EventSourceMappingConfiguration): string {
  const name = requireMember(arn, 'function ARN').split(':')[6];
  if (!name) throw new UnreadableAnswer(`An event source feeds ${arn}, which names no function.`);
  return name;
}

/**
 * All of a region: asked for by a function's name AWS tells those of its aliases and versions only by the
 * name of each one (Lambda API reference, `ListEventSourceMappings`).
 */
export async function readEventSources(
  region: string,
  context: CallContext,
): Promise<readonly EventSourceMappingConfiguration[]> {
  return readAll(async (marker) => {
    const answer = await context.session.clients
      .lambda(region)
      .send(new ListEventSourceMappingsCommand(marker === null ? {} : { Marker: marker }), {
        abortSignal: context.signal,
      });
    return {
      rows: requireRows(answer.EventSourceMappings, 'event source mappings'),
      next: answer.NextMarker || null,
    };
  });
}
