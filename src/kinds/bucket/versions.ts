import { ListMultipartUploadsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { MultipartUpload } from '@aws-sdk/client-s3';

import { UnreadableAnswer } from '../../aws/failures.ts';
import { readPages } from '../../aws/pages.ts';
import type { KindContext } from '../kind-module.ts';
import { isoTime } from '../resource-shape.ts';

/** A bucket where it lies. */
export interface BucketPlace {
  readonly name: string;
  readonly region: string;
}

/** A version of an object, or a delete marker: both keep a bucket from being deleted. */
export interface ObjectVersion {
  readonly key: string;
  /** `null` in a bucket that was never versioned. */
  readonly versionId: string | undefined;
  readonly at: string | null;
  readonly sizeBytes: number;
  /** `STANDARD`, `GLACIER`, ...; null for delete markers. */
  readonly storageClass: string | null;
  readonly deleteMarker: boolean;
}

interface Marker {
  readonly key: string;
  readonly second: string | undefined;
}

/** All versions of all objects, at most 1,000 to a page; it works on buckets that were never versioned too. */
export function listVersions(
  { name, region }: BucketPlace,
  context: KindContext,
): AsyncIterable<readonly ObjectVersion[]> {
  const s3 = context.session.clients.s3(region);
  return readPages<ObjectVersion, Marker>(async (marker) => {
    const answer = await s3.send(
      new ListObjectVersionsCommand({
        Bucket: name,
        ExpectedBucketOwner: context.session.account,
        // Both must be passed on: many versions may have one key.
        ...(marker && { KeyMarker: marker.key, VersionIdMarker: marker.second }),
      }),
      { abortSignal: context.signal },
    );
    requireName(answer.Name, name);
    const versions = (answer.Versions ?? []).map((row) => versionOf(row, { deleteMarker: false }));
    const markers = (answer.DeleteMarkers ?? []).map((row) =>
      versionOf(row, { deleteMarker: true }),
    );
    const { NextKeyMarker: key, NextVersionIdMarker: second } = answer;
    return { rows: [...versions, ...markers], next: nextOf(answer.IsTruncated, { key, second }) };
  });
}

/** Uploads that were begun and never completed. */
export function listUploads(
  { name, region }: BucketPlace,
  context: KindContext,
): AsyncIterable<readonly MultipartUpload[]> {
  const s3 = context.session.clients.s3(region);
  return readPages<MultipartUpload, Marker>(async (marker) => {
    const answer = await s3.send(
      new ListMultipartUploadsCommand({
        Bucket: name,
        ExpectedBucketOwner: context.session.account,
        ...(marker && { KeyMarker: marker.key, UploadIdMarker: marker.second }),
      }),
      { abortSignal: context.signal },
    );
    requireName(answer.Bucket, name);
    const { NextKeyMarker: key, NextUploadIdMarker: second } = answer;
    return { rows: answer.Uploads ?? [], next: nextOf(answer.IsTruncated, { key, second }) };
  });
}

/** S3's lists repeat the bucket's name: an answer without it is not S3's, and no sign of emptiness. */
function requireName(answered: string | undefined, asked: string): void {
  if (answered !== asked)
    throw new UnreadableAnswer(`The answer is not a list of the bucket ${asked}.`);
}

function nextOf(
  truncated: boolean | undefined,
  { key, second }: { key: string | undefined; second: string | undefined },
): Marker | null {
  if (truncated !== true) return null;
  if (key === undefined)
    throw new UnreadableAnswer('The list says that it goes on, but not where.');
  return { key, second };
}

interface VersionRow {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly LastModified?: Date | undefined;
  readonly Size?: number | undefined;
  readonly StorageClass?: string | undefined;
}

function versionOf(row: VersionRow, { deleteMarker }: { deleteMarker: boolean }): ObjectVersion {
  if (row.Key === undefined) throw new UnreadableAnswer('A row of the list has no key.');
  return {
    key: row.Key,
    versionId: row.VersionId,
    at: isoTime(row.LastModified),
    sizeBytes: row.Size ?? 0,
    // A row without one is of the class that needs no name.
    storageClass: deleteMarker ? null : (row.StorageClass ?? 'STANDARD'),
    deleteMarker,
  };
}
