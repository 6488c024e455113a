import { positionOf, tokenAt } from '../paging.ts';
import { Refusal, type WireResponse } from '../wire.ts';
import { childOf, childrenOf, elements, parseXml, textOf, wrap } from '../xml.ts';
import { seedBucket, type Bucket } from './buckets.ts';
import type { Call } from './call.ts';
import { emptyReply, isoSeconds, xmlReply } from './reply.ts';
import { canonicalUser } from './rows.ts';

const filters = ['max-buckets', 'continuation-token', 'prefix', 'bucket-region'];
const mostBuckets = 10_000;

/**
 * ListBuckets: all regions' buckets by name. A row has its region only if the request has any
 * parameter, and filtering by region works only at that region's endpoint.
 */
export function listBuckets({
  buckets,
  environment,
  request,
  region,
  strikes,
}: Call): WireResponse {
  const { query } = request;
  const token = query.get('continuation-token');
  const prefix = query.get('prefix') ?? '';
  const inRegion = query.get('bucket-region');
  const asked = filters.some((name) => query.has(name));
  if (inRegion !== undefined && inRegion !== region) {
    const message = `The bucket-region ${inRegion} must be listed at its own endpoint`;
    throw new Refusal(400, 'InvalidArgument', message);
  }
  const after = token === undefined ? '' : positionOf(token, 'InvalidArgument');
  const matching = [...buckets.values()]
    .filter(({ name }) => name.startsWith(prefix) && name > after)
    .filter((bucket) => inRegion === undefined || bucket.region === inRegion)
    .filter(
      ({ settings }) => settings.owner === undefined || settings.owner === environment.account,
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const limit = Number(query.get('max-buckets') ?? mostBuckets);
  if (!(limit >= 1 && limit <= mostBuckets)) {
    throw new Refusal(400, 'InvalidArgument', 'max-buckets must be between 1 and 10000');
  }
  const isEmpty = asked && token === undefined && strikes('empty-page') !== null;
  const page = isEmpty ? [] : matching.slice(0, limit);
  const last = page.at(-1)?.name ?? after;
  const more = page.length < matching.length;
  return xmlReply(
    'ListAllMyBucketsResult',
    elements({ Owner: canonicalUser(environment.account) }) +
      wrap(
        'Buckets',
        page.map((bucket) => wrap('Bucket', elements(row(bucket, region, asked)))).join(''),
      ) +
      elements({
        Prefix: query.get('prefix'),
        ContinuationToken: more ? tokenAt(last) : undefined,
      }),
  );
}

/**
 * Only us-east-1 lists the time at which a bucket was made; other regions list that of its last change
 * (https://github.com/aws/aws-cli/issues/3597).
 */
function row({ name, region, createdAt, changedAt }: Bucket, asks: string, withRegion: boolean) {
  const BucketRegion = withRegion ? region : undefined;
  const at = asks === 'us-east-1' ? createdAt : changedAt;
  return { Name: name, CreationDate: isoSeconds(at), BucketRegion };
}

/** CreateBucket: names are unique over all accounts. us-east-1 takes a bucket twice without a word. */
export function createBucket(call: Call): WireResponse {
  const { buckets, bucketName: name, environment, request, region } = call;
  const body = Buffer.from(request.body).toString('utf8');
  const configuration = childOf(body === '' ? null : parseXml(body), 'CreateBucketConfiguration');
  const constraint = textOf(configuration, 'LocationConstraint') ?? 'us-east-1';
  if (constraint !== region) {
    const message = `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`;
    throw new Refusal(400, 'IllegalLocationConstraintException', message);
  }
  const existing = buckets.get(name);
  if (existing) return alreadyThere(existing, environment.account);
  const objectLock = request.headers['x-amz-bucket-object-lock-enabled'] === 'true';
  const tags = childrenOf(childOf(configuration, 'Tags'), 'Tag').map(
    (tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? ''] as const,
  );
  const bucket = seedBucket(
    {
      name,
      region,
      createdAt: environment.clock.now().toISOString(),
      ...(objectLock ? { objectLock, versioning: 'Enabled' } : {}),
      ...(tags.length > 0 ? { tags: Object.fromEntries(tags) } : {}),
    },
    environment,
  );
  buckets.set(name, bucket);
  return emptyReply(200, { location: `/${name}` });
}

function alreadyThere({ region, settings }: Bucket, account: string): WireResponse {
  if (settings.owner !== undefined && settings.owner !== account) {
    const message =
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.';
    throw new Refusal(409, 'BucketAlreadyExists', message);
  }
  if (region === 'us-east-1') return emptyReply(200);
  const message =
    'Your previous request to create the named bucket succeeded and you already own it.';
  throw new Refusal(409, 'BucketAlreadyOwnedByYou', message);
}

/** DeleteBucket: versions and delete markers count as content; unfinished uploads do not. */
export function deleteBucket(bucket: Bucket, { buckets, strikes }: Call): WireResponse {
  const { versions, settings } = bucket;
  if (settings.accessPoints?.length) {
    const message =
      'The bucket you tried to delete has access points attached. Delete your access points before deleting your bucket.';
    throw new Refusal(400, 'BucketHasAccessPointsAttached', message);
  }
  if (versions.count > 0) throw notEmpty(Boolean(settings.versioning));
  if (strikes('bucket-not-empty-once')) throw notEmpty(Boolean(settings.versioning));
  buckets.delete(bucket.name);
  return emptyReply(204);
}

function notEmpty(isVersioned: boolean): Refusal {
  const message = isVersioned
    ? 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.'
    : 'The bucket you tried to delete is not empty';
  return new Refusal(409, 'BucketNotEmpty', message);
}
