import { DeleteBucketCommand } from '@aws-sdk/client-s3';

import { classifyFailure } from '../../aws/failures.ts';
import type { Resource } from '../../model/resource.ts';
import { newerAmong } from './writes-after-removal.ts';
import { listVersions } from './versions.ts';
import type { BucketPlace, ObjectVersion } from './versions.ts';
import type { StepContext, StepResult } from '../kind-module.ts';
import { done, gone, inUse, refused, wait } from '../step-results.ts';

/** S3 may call a bucket not empty for a moment after it was emptied (aws/aws-sdk-net#2079). */
const retryDelaysMs = [500, 1000, 2000, 5000];

/** Deletes an empty bucket. Objects written since it was emptied are never deleted here. */
export async function deleteBucket(resource: Resource, context: StepContext): Promise<StepResult> {
  const place: BucketPlace = { name: resource.id, region: resource.region };
  for (const delayMs of [...retryDelaysMs, null]) {
    const result = await tryDelete(place, context);
    if (result) return result;
    const [left, ...others] = await firstLeft(place, context);
    if (left) {
      const newer = newerAmong([left, ...others], context);
      return newer ?? refused('still-written', `"${left.key}" is in it, though it was emptied.`);
    }
    if (delayMs !== null) await context.clock.sleep(delayMs, context.signal);
  }
  return wait('not-empty', 60);
}

/** Null: S3 answers that it is not empty. */
async function tryDelete(
  { name, region }: BucketPlace,
  context: StepContext,
): Promise<StepResult | null> {
  try {
    await context.session.clients
      .s3(region)
      .send(
        new DeleteBucketCommand({ Bucket: name, ExpectedBucketOwner: context.session.account }),
        {
          abortSignal: context.signal,
        },
      );
    return done;
  } catch (error) {
    const failure = classifyFailure(error);
    if (failure.code === 'NoSuchBucket') return gone;
    if (failure.code === 'BucketNotEmpty') return null;
    if (failure.code === 'BucketHasAccessPointsAttached') return inUse('Access points lead to it.');
    if (failure.class === 'not-ready') return wait('update-in-progress', 15);
    throw error;
  }
}

/** The first page with any version or delete marker. */
async function firstLeft(
  place: BucketPlace,
  context: StepContext,
): Promise<readonly ObjectVersion[]> {
  try {
    for await (const versions of listVersions(place, context)) {
      if (versions.length > 0) return versions;
    }
    return [];
  } catch (error) {
    if (classifyFailure(error).code === 'NoSuchBucket') return [];
    throw error;
  }
}
