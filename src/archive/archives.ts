import { access, constants, mkdir } from 'node:fs/promises';

import type { CallContext } from '../aws/call-context.ts';
import { isS3Location, parseS3Location, type S3Place } from '../aws/s3-place.ts';
import type { ArchivedObjects, ObjectArchive } from '../kinds/object-archive.ts';
import { UserError } from '../model/errors.ts';
import type { Plan } from '../model/plan.ts';
import type { StoredFiles } from '../storage/files.ts';
import { sweepPaths } from '../storage/sweep-paths.ts';
import { directoryArchive, objectsInDirectory } from './directory.ts';
import { objectsInS3, s3Archive } from './s3.ts';

/** `s3://bucket/prefix`; null: a directory. */
export function archivePlace(location: string): S3Place | null {
  if (!isS3Location(location)) return null;
  const place = parseS3Location(location);
  if (place) return place;
  throw refusal(`${location} names no bucket.`, 'Write --archive s3://bucket/prefix.');
}

/** Opens an archive before anything is deleted. Throws where it cannot hold anything. */
export async function openArchive(location: string, plan: Plan): Promise<ObjectArchive> {
  const place = archivePlace(location);
  if (place) {
    refuseSwept(place, plan);
    return s3Archive(place, plan.account);
  }
  try {
    await mkdir(location, { recursive: true, mode: 0o700 });
    await access(location, constants.W_OK);
  } catch (cause) {
    throw refusal(
      `The archive ${location} cannot be written.`,
      cause instanceof Error ? cause.message : 'Choose another one with --archive.',
    );
  }
  return directoryArchive(location, plan.account);
}

/** An archive in a bucket that the sweep empties would go with it; state buckets are SST's alone. */
function refuseSwept({ bucket }: S3Place, { steps }: Plan): void {
  if (steps.some(({ kind, resource }) => kind === 's3-bucket' && resource === bucket))
    throw refusal(`The plan empties the bucket ${bucket}.`, 'Archive to another bucket.');
  if (/^sst-(state|asset)-/.test(bucket))
    throw refusal(`${bucket} is a bucket of SST's own.`, 'Archive to another bucket.');
}

function refusal(message: string, hint: string): UserError {
  return new UserError('ARCHIVE_REFUSED', message, { hint });
}

/** Where a sweep's objects were archived, for `resume` and `restore`: the newest last. */
export async function archivesOf(
  account: string,
  sweep: string,
  files: StoredFiles,
): Promise<readonly string[]> {
  const text = await files.read(sweepPaths(account, sweep).archive);
  return text === null ? [] : (JSON.parse(text) as { locations: readonly string[] }).locations;
}

export async function rememberArchive(
  location: string,
  { account, sweep, files }: { account: string; sweep: string; files: StoredFiles },
): Promise<void> {
  const known = await archivesOf(account, sweep, files);
  const locations = [...known.filter((each) => each !== location), location];
  await files.write(sweepPaths(account, sweep).archive, `${JSON.stringify({ locations })}\n`);
}

/** The archived objects of a bucket, in the newest of these archives that has any. */
export async function archivedObjects(
  bucket: string,
  locations: readonly string[],
  context: CallContext,
): Promise<ArchivedObjects | null> {
  for (const location of locations.toReversed()) {
    const place = archivePlace(location);
    const found = place
      ? await objectsInS3(place, bucket, context)
      : await objectsInDirectory(location, context.session.account, bucket);
    if (found) return found;
  }
  return null;
}
