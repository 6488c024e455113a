import { HeadObjectCommand } from '@aws-sdk/client-s3';

import { classifyFailure } from '../../../aws/failures.ts';
import type { CallContext } from '../../../aws/call-context.ts';
import type { Versioning } from '../contents.ts';
import type { NamedVersion } from './kept-pages.ts';
import { isReplaceable } from '../version-rows.ts';
import type { BucketPlace } from '../versions.ts';

/** A version with the check that protects an object written in its place since it was listed. */
export interface GuardedVersion extends NamedVersion {
  /** S3 deletes it only while its ETag is this one. Null: no condition is sent. */
  readonly ifMatch: string | null;
  /** No condition can be sent, so the version is read right before its deletion. */
  readonly mustLook: boolean;
}

export interface WriteGuard {
  guarded(version: NamedVersion): GuardedVersion;
  /** The server, or the caller's permissions, do not allow conditions. */
  giveUp(): void;
}

/**
 * S3 compares a condition with the current version and takes none beside a version id (S3 user guide, "How
 * to perform conditional deletes"; localstack/localstack#13894), so conditions are sent in buckets that
 * were never versioned. Elsewhere a `null` version is read before its deletion where its archived bytes are
 * at stake.
 */
export function createWriteGuard({
  never,
  archived,
}: Pick<Versioning, 'never'> & { readonly archived: boolean }): WriteGuard {
  let conditions = never;
  return {
    guarded(version) {
      const ifMatch = conditions && !version.deleteMarker ? (version.etag ?? null) : null;
      const isKnown = version.etag !== undefined || version.deleteMarker;
      const mustLook = archived && ifMatch === null && isKnown && isReplaceable(version);
      return { ...version, ifMatch, mustLook };
    },
    giveUp() {
      conditions = false;
    },
  };
}

/** The codes for a key that was overwritten; S3 writes the second one in directory buckets. */
export function isOverwritten(code: string): boolean {
  return code === 'PreconditionFailed' || code === '412 Precondition Failed';
}

/** A condition needs `s3:GetObject`; some servers do not implement conditions, and answer so. */
export function refusesConditions(code: string): boolean {
  return code === 'AccessDenied' || code === 'NotImplemented';
}

/** Whether a `null` version, or the delete marker in its place, is still the one that was listed. */
export async function isUnchanged(
  { name, region }: BucketPlace,
  { key, versionId, etag, deleteMarker }: NamedVersion,
  { session, signal }: CallContext,
): Promise<boolean> {
  try {
    const answer = await session.clients.s3(region).send(
      new HeadObjectCommand({
        Bucket: name,
        Key: key,
        ExpectedBucketOwner: session.account,
        ...(versionId && { VersionId: versionId }),
      }),
      { abortSignal: signal },
    );
    return !deleteMarker && answer.ETag === etag;
  } catch (error) {
    const { status } = classifyFailure(error);
    // A version that does not exist can no longer be lost.
    if (status === 404) return true;
    // S3's answer for a named delete marker.
    if (status === 405) return deleteMarker;
    throw error;
  }
}
