import type { MultiRegionAccessPointData } from '../account-s3.ts';
import type { Environment } from '../service.ts';
import { Refusal, type Strikes, type WireRequest, type WireResponse } from '../wire.ts';
import { wholeSeconds, type Bucket, type Buckets } from './buckets.ts';
import type { Pace } from './pace.ts';
import { refuseDenied } from './policy.ts';

/** One S3 request on its way: what it names and what it may touch. */
export interface Call {
  readonly environment: Environment;
  readonly buckets: Buckets;
  /** Multi-Region Access Points. */
  readonly points: readonly MultiRegionAccessPointData[];
  readonly request: WireRequest;
  /** The region that it was signed for. */
  readonly region: string;
  readonly bucketName: string;
  /** Empty for a call that names no object. */
  readonly key: string;
  /** The IAM action that the call needs. */
  readonly action: string;
  readonly pace: Pace;
  readonly strikes: Strikes;
}

/** How one API operation is known and answered. */
export interface Api {
  readonly name: string;
  readonly action: string;
  readonly writes?: true;
  answer(call: Call): WireResponse;
}

/** An operation inside a bucket, once it is clear that the caller may ask. */
export function bucketApi(
  name: string,
  action: string,
  answer: (bucket: Bucket, call: Call) => WireResponse,
): Api {
  return {
    name,
    action,
    answer(call) {
      const bucket = locate(call);
      refuseDenied(bucket.denials, call.action, arnOf(call.bucketName, call.key));
      return answer(bucket, call);
    },
  };
}

/** A setting of a bucket that is written: the lists of all regions but us-east-1 show that time. */
export function settingWrite(
  name: string,
  action: string,
  answer: (bucket: Bucket, call: Call) => WireResponse,
): Api {
  return bucketWrite(name, action, (bucket, call) => {
    const reply = answer(bucket, call);
    bucket.changedAt = wholeSeconds(call.environment.clock.now());
    return reply;
  });
}

export function bucketWrite(
  name: string,
  action: string,
  answer: (bucket: Bucket, call: Call) => WireResponse,
): Api {
  return { ...bucketApi(name, action, answer), writes: true };
}

export function arnOf(bucket: string, key = ''): string {
  return `arn:aws:s3:::${bucket}${key === '' ? '' : `/${key}`}`;
}

/** Finds the bucket, or refuses: it is gone, elsewhere, or somebody else's. */
export function locate({
  buckets,
  bucketName,
  request,
  region,
  action,
  environment,
}: Call): Bucket {
  const bucket = buckets.get(bucketName);
  if (!bucket) throw new Refusal(404, 'NoSuchBucket', 'The specified bucket does not exist');
  // us-east-1 alone answers GetBucketLocation for every region.
  const answersHere =
    region === bucket.region || (action === 's3:GetBucketLocation' && region === 'us-east-1');
  if (!answersHere) throw redirect(bucket.region);
  const owner = bucket.settings.owner ?? environment.account;
  const expected = request.headers['x-amz-expected-bucket-owner'];
  const isOpen = owner === environment.account || bucket.settings.opensToOthers === true;
  if (!isOpen || (expected !== undefined && expected !== owner)) {
    throw new Refusal(403, 'AccessDenied', 'Access Denied');
  }
  return bucket;
}

function redirect(region: string): Refusal {
  const message =
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.';
  return new Refusal(301, 'PermanentRedirect', message, { 'x-amz-bucket-region': region });
}
