import { AbortMultipartUploadCommand } from '@aws-sdk/client-s3';
import type { MultipartUpload } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';

import { classifyFailure } from '../../../aws/failures.ts';
import type { StepContext, StepResult } from '../../kind-module.ts';
import { isoTime } from '../../resource-shape.ts';
import { isNewer, newerObject } from '../writes-after-removal.ts';
import { listUploads, type BucketPlace } from '../versions.ts';

/** The result of the check of a bucket's unfinished uploads. */
export interface SeenUploads {
  /** An upload was begun after the stage's removal. */
  readonly newer: StepResult | null;
  readonly uploads: readonly MultipartUpload[];
  /** More uploads than are kept: they must be listed again. */
  readonly isPartial: boolean;
}

const mostKept = 5000;
const abortsAtOnce = 8;

export async function lookAtUploads(
  place: BucketPlace,
  context: StepContext,
): Promise<SeenUploads> {
  const uploads: MultipartUpload[] = [];
  let isPartial = false;
  for await (const page of listUploads(place, context)) {
    const newer = page.find(({ Initiated: at }) => isNewer(isoTime(at), context));
    if (newer) {
      const what = `an upload of "${newer.Key ?? ''}" was begun`;
      return { newer: newerObject(what, isoTime(newer.Initiated)), uploads, isPartial };
    }
    isPartial ||= uploads.length + page.length > mostKept;
    if (!isPartial) uploads.push(...page);
  }
  return { newer: null, uploads, isPartial };
}

/** Parts of uploads that were never completed cost money, and appear in no list of objects. */
export async function abortUploads(
  place: BucketPlace,
  { uploads, isPartial }: SeenUploads,
  context: StepContext,
): Promise<void> {
  const limit = pLimit(abortsAtOnce);
  const abort = (page: readonly MultipartUpload[]) =>
    Promise.all(page.map((upload) => limit(() => abortUpload(place, upload, context))));
  if (!isPartial) {
    await abort(uploads);
    return;
  }
  for await (const page of listUploads(place, context))
    await abort(page.filter(({ Initiated: at }) => !isNewer(isoTime(at), context)));
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
