import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import type { _Error as KeyError } from '@aws-sdk/client-s3';

import pLimit from 'p-limit';

import { classifyFailure } from '../../aws/failures.ts';
import { watchAttempts } from '../../aws/attempts.ts';
import type { KindContext } from '../kind-module.ts';
import type { DeletionPace } from './deletion-pace.ts';
import type { NamedVersion } from './kept-pages.ts';
import type { BucketPlace } from './versions.ts';

/** What S3 will not delete, per key. */
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

export interface DeletionContext extends KindContext {
  readonly pace: Pick<DeletionPace, 'sent' | 'slowDown'>;
}

const attempts = 6;
const singlesAtOnce = 8;

/** XML 1.0 has no way to write these, so a key with one cannot be named in a list of keys. */
// oxlint-disable-next-line no-control-regex
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * Deletes up to 1,000 versions for good. S3 answers 200 even where it deleted none of them: each
 * key's own error counts, and those that S3 asks to repeat are repeated.
 */
export async function deleteVersions(
  place: BucketPlace,
  versions: readonly NamedVersion[],
  context: DeletionContext,
): Promise<Deletion> {
  const listable = versions.filter(({ key }) => !notInXml.test(key));
  const others = versions.filter(({ key }) => notInXml.test(key));
  const batch = await deleteListed(place, listable, context);
  const limit = pLimit(singlesAtOnce);
  const single = await Promise.all(
    others.map((version) => limit(() => deleteOne(place, version, context))),
  );
  const refusals = [...batch.refusals, ...single.flat()];
  return { deleted: versions.length - refusals.length, refusals };
}

async function deleteListed(
  place: BucketPlace,
  versions: readonly NamedVersion[],
  context: DeletionContext,
): Promise<Deletion> {
  const refusals: Refusal[] = [];
  let remaining = versions;
  for (let attempt = 1; remaining.length > 0; attempt += 1) {
    const errors = await sendDeletion(place, remaining, context);
    const { again, refused } = sortErrors(errors, { last: attempt === attempts });
    refusals.push(...refused);
    const slowed = errors.filter(({ Code: code }) => code === 'SlowDown');
    if (slowed.length > 0) context.pace.slowDown(slowed.length);
    remaining = remaining.filter((version) => again.has(nameOf(version.key, version.versionId)));
    if (remaining.length > 0) await context.clock.sleep(200 * 2 ** attempt, context.signal);
  }
  return { deleted: versions.length - refusals.length, refusals };
}

async function sendDeletion(
  { name, region }: BucketPlace,
  versions: readonly NamedVersion[],
  context: DeletionContext,
): Promise<readonly KeyError[]> {
  const objects = versions.map(({ key, versionId }) => ({
    Key: key,
    ...(versionId && { VersionId: versionId }),
  }));
  const command = new DeleteObjectsCommand({
    Bucket: name,
    ExpectedBucketOwner: context.session.account,
    Delete: { Quiet: true, Objects: objects },
  });
  const answer = await context.session.clients.s3(region).send(
    watchAttempts(command, {
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
  'InternalError',
  'OperationAborted',
  'RequestTimeout',
  'ServiceUnavailable',
  'SlowDown',
]);

function nameOf(key: string, versionId: string | undefined): string {
  return JSON.stringify([key, versionId ?? '']);
}

/** Names the key in the address, where any character can stand. */
async function deleteOne(
  { name, region }: BucketPlace,
  { key, versionId }: NamedVersion,
  context: DeletionContext,
): Promise<readonly Refusal[]> {
  context.pace.sent();
  try {
    await context.session.clients.s3(region).send(
      new DeleteObjectCommand({
        Bucket: name,
        Key: key,
        ExpectedBucketOwner: context.session.account,
        ...(versionId && { VersionId: versionId }),
      }),
      { abortSignal: context.signal },
    );
    return [];
  } catch (error) {
    const { class: failureClass, code, message } = classifyFailure(error);
    if (code === 'NoSuchVersion' || code === 'NoSuchKey') return [];
    if (failureClass === 'denied') return [{ key, versionId, code, message }];
    throw error;
  }
}
