import { ListMultipartUploadsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { MultipartUpload } from '@aws-sdk/client-s3';

import { UnreadableAnswer } from '../../aws/failures.ts';
import { bucketLimits, readPages, type Page } from '../../aws/pages.ts';
import { sendReshaped } from '../../aws/reshaped-answer.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { decodeKey, textOf, versionRows, type ObjectVersion } from './version-rows.ts';

export type { ObjectVersion } from './version-rows.ts';

/** A bucket's name and region. */
export interface BucketPlace {
  readonly name: string;
  readonly region: string;
}

/** The row behind which a list continues. Without `second`: behind all rows of that key. */
export interface Marker {
  readonly key: string;
  readonly second: string | undefined;
}

/** All versions of all objects, at most 1,000 to a page; also for buckets that were never versioned. */
export function listVersions(
  place: BucketPlace,
  context: CallContext,
): AsyncIterable<readonly ObjectVersion[]> {
  return readPages<ObjectVersion, Marker>(
    (marker) => readVersionsPage(place, { marker }, context),
    bucketLimits,
  );
}

/** The head of a page that is not the last one, which arrives before its rows. */
export interface PageStart {
  readonly firstKey: string;
  readonly next: Marker;
}

/**
 * One page of the list, in the order of the keys; with a prefix, only keys that begin with it. S3 sends the
 * end of the page at its start: `onStart` gets it before the rows arrive, and again where the answer breaks
 * off and is requested once more. Without such a head, `onStart` is not called.
 */
export async function readVersionsPage(
  { name, region }: BucketPlace,
  { marker, prefix }: { readonly marker: Marker | null; readonly prefix?: string },
  context: CallContext,
  onStart?: (start: PageStart) => void,
): Promise<Page<ObjectVersion, Marker>> {
  const begin = () =>
    versionRows((firstKey, before) => {
      const start = startOf(firstKey, before);
      if (start) onStart?.(start);
    });
  let rows = begin();
  const answer = await sendReshaped(
    new ListObjectVersionsCommand({
      Bucket: name,
      EncodingType: 'url',
      ExpectedBucketOwner: context.session.account,
      ...(prefix && { Prefix: prefix }),
      // Both must be passed on: many versions may have one key.
      ...(marker && { KeyMarker: marker.key, VersionIdMarker: marker.second }),
    }),
    () => (rows = begin()),
    (command) => context.session.clients.s3(region).send(command, { abortSignal: context.signal }),
  );
  requireName(answer.Name, name);
  const { NextKeyMarker: key, NextVersionIdMarker: second } = answer;
  return { rows: rows.all(answer.EncodingType), next: nextOf(answer, { key, second }) };
}

function startOf(firstKey: string, before: string): PageStart | null {
  const key = textOf(before, 'NextKeyMarker');
  if (key === undefined || textOf(before, 'IsTruncated') !== 'true') return null;
  const decode = textOf(before, 'EncodingType') === 'url' ? decodeKey : String;
  const second = textOf(before, 'NextVersionIdMarker');
  return { firstKey: decode(firstKey), next: { key: decode(key), second } };
}

/** Uploads that were begun and never completed. */
export function listUploads(
  { name, region }: BucketPlace,
  context: CallContext,
): AsyncIterable<readonly MultipartUpload[]> {
  const s3 = context.session.clients.s3(region);
  return readPages<MultipartUpload, Marker>(async (marker) => {
    const answer = await s3.send(
      new ListMultipartUploadsCommand({
        Bucket: name,
        EncodingType: 'url',
        ExpectedBucketOwner: context.session.account,
        ...(marker && { KeyMarker: marker.key, UploadIdMarker: marker.second }),
      }),
      { abortSignal: context.signal },
    );
    requireName(answer.Bucket, name);
    const { NextKeyMarker: key, NextUploadIdMarker: second } = answer;
    const uploads = answer.Uploads ?? [];
    const rows =
      answer.EncodingType === 'url'
        ? uploads.map((upload) => ({ ...upload, Key: decodeKey(upload.Key ?? '') }))
        : uploads;
    return { rows, next: nextOf(answer, { key, second }) };
  }, bucketLimits);
}

/** S3's lists repeat the bucket's name: an answer without it is not S3's, and no proof of emptiness. */
function requireName(answered: string | undefined, asked: string): void {
  if (answered !== asked)
    throw new UnreadableAnswer(`The answer is not a list of the bucket ${asked}.`);
}

function nextOf(
  {
    IsTruncated: truncated,
    EncodingType: encoding,
  }: { IsTruncated?: boolean | undefined; EncodingType?: string | undefined },
  { key, second }: { key: string | undefined; second: string | undefined },
): Marker | null {
  if (truncated !== true) return null;
  if (key === undefined)
    throw new UnreadableAnswer('The list says that it goes on, but not where.');
  return { key: encoding === 'url' ? decodeKey(key) : key, second };
}
