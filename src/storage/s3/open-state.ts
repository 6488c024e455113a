import type { S3Place } from '../../aws/s3-place.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { classifyFailure } from '../../aws/failures.ts';
import { readBucketRegion } from '../../kinds/s3-bucket/region.ts';
import { sweepsFolder } from '../sweep-paths.ts';
import type { StateFiles } from '../files.ts';
import { s3StateFiles } from './s3-state-files.ts';
import { stateNotRead } from '../state-errors.ts';
import { stateObjects } from './state-objects.ts';
import { stateRefused } from './state-place.ts';

/** The bucket must be one of the session's own account, and its objects must be readable. */
export async function openS3State(place: S3Place, context: CallContext): Promise<StateFiles> {
  const { session } = context;
  const region = await regionOf(place, context);
  if (region === null)
    throw stateRefused(
      `There is no bucket ${place.bucket}.`,
      'Make it first, private and with encryption by default, or correct --state-dir.',
    );
  const objects = stateObjects(place, { session, region });
  // S3 tells a bucket of another account from a missing right in no way.
  await objects.names(sweepsFolder);
  return s3StateFiles(objects);
}

async function regionOf({ bucket }: S3Place, context: CallContext): Promise<string | null> {
  try {
    return await readBucketRegion(bucket, context);
  } catch (error) {
    context.signal.throwIfAborted();
    const { code, message } = classifyFailure(error);
    throw stateNotRead(`s3://${bucket}: ${code}: ${message.replace(/\.$/, '')}`, error);
  }
}
