import { parseS3Location, type S3Place } from '../../aws/s3-place.ts';
import { UserError } from '../../model/errors.ts';

/** Of `--state-dir s3://bucket/prefix`. Throws where no state may lie. */
export function statePlace(location: string): S3Place {
  const place = parseS3Location(location);
  const written = 'Write --state-dir s3://bucket/prefix.';
  if (!place) throw stateRefused(`${location} names no bucket.`, written);
  if (place.prefix === '')
    throw stateRefused(
      `${location} has no prefix, so the rights to it would be rights to all of the bucket.`,
      written,
    );
  if (
    !/^[\w!.'()-]+(?:\/[\w!.'()-]+)*$/.test(place.prefix) ||
    /(?:^|\/)\.\.?(?:\/|$)/.test(place.prefix)
  )
    throw stateRefused(
      `${location} has a prefix with characters that are not safe in keys.`,
      "Use letters, digits, and ! - _ . ' ( ) between slashes.",
    );
  if (/^sst-(?:state|asset)-/.test(place.bucket))
    throw stateRefused(
      `${place.bucket} is a bucket of SST's own.`,
      'Keep the state in another bucket.',
    );
  return place;
}

export function stateRefused(message: string, hint: string): UserError {
  return new UserError('STATE_REFUSED', message, { hint });
}
