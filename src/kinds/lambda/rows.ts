import {
  GetFunctionConfigurationCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import { readAll, requireRows } from '../../aws/pages.ts';
import type { AppStage, Reference, Resource, Tags } from '../../model/resource.ts';
import { resourceKey } from '../../model/resource.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { edgeRegion, unqualifiedArn } from './listing.ts';
import { configurationHash, distinctReferences, resourceOf } from '../resource-shape.ts';

/** One function or one version of it, as calls name it. */
export interface Lambda {
  readonly region: string;
  readonly name: string;
  /** Null: the function with all its versions. */
  readonly version: string | null;
}

/** A Lambda@Edge function, from the row of its `$LATEST`. */
export function edgeFunctionFromRow(row: FunctionConfiguration): Resource {
  const name = row.FunctionName ?? '';
  const arn = row.FunctionArn === undefined ? null : unqualifiedArn(row.FunctionArn);
  return resourceOf('lambda-edge-function', name, {
    ...edgeMembers(row),
    arn,
    identifiers: [name, ...(arn === null ? [] : [arn])],
  });
}

/** One published version, without a reference to its function: that would keep every function alive. */
export function versionFromRow(row: FunctionConfiguration): Resource {
  const name = row.FunctionName ?? '';
  const version = row.Version ?? '';
  const id = `${name}:${version}`;
  const arn =
    row.FunctionArn === undefined ? null : `${unqualifiedArn(row.FunctionArn)}:${version}`;
  return resourceOf('lambda-edge-version', id, {
    ...edgeMembers(row),
    arn,
    identifiers: [id, ...(arn === null ? [] : [arn])],
    memberOf: { key: resourceKey('lambda-edge-function', name), ordinal: Number(version) },
  });
}

/**
 * A function of a region with its versions, which are deleted with it: their references are its own.
 * `latest` is the row of its `$LATEST`; `versions` those of its published versions.
 */
export function functionFromRows(
  region: string,
  latest: FunctionConfiguration,
  versions: readonly FunctionConfiguration[],
): Resource {
  const name = latest.FunctionName ?? '';
  const arn = latest.FunctionArn === undefined ? null : unqualifiedArn(latest.FunctionArn);
  const rows = [latest, ...versions];
  const id = `${region}:${name}`;
  return resourceOf('lambda-function', id, {
    ...sharedMembers(latest, region),
    arn,
    identifiers: [id, name, ...(arn === null ? [] : [arn])],
    references: distinctReferences(rows.flatMap((row) => referencesOf(row, region))),
    configuration: configurationHash(rows.map(comparable)),
    sizeBytes: rows.reduce((bytes, { CodeSize }) => bytes + (CodeSize ?? 0), 0),
  });
}

/**
 * Replicas write their logs in whatever region they ran, under the function's name and its home's
 * (CloudFront developer guide, "CloudWatch metrics and logs for edge functions").
 */
function edgeMembers(row: FunctionConfiguration) {
  const shared = sharedMembers(row, edgeRegion);
  const replicas = { to: `/aws/lambda/${edgeRegion}.${row.FunctionName}`, relation: 'log-group' };
  return { ...shared, references: distinctReferences([...shared.references, replicas]) };
}

function sharedMembers(row: FunctionConfiguration, region: string) {
  return {
    name: row.FunctionName ?? null,
    region,
    modifiedAt: lambdaTime(row.LastModified),
    description: row.Description || null,
    references: distinctReferences(referencesOf(row, region)),
    configuration: configurationHash(comparable(row)),
    environmentPair: pairFromEnvironment(row),
    role: row.Role ?? null,
    sizeBytes: row.CodeSize ?? null,
  };
}

/** Without the environment: its values may be secrets, and a hash of guessable text gives it away. */
function comparable(row: FunctionConfiguration): Partial<FunctionConfiguration> {
  const { CodeSha256, Version, LastModified, Role, Runtime, Handler, MemorySize, Timeout } = row;
  return { CodeSha256, Version, LastModified, Role, Runtime, Handler, MemorySize, Timeout };
}

/** Without a log group in its row, the function writes into the group that Lambda makes by itself. */
function referencesOf(row: FunctionConfiguration, region: string): readonly Reference[] {
  const role = /^arn:[^:]*:iam::[^:]*:role\/(?:.*\/)?([^/]+)$/.exec(row.Role ?? '')?.[1];
  const group = row.LoggingConfig?.LogGroup || `/aws/lambda/${row.FunctionName}`;
  return [
    ...(role === undefined ? [] : [{ to: resourceKey('iam-role', role), relation: 'role' }]),
    { to: resourceKey('log-group', `${region}:${group}`), relation: 'log-group' },
  ];
}

/** Lambda writes `2026-11-01T10:00:00.000+0000`. */
export function lambdaTime(text: string | undefined): string | null {
  const time = Date.parse((text ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** App and stage that SST writes into every function's environment; its other variables are never read. */
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
    // Anybody may set a variable of this name: text that is not JSON names no stage.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** One function or version by a read of its own; null where it is gone. */
export async function readFunctionConfiguration(
  { region, name, version }: Lambda,
  context: CallContext,
): Promise<FunctionConfiguration | null> {
  try {
    const row = await context.session.clients.lambda(region).send(
      new GetFunctionConfigurationCommand({
        FunctionName: name,
        ...(version !== null && { Qualifier: version }),
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

/** Rows of a function and of all its versions, as the list of its region has them. */
export async function readVersions(
  { region, name }: Lambda,
  context: CallContext,
): Promise<readonly FunctionConfiguration[]> {
  return readAll(async (marker) => {
    const answer = await context.session.clients.lambda(region).send(
      new ListVersionsByFunctionCommand({
        FunctionName: name,
        ...(marker !== null && { Marker: marker }),
      }),
      { abortSignal: context.signal },
    );
    return { rows: requireRows(answer.Versions, 'versions'), next: answer.NextMarker || null };
  });
}

/** Versions carry no tags of their own. */
export async function readLambdaTags(arn: string, context: CallContext): Promise<Tags> {
  const answer = await context.session.clients
    .lambda(regionOfArn(arn))
    .send(new ListTagsCommand({ Resource: arn }), { abortSignal: context.signal });
  if (!answer.Tags) throw new UnreadableAnswer('The answer has no tags.');
  return answer.Tags;
}

/** `arn:aws:lambda:eu-west-1:...`; for any other text the region of Lambda@Edge. */
function regionOfArn(arn: string): string {
  return arn.split(':')[3] || edgeRegion;
}
