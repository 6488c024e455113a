import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import type { _Error as KeyError } from '@aws-sdk/client-s3';

import pLimit from 'p-limit';

import { classifyFailure } from '../../../aws/failures.ts';
import { watchAttempts } from '../../../aws/attempts.ts';
import { withRawBody } from '../../../aws/raw-request.ts';
import type { CallContext } from '../../../aws/call-context.ts';
import type { DeletionPace } from './deletion-pace.ts';
import { deletionXml } from './deletion-xml.ts';
import type { NamedVersion } from './kept-pages.ts';
import type { BucketPlace } from '../versions.ts';
import { isOverwritten, isUnchanged, refusesConditions } from './write-guard.ts';
import type { GuardedVersion, WriteGuard } from './write-guard.ts';

/** A key that S3 will not delete, and its error. */
export interface Refusal {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly code: string;
  readonly message: string;
}

export interface Deletion {
  readonly deleted: number;
  readonly refusals: readonly Refusal[];
}

export interface DeletionContext extends CallContext {
  readonly pace: Pick<DeletionPace, 'sent' | 'slowDown' | 'took'>;
  readonly guard: WriteGuard;
}

const attempts = 6;
const singlesAtOnce = 8;

/** XML 1.0 cannot express these characters, so a key with one cannot be named in a list of keys. */
// oxlint-disable-next-line no-control-regex
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * Deletes up to 1,000 versions for good. S3 answers 200 even where it deleted none of them: each key's own
 * error counts, and keys that S3 asks to repeat are repeated. A key that was overwritten since it was
 * listed stays, and is among the refusals.
 */
export async function deleteVersions(
  place: BucketPlace,
  versions: readonly NamedVersion[],
  context: DeletionContext,
): Promise<Deletion> {
  const { guard } = context;
  const guarded = versions.map((version) => guard.guarded(version));
  const listable = guarded.filter((version) => !mustBeSingle(version));
  const others = guarded.filter(mustBeSingle);
  const batch = await deleteListed(place, listable, context);
  const limit = pLimit(singlesAtOnce);
  const single = await Promise.all(
    others.map((version) => limit(() => deleteOne(place, version, context))),
  );
  const refusals = [...batch, ...single.flat()];
  const { unasked, final } = withoutCondition(guarded, refusals);
  if (unasked.length > 0) {
    guard.giveUp();
    final.push(...(await deleteVersions(place, unasked, context)).refusals);
  }
  return { deleted: versions.length - final.length, refusals: final };
}

function mustBeSingle({ key, mustLook }: GuardedVersion): boolean {
  return mustLook || notInXml.test(key);
}

/** Versions of which only the condition, and not the deletion itself, was refused. */
function withoutCondition(
  versions: readonly GuardedVersion[],
  refusals: readonly Refusal[],
): { readonly unasked: readonly GuardedVersion[]; readonly final: Refusal[] } {
  const refused = new Set(refusals.filter(({ code }) => refusesConditions(code)).map(refusalName));
  const unasked = versions.filter(
    (version) => version.ifMatch !== null && refused.has(versionName(version)),
  );
  const names = new Set(unasked.map(versionName));
  return { unasked, final: refusals.filter((refusal) => !names.has(refusalName(refusal))) };
}

async function deleteListed(
  place: BucketPlace,
  versions: readonly GuardedVersion[],
  context: DeletionContext,
): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  let remaining = versions;
  for (let attempt = 1; remaining.length > 0; attempt += 1) {
    const errors = await sendDeletion(place, remaining, context);
    const { again, refused } = sortErrors(errors, { last: attempt === attempts });
    refusals.push(...refused);
    const slowed = errors.filter(({ Code: code }) => code === 'SlowDown');
    context.pace.took(remaining.length - slowed.length);
    if (slowed.length > 0) context.pace.slowDown(slowed.length);
    remaining = remaining.filter((version) => again.has(versionName(version)));
    if (remaining.length > 0) await context.clock.sleep(200 * 2 ** attempt, context.signal);
  }
  return refusals;
}

async function sendDeletion(
  { name, region }: BucketPlace,
  versions: readonly GuardedVersion[],
  context: DeletionContext,
): Promise<readonly KeyError[]> {
  const objects = versions.map((version) => ({
    ...namesIn(version),
    ...(version.ifMatch !== null && { ETag: version.ifMatch }),
  }));
  const command = new DeleteObjectsCommand({
    Bucket: name,
    ExpectedBucketOwner: context.session.account,
    Delete: { Quiet: true, Objects: [] },
  });
  const answer = await context.session.clients.s3(region).send(
    watchAttempts(withRawBody(command, deletionXml(objects)), {
      sending: () => context.pace.sent(),
      throttled: () => context.pace.slowDown(versions.length),
    }),
    { abortSignal: context.signal },
  );
  return answer.Errors ?? [];
}

function sortErrors(
  errors: readonly KeyError[],
  { last }: { last: boolean },
): { again: ReadonlySet<string>; refused: readonly Refusal[] } {
  const again = new Set<string>();
  const refused: Refusal[] = [];
  for (const {
    Key: key = '',
    VersionId: versionId,
    Code: code = 'Unknown',
    Message: message = '',
  } of errors) {
    if (code === 'NoSuchVersion' || code === 'NoSuchKey') continue;
    if (repeatable.has(code) && !last) again.add(nameOf(key, versionId));
    else refused.push({ key, versionId, code, message });
  }
  return { again, refused };
}

const repeatable: ReadonlySet<string> = new Set([
  'ConditionalRequestConflict',
  'InternalError',
  'OperationAborted',
  'RequestTimeout',
  'ServiceUnavailable',
  'SlowDown',
]);

/** Some servers answer with version `null` for an object that the request named by its key alone. */
function nameOf(key: string, versionId: string | undefined): string {
  return JSON.stringify([key, versionId === 'null' ? '' : (versionId ?? '')]);
}

function versionName(version: GuardedVersion): string {
  const { Key: key, VersionId: versionId } = namesIn(version);
  return nameOf(key, versionId);
}

function refusalName({ key, versionId }: Refusal): string {
  return nameOf(key, versionId);
}

/** By its key alone where there is a condition: S3 compares the condition with the current version. */
function namesIn({ key, versionId, ifMatch }: GuardedVersion): {
  readonly Key: string;
  readonly VersionId?: string;
} {
  return versionId && ifMatch === null ? { Key: key, VersionId: versionId } : { Key: key };
}

/** Names the key in the URL, where any character can be written. */
async function deleteOne(
  place: BucketPlace,
  version: GuardedVersion,
  context: DeletionContext,
): Promise<readonly Refusal[]> {
  const names = namesIn(version);
  const refusal = { key: names.Key, versionId: names.VersionId };
  try {
    if (version.mustLook && !(await isUnchanged(place, version, context)))
      return [{ ...refusal, code: 'PreconditionFailed', message: 'It was written over.' }];
    context.pace.sent();
    await context.session.clients.s3(place.region).send(
      new DeleteObjectCommand({
        Bucket: place.name,
        ...names,
        ExpectedBucketOwner: context.session.account,
        ...(version.ifMatch !== null && { IfMatch: version.ifMatch }),
      }),
      { abortSignal: context.signal },
    );
    return [];
  } catch (error) {
    const { class: failureClass, code, message } = classifyFailure(error);
    if (code === 'NoSuchVersion' || code === 'NoSuchKey') return [];
    const isRefused = failureClass === 'denied' || isOverwritten(code) || refusesConditions(code);
    if (isRefused) return [{ ...refusal, code, message }];
    throw error;
  }
}
