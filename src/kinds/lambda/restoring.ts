import {
  CreateFunctionCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { MissingPart } from '../restoring/restoring.ts';
import type {
  MakeResult,
  RestoreContext,
  Restoring,
  SavedResource,
} from '../restoring/restoring.ts';
import { savedTags } from '../restoring/saved-tags.ts';
import { restoreAliases } from './aliases.ts';
import { isPublished, unqualifiedArn } from './listing.ts';
import { readFunctionConfiguration, readVersions } from './rows.ts';
import type { Lambda } from './rows.ts';
import { foreseeFunction, savedFunction, versionDifference } from './saved-function.ts';
import type { SavedFunction, SavedVersion } from './saved-function.ts';

const pollMs = 2_000;
const longestWaitMs = 300_000;
const roleDelaysMs = [3_000, 5_000, 10_000, 20_000];

/** Versions are published one after the other, oldest first, each with its saved package. */
export const restoreLambda: Restoring = {
  after: ['iam-role'],
  permissions: [
    'iam:PassRole',
    'lambda:CreateAlias',
    'lambda:CreateFunction',
    'lambda:PublishVersion',
    'lambda:TagResource',
    'lambda:UpdateFunctionCode',
  ],
  foresee: foreseeFunction,
  make,
};

async function make(saved: SavedResource, context: RestoreContext): Promise<MakeResult> {
  const wanted = await savedFunction(saved);
  const refusal = await createFirst(saved, wanted, context);
  if (refusal !== null) return { result: 'taken', message: refusal };
  const lambda = lambdaOf(saved);
  const numbers = await publishAll(lambda, wanted, context);
  if (numbers === null)
    return { result: 'taken', message: 'It has other versions than those that are restored.' };
  if (wanted.code) await bringCode(lambda, wanted, context);
  const lostAliases = await restoreAliases(saved, { lambda, numbers, context });
  const arn = unqualifiedArn(saved.arn ?? '');
  const renumbered = [...numbers].filter(([was, is]) => was !== is);
  const foreseen = (await foreseeFunction(saved)).filter(
    ({ part }) => !part.startsWith('version '),
  );
  return {
    result: 'made',
    id: saved.id,
    renames: renumbered.map(([was, is]) => [`${arn}:${was}`, `${arn}:${is}`]),
    differs: [
      ...foreseen,
      ...lostAliases,
      ...wanted.versions.flatMap(({ number, bytes }) =>
        versionDifference(number, { is: numbers.get(number) ?? null, isKept: bytes !== null }),
      ),
    ],
  };
}

/** Returns a message where the name belongs to somebody else. */
async function createFirst(
  saved: SavedResource,
  wanted: SavedFunction,
  context: RestoreContext,
): Promise<string | null> {
  const lambda = lambdaOf(saved);
  const theirs = context.begun ? await readFunctionConfiguration(lambda, context) : null;
  if (theirs)
    return isOwn(theirs, wanted) ? null : 'It has another code than the one that is restored.';
  const bytes = wanted.versions.find((each) => each.bytes)?.bytes ?? wanted.code;
  if (!bytes) throw new MissingPart('package.zip', saved.missing('package.zip'));
  const { tags } = await savedTags(saved);
  const command = () =>
    new CreateFunctionCommand({
      ...settingsOf(wanted.configuration),
      FunctionName: lambda.name,
      Role: wanted.configuration.Role,
      Code: { ZipFile: bytes },
      ...(Object.keys(tags).length > 0 && { Tags: tags }),
    });
  const { clock, session, signal } = context;
  for (const delayMs of [...roleDelaysMs, null]) {
    try {
      await session.clients.lambda(lambda.region).send(command(), { abortSignal: signal });
      return null;
    } catch (error) {
      const { code, message } = classifyFailure(error);
      if (code === 'ResourceConflictException') return message;
      if (delayMs === null || !isNewRole(code, message)) throw error;
      context.progress('IAM is still making its role');
      await clock.sleep(delayMs, signal);
    }
  }
  return null;
}

/** A function that a killed restore made has the code of one of the versions, or its own. */
function isOwn(theirs: FunctionConfiguration, { sha, versions }: SavedFunction): boolean {
  return [sha, ...versions.map((version) => version.sha)].includes(theirs.CodeSha256 ?? null);
}

/** A role that was just made cannot be assumed for some seconds (hashicorp/terraform-provider-aws#7646). */
function isNewRole(code: string, message: string): boolean {
  return code === 'InvalidParameterValueException' && message.includes('cannot be assumed');
}

function lambdaOf({ id, name, region }: SavedResource): Lambda {
  return { region, name: name ?? id, version: null };
}

/** The members of a `GetFunction` answer that `CreateFunction` takes. */
function settingsOf(given: FunctionConfiguration) {
  const { Runtime, Handler, Description, Timeout, MemorySize, Architectures } = given;
  const { EphemeralStorage, Layers, DeadLetterConfig, TracingConfig, LoggingConfig } = given;
  return {
    ...(Runtime && { Runtime }),
    ...(Handler && { Handler }),
    ...(Description && { Description }),
    ...(Timeout && { Timeout }),
    ...(MemorySize && { MemorySize }),
    ...(Architectures && { Architectures }),
    ...(EphemeralStorage && { EphemeralStorage }),
    ...(DeadLetterConfig && { DeadLetterConfig }),
    ...(TracingConfig?.Mode && { TracingConfig: { Mode: TracingConfig.Mode } }),
    ...(LoggingConfig && { LoggingConfig }),
    ...(Layers && { Layers: Layers.flatMap(({ Arn: arn }) => arn ?? []) }),
  };
}

/** New numbers of the versions by their old ones; null where versions other than ours were published. */
async function publishAll(
  lambda: Lambda,
  wanted: SavedFunction,
  context: RestoreContext,
): Promise<ReadonlyMap<string, string> | null> {
  const numbers = new Map<string, string>();
  const published = (await readVersions(lambda, context)).filter(isPublished);
  for (const version of wanted.versions) {
    if (!version.bytes) continue;
    const known = published.shift();
    if (known && known.CodeSha256 !== version.sha) return null;
    const number = known?.Version ?? (await publish(lambda, version, context));
    numbers.set(version.number, number);
  }
  return published.length > 0 ? null : numbers;
}

async function publish(
  lambda: Lambda,
  version: SavedVersion,
  context: CallContext,
): Promise<string> {
  const { region, name } = lambda;
  await bringCode(lambda, { code: version.bytes, sha: version.sha }, context);
  const { Version: number } = await context.session.clients.lambda(region).send(
    new PublishVersionCommand({
      FunctionName: name,
      ...(version.sha !== null && { CodeSha256: version.sha }),
      ...(version.description !== null && { Description: version.description }),
    }),
    { abortSignal: context.signal },
  );
  if (!number) throw new UnreadableAnswer(`The answer is no version of ${name}.`);
  return number;
}

/**
 * Uploads code unless the function has it. A version is published from the function's code, so the
 * function's own code follows all versions.
 */
async function bringCode(
  lambda: Lambda,
  { code, sha }: Pick<SavedFunction, 'code' | 'sha'>,
  context: CallContext,
): Promise<void> {
  const now = await untilReady(lambda, context);
  if (!code || now.CodeSha256 === sha) return;
  await context.session.clients
    .lambda(lambda.region)
    .send(new UpdateFunctionCodeCommand({ FunctionName: lambda.name, ZipFile: code }), {
      abortSignal: context.signal,
    });
  await untilReady(lambda, context);
}

/** Lambda takes no other change while a function is being created or updated. */
async function untilReady(lambda: Lambda, context: CallContext): Promise<FunctionConfiguration> {
  const { clock, signal } = context;
  const end = clock.now().getTime() + longestWaitMs;
  for (;;) {
    const now = await readFunctionConfiguration(lambda, context);
    if (!now) throw new UnreadableAnswer(`The function ${lambda.name} is not there.`);
    if (now.State !== 'Pending' && now.LastUpdateStatus !== 'InProgress') return now;
    if (clock.now().getTime() >= end)
      throw new Error(`Lambda is still making the function ${lambda.name}. Restore again later.`);
    await clock.sleep(pollMs, signal);
  }
}
