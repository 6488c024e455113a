import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';

import { classifyFailure } from '../../../aws/failures.ts';
import type { Difference } from '../../../model/restore.ts';
import type { ArchivedObjects, ArchivedVersion } from '../../object-archive.ts';
import { difference } from '../../restoring/restoring.ts';
import type { RestoreContext } from '../../restoring/restoring.ts';
import { listVersions } from '../versions.ts';
import type { BucketPlace } from '../versions.ts';

const keysAtOnce = 8;

/** Failures of this one object; any other failure would meet the next object too. */
const told: ReadonlySet<string> = new Set(['invalid', 'stale', 'unknown']);

/**
 * Writes archived versions back, per key from the oldest on. A repeated call continues behind the versions
 * of a key that exist. `wholeKeys`: only keys without any version, since the sweep may have left other keys
 * in place.
 */
export async function putBack(
  objects: ArchivedObjects,
  place: BucketPlace,
  { context, wholeKeys }: { readonly context: RestoreContext; readonly wholeKeys: boolean },
): Promise<readonly Difference[]> {
  const byKey = new Map<string, ArchivedVersion[]>();
  for (const version of await objects.versions()) {
    const known = byKey.get(version.key);
    if (known) known.push(version);
    else byKey.set(version.key, [version]);
  }
  const there = await countThere(place, context);
  const limit = pLimit(keysAtOnce);
  const differs: Difference[] = [];
  let done = 0;
  await Promise.all(
    [...byKey].map(([key, versions]) =>
      limit(async () => {
        const count = there.get(key) ?? 0;
        if (wholeKeys && count > 0) return;
        for (const [at, version] of versions.slice(count).entries()) {
          const onlyNew = count + at === 0;
          const lost = await putOne(version, place, { objects, context, onlyNew });
          if (lost) differs.push(lost);
          done += 1;
          context.progress(`${done} object versions`);
        }
      }),
    ),
  );
  return differs.sort((left, right) => (left.part < right.part ? -1 : 1));
}

/** Number of versions and delete markers by key. */
async function countThere(
  place: BucketPlace,
  context: RestoreContext,
): Promise<ReadonlyMap<string, number>> {
  const there = new Map<string, number>();
  for await (const versions of listVersions(place, context))
    for (const { key } of versions) there.set(key, (there.get(key) ?? 0) + 1);
  return there;
}

/** A version that could not be written back is reported, and does not stop the others. */
async function putOne(
  version: ArchivedVersion,
  place: BucketPlace,
  {
    objects,
    context,
    onlyNew,
  }: {
    readonly objects: ArchivedObjects;
    readonly context: RestoreContext;
    readonly onlyNew: boolean;
  },
): Promise<Difference | null> {
  try {
    if (version.deleteMarker) await deleteMarker(version.key, place, context);
    else await objects.put(version, place, { context, onlyNew });
    return null;
  } catch (error) {
    const { class: failureClass, code, message } = classifyFailure(error);
    if (!told.has(failureClass)) throw error;
    const where = `It is kept as ${version.file ?? 'a delete marker'} in ${objects.location}`;
    return difference(
      `object ${version.key}`,
      [version.versionId ?? null, null],
      `${where} (${code}: ${message}).`,
    );
  }
}

async function deleteMarker(
  key: string,
  { name, region }: BucketPlace,
  { session, signal }: RestoreContext,
): Promise<void> {
  await session.clients
    .s3(region)
    .send(
      new DeleteObjectCommand({ Bucket: name, Key: key, ExpectedBucketOwner: session.account }),
      { abortSignal: signal },
    );
}
