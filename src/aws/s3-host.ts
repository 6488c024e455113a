/** The place in S3 that a host name stands for. */
export type S3Host =
  | { readonly type: 'bucket'; readonly bucket: string }
  /** S3, but the host does not tell the bucket: access points, path-style hosts without a path. */
  | { readonly type: 'unknown-s3' }
  | { readonly type: 'other' };

const partitionSuffix = String.raw`\.(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu)`;
const region = '[a-z]{2,5}(?:-[a-z]+)+-[0-9]+';

/** Service labels, right of the bucket: with `.REGION`, with `-REGION`, or without one. */
const serviceLabels = [
  's3',
  String.raw`s3(?:-fips)?(?:\.dualstack)?\.${region}`,
  `s3-${region}`,
  's3-external-1',
  String.raw`s3-accelerate(?:\.dualstack)?`,
  String.raw`s3-website[.-]${region}`,
].join('|');

// Bucket names may contain dots, and labels that look like services: the service is sought from the right.
const bucketHost = new RegExp(`^(.+)\\.(?:${serviceLabels})${partitionSuffix}$`);
const serviceHost = new RegExp(`^(?:${serviceLabels})${partitionSuffix}$`);
const accessPoint = new RegExp(
  String.raw`(?:^|[.-])(?:s3alias|s3olap|ext-s3alias)(?:\.|$)|\.s3-(?:accesspoint|object-lambda|outposts)[.-]|accesspoint\.s3-global`,
);
const anyS3 = new RegExp(
  `(?:^|\\.)s3(?:express)?[.-].*${partitionSuffix}$|(?:^|\\.)s3${partitionSuffix}$`,
);

/**
 * The bucket that an origin's host and path name. All of S3's forms: global, regional, dual-stack,
 * FIPS, accelerated, the two forms of website endpoints, the older dashes, path style. An access
 * point's label is no bucket (Object Lambda's and multi-region ones neither).
 */
export function parseS3Host(host: string, path = ''): S3Host {
  const name = host.trim().toLowerCase().replace(/\.$/, '');
  if (accessPoint.test(name) && anyAwsHost.test(name)) return { type: 'unknown-s3' };
  if (serviceHost.test(name)) return bucketOfPath(path);
  const bucket = bucketHost.exec(name)?.[1];
  if (bucket !== undefined) return { type: 'bucket', bucket };
  return anyS3.test(name) ? { type: 'unknown-s3' } : { type: 'other' };
}

const anyAwsHost = new RegExp(`${partitionSuffix}$`);

function bucketOfPath(path: string): S3Host {
  const bucket = /^\/?([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/|$)/i.exec(path)?.[1];
  return bucket === undefined ? { type: 'unknown-s3' } : { type: 'bucket', bucket };
}
