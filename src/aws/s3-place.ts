/** A part of a bucket: all keys that begin with the prefix and a slash; an empty prefix is the whole bucket. */
export interface S3Place {
  readonly bucket: string;
  readonly prefix: string;
}

const scheme = 's3://';

export function isS3Location(location: string): boolean {
  return location.startsWith(scheme);
}

/** Of `s3://bucket/prefix`; null where that names no bucket. */
export function parseS3Location(location: string): S3Place | null {
  const [bucket = '', ...rest] = location.slice(scheme.length).split('/');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) return null;
  return { bucket, prefix: rest.filter((part) => part !== '').join('/') };
}
