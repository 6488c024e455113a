import { classifyFailure } from '../../../aws/failures.ts';
import type { Resource } from '../../../model/resource.ts';
import type { StepContext, StepResult } from '../../kind-module.ts';
import { done, gone, inUse, refused } from '../../step-results.ts';
import { readVersioning, type Versioning } from '../contents.ts';
import { readAccessPoints } from '../settings/access-points.ts';
import { createDeletionLane, type DeletionLane } from './deletion-lane.ts';
import { keptPages, type KeptPages } from './kept-pages.ts';
import { newerAmong } from '../writes-after-removal.ts';
import { refusalResult } from './refusal-result.ts';
import { listInRanges } from './ranges.ts';
import { abortUploads, lookAtUploads } from './uploads.ts';
import type { BucketPlace } from '../versions.ts';

/**
 * Deletes every version of every object. Nothing is deleted before every version was checked; objects
 * written meanwhile stay, and keep the bucket from being deleted.
 */
export async function emptyBucket(resource: Resource, context: StepContext): Promise<StepResult> {
  const place: BucketPlace = { name: resource.id, region: resource.region };
  try {
    const kept = keptPages(() => context.clock.now().getTime());
    const [versioning, points, newer, uploads] = await Promise.all([
      readVersioning(place, context),
      readAccessPoints(place, context),
      lookAtVersions(place, kept, context),
      lookAtUploads(place, context),
    ]);
    if (versioning.mfaDelete) {
      return refused(
        'mfa-delete',
        'Its versions can be deleted only with a code of its owner (MFA delete).',
      );
    }
    if (points.length > 0) {
      const names = points.map(({ name }) => name).join(', ');
      return inUse(`Access points lead to it, and S3 deletes no bucket that has any: ${names}.`);
    }
    const stop =
      newer ?? uploads.newer ?? (await deleteAll(place, kept, { ...context, versioning }));
    if (stop) return stop;
    await abortUploads(place, uploads, context);
    return done;
  } catch (error) {
    if (classifyFailure(error).code === 'NoSuchBucket') return gone;
    throw error;
  }
}

async function lookAtVersions(
  place: BucketPlace,
  kept: KeptPages,
  context: StepContext,
): Promise<StepResult | null> {
  let newer: StepResult | null = null;
  await listInRanges(place, context, (rows) => {
    newer ??= newerAmong(rows, context);
    kept.keep(rows);
    return newer !== null;
  });
  return newer;
}

/** Null: every version that was there is deleted. */
async function deleteAll(
  place: BucketPlace,
  kept: KeptPages,
  context: StepContext & { readonly versioning: Versioning },
): Promise<StepResult | null> {
  const lane = createDeletionLane(place, context);
  let newer: StepResult | null = null;
  try {
    for (const versions of kept.take()) {
      await lane.add(versions);
      if (lane.stop()) break;
    }
    if (kept.isPartial() && !lane.stop()) {
      await lane.settle();
      newer = await deleteListed(place, lane, context);
    }
  } finally {
    await lane.settle();
  }
  const stop = newer ?? lane.stop();
  if (stop === null) return null;
  const result = 'result' in stop ? stop : await refusalResult(place, stop, context);
  return afterSome(result, lane.deleted());
}

/**
 * Lists the remaining versions and deletes them at once: they were all checked before, but their pages were
 * not kept.
 */
async function deleteListed(
  place: BucketPlace,
  lane: DeletionLane,
  context: StepContext,
): Promise<StepResult | null> {
  let newer: StepResult | null = null;
  await listInRanges(place, context, async (rows) => {
    newer ??= newerAmong(rows, context);
    if (newer === null) await lane.add(rows);
    return newer !== null || lane.stop() !== null;
  });
  return newer;
}

/** Some objects are gone already, and the outcome says so. */
function afterSome(result: StepResult, deleted: number): StepResult {
  if (deleted === 0 || !('message' in result)) return result;
  const message = `${result.message} ${deleted} object versions were deleted before it stopped.`;
  if (result.result !== 'skipped') return { ...result, message };
  return { ...result, reason: 'emptied-in-part', message };
}
