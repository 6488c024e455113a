import { AbortMultipartUploadCommand } from '@aws-sdk/client-s3';
import type { MultipartUpload } from '@aws-sdk/client-s3';

import { classifyFailure } from '../../aws/failures.ts';
import type { Resource } from '../../model/resource.ts';
import { readMfaDelete } from './contents.ts';
import { listUploads, listVersions } from './versions.ts';
import type { BucketPlace, ObjectVersion } from './versions.ts';
import { notArchivedCode } from './archiving.ts';
import { createDeletionLane } from './deletion-lane.ts';
import type { StepContext, StepResult } from '../kind-module.ts';
import type { Refusal } from './object-deletion.ts';
import { isoTime } from '../resource-shape.ts';
import { done, gone, refused, wait } from '../step-results.ts';

const rounds = 5;

/** Deletes every version of every object. Nothing is deleted before all of them were looked at. */
export async function emptyBucket(resource: Resource, context: StepContext): Promise<StepResult> {
  const place: BucketPlace = { name: resource.id, region: resource.region };
  try {
    if (await readMfaDelete(place, context)) {
      return refused(
        'mfa-delete',
        'Its versions can be deleted only with a code of its owner (MFA delete).',
      );
    }
    const newer = await findNewer(place, context);
    if (newer) return newer;
    return (await deleteEverything(place, context)) ?? (await abortUploads(place, context));
  } catch (error) {
    if (classifyFailure(error).code === 'NoSuchBucket') return gone;
    throw error;
  }
}

/** Something was written after the stage was removed, so somebody uses the bucket. */
async function findNewer(place: BucketPlace, context: StepContext): Promise<StepResult | null> {
  if (context.newerThan === null) return null;
  for await (const versions of listVersions(place, context)) {
    const stop = newerAmong(versions, context);
    if (stop) return stop;
  }
  for await (const uploads of listUploads(place, context)) {
    const upload = uploads.find(({ Initiated: at }) => isNewer(isoTime(at), context));
    if (upload)
      return newerObject(`an upload of "${upload.Key ?? ''}" was begun`, upload.Initiated);
  }
  return null;
}

function newerAmong(versions: readonly ObjectVersion[], context: StepContext): StepResult | null {
  const newer = versions.find(({ at }) => isNewer(at, context));
  if (!newer) return null;
  return newerObject(`"${newer.key}" was ${newer.deleteMarker ? 'deleted' : 'written'}`, newer.at);
}

/** A version without a time may be of any age. */
function isNewer(at: string | null, { newerThan }: StepContext): boolean {
  return newerThan !== null && (at === null || Date.parse(at) > Date.parse(newerThan));
}

function newerObject(what: string, at: string | Date | null | undefined): StepResult {
  const time = at instanceof Date ? at.toISOString() : (at ?? 'an unknown time');
  return refused('newer-object', `After the stage's removal ${what} (${time}).`);
}

/** Lists and deletes at once, then looks again until nothing is left; null when it is empty. */
async function deleteEverything(
  place: BucketPlace,
  context: StepContext,
): Promise<StepResult | null> {
  let deleted = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const lane = createDeletionLane(place, context, (count) => {
      deleted += count;
      context.progress(deleted, `${deleted} object versions deleted`);
    });
    let seen = 0;
    let stop: StepResult | null = null;
    try {
      for await (const versions of listVersions(place, context)) {
        stop = newerAmong(versions, context);
        if (stop || lane.hasRefusals()) break;
        seen += versions.length;
        if (versions.length > 0) await lane.add(versions);
      }
    } finally {
      await lane.settle();
    }
    if (stop) return deleted === 0 ? stop : emptiedInPart(stop, deleted);
    const [first] = lane.refusals();
    if (first) return refusalOf(first);
    if (seen === 0) return null;
  }
  return wait('still-written', 60);
}

/** Not merely left alone: some of it is gone, and somebody writes into it. */
function emptiedInPart(stop: StepResult, deleted: number): StepResult {
  const why = stop.result === 'refused' ? ` ${stop.message}` : '';
  return refused(
    'emptied-in-part',
    `${deleted} object versions were deleted before it stopped.${why}`,
  );
}

function refusalOf({ key, code, message }: Refusal): StepResult {
  if (code === notArchivedCode)
    return refused('not-archived', `"${key}" stays, since it could not be archived (${message}).`);
  const locked = code === 'AccessDenied' && /object lock/i.test(message);
  return refused(
    locked ? 'object-lock' : 'object-refused',
    `"${key}" cannot be deleted (${code}: ${message}).`,
  );
}

/** Parts of uploads that were never completed cost money, and are no objects: no list of objects shows them. */
async function abortUploads(place: BucketPlace, context: StepContext): Promise<StepResult> {
  for await (const uploads of listUploads(place, context)) {
    const old = uploads.filter(({ Initiated: at }) => !isNewer(isoTime(at), context));
    await Promise.all(old.map((upload) => abortUpload(place, upload, context)));
  }
  return done;
}

async function abortUpload(
  { name, region }: BucketPlace,
  { Key: key, UploadId: uploadId }: MultipartUpload,
  context: StepContext,
): Promise<void> {
  try {
    await context.session.clients.s3(region).send(
      new AbortMultipartUploadCommand({
        Bucket: name,
        Key: key,
        UploadId: uploadId,
        ExpectedBucketOwner: context.session.account,
      }),
      { abortSignal: context.signal },
    );
  } catch (error) {
    if (classifyFailure(error).code !== 'NoSuchUpload') throw error;
  }
}
