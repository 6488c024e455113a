import { GetFunctionConfigurationCommand, ListTagsCommand } from '@aws-sdk/client-lambda';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import type { AppStage, Reference, Resource, Tags } from '../../model/resource.ts';
import { resourceKey } from '../../model/resource.ts';
import type { KindContext } from '../kind-module.ts';
import { edgeRegion, unqualifiedArn } from './listing.ts';
import { configurationHash, distinctReferences, resourceOf } from '../resource-shape.ts';

/** The function itself, from the row of its `$LATEST`. */
export function functionFromRow(row: FunctionConfiguration): Resource {
  const name = row.FunctionName ?? '';
  const arn = row.FunctionArn === undefined ? null : unqualifiedArn(row.FunctionArn);
  return resourceOf('lambda-edge-function', name, {
    ...sharedMembers(row),
    arn,
    identifiers: [name, ...(arn === null ? [] : [arn])],
  });
}

/** One published version. It says nothing of its function: that would keep every function alive. */
export function versionFromRow(row: FunctionConfiguration): Resource {
  const name = row.FunctionName ?? '';
  const version = row.Version ?? '';
  const id = `${name}:${version}`;
  const arn =
    row.FunctionArn === undefined ? null : `${unqualifiedArn(row.FunctionArn)}:${version}`;
  return resourceOf('lambda-edge-version', id, {
    ...sharedMembers(row),
    arn,
    identifiers: [id, ...(arn === null ? [] : [arn])],
    memberOf: { key: resourceKey('lambda-edge-function', name), ordinal: Number(version) },
  });
}

function sharedMembers(row: FunctionConfiguration) {
  return {
    name: row.FunctionName ?? null,
    region: edgeRegion,
    modifiedAt: lambdaTime(row.LastModified),
    description: row.Description || null,
    references: referencesOf(row),
    configuration: configurationHash(comparable(row)),
    environmentPair: pairFromEnvironment(row),
    role: row.Role ?? null,
    sizeBytes: row.CodeSize ?? null,
  };
}

/** Never the environment: its values may be secrets, even as a hash of guessable text. */
function comparable(row: FunctionConfiguration): Partial<FunctionConfiguration> {
  const { CodeSha256, Version, LastModified, Role, Runtime, Handler, MemorySize, Timeout } = row;
  return { CodeSha256, Version, LastModified, Role, Runtime, Handler, MemorySize, Timeout };
}

function referencesOf(row: FunctionConfiguration): readonly Reference[] {
  const role = /^arn:[^:]*:iam::[^:]*:role\/(?:.*\/)?([^/]+)$/.exec(row.Role ?? '')?.[1];
  const group = row.LoggingConfig?.LogGroup;
  return distinctReferences([
    ...(role === undefined ? [] : [{ to: resourceKey('iam-role', role), relation: 'role' }]),
    ...(group ? [{ to: resourceKey('log-group', group), relation: 'log-group' }] : []),
  ]);
}

/** Lambda writes `2026-11-01T10:00:00.000+0000`. */
function lambdaTime(text: string | undefined): string | null {
  const time = Date.parse((text ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** App and stage that SST writes into every function's environment; nothing else of it is looked at. */
function pairFromEnvironment(row: FunctionConfiguration): AppStage | null {
  const text = row.Environment?.Variables?.['SST_RESOURCE_App'];
  if (text === undefined) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { name: app, stage } = value as { name?: unknown; stage?: unknown };
    return typeof app === 'string' && typeof stage === 'string' && app && stage
      ? { app, stage }
      : null;
  } catch (error) {
    // Anybody may set a variable of this name: text that is no JSON names no stage.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** One function or version by its own read; null where it is gone. */
export async function readFunctionConfiguration(
  name: string,
  qualifier: string | null,
  context: KindContext,
): Promise<FunctionConfiguration | null> {
  try {
    const row = await context.session.clients.lambda(edgeRegion).send(
      new GetFunctionConfigurationCommand({
        FunctionName: name,
        ...(qualifier !== null && { Qualifier: qualifier }),
      }),
      { abortSignal: context.signal },
    );
    if (row.FunctionName === undefined)
      throw new UnreadableAnswer(`The answer is not the function ${name}.`);
    return row;
  } catch (error) {
    if (classifyFailure(error).code === 'ResourceNotFoundException') return null;
    throw error;
  }
}

/** Versions carry no tags of their own. */
export async function readLambdaTags(arn: string, context: KindContext): Promise<Tags> {
  const answer = await context.session.clients
    .lambda(edgeRegion)
    .send(new ListTagsCommand({ Resource: arn }), { abortSignal: context.signal });
  if (!answer.Tags) throw new UnreadableAnswer('The answer has no tags.');
  return answer.Tags;
}
