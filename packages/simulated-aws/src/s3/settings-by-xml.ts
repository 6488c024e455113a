import { Refusal, type WireResponse } from '../wire.ts';
import { childOf, elements, parseXml, textOf } from '../xml.ts';
import type { Bucket } from './buckets.ts';
import { settingWrite, type Api, type Call } from './call.ts';
import { malformedXml } from './configuration.ts';
import { emptyReply } from './reply.ts';

/** Settings that are kept as they were sent: sub-resource, root element, API's and permission's name. */
const kept = [
  [
    'accelerate',
    'AccelerateConfiguration',
    'BucketAccelerateConfiguration',
    'AccelerateConfiguration',
  ],
  ['acl', 'AccessControlPolicy', 'BucketAcl', 'BucketAcl'],
  ['cors', 'CORSConfiguration', 'BucketCors', 'BucketCORS'],
  [
    'encryption',
    'ServerSideEncryptionConfiguration',
    'BucketEncryption',
    'EncryptionConfiguration',
  ],
  ['lifecycle', 'LifecycleConfiguration', 'BucketLifecycleConfiguration', 'LifecycleConfiguration'],
  [
    'notification',
    'NotificationConfiguration',
    'BucketNotificationConfiguration',
    'BucketNotification',
  ],
  [
    'object-lock',
    'ObjectLockConfiguration',
    'ObjectLockConfiguration',
    'BucketObjectLockConfiguration',
  ],
  ['ownershipControls', 'OwnershipControls', 'BucketOwnershipControls', 'BucketOwnershipControls'],
  [
    'publicAccessBlock',
    'PublicAccessBlockConfiguration',
    'PublicAccessBlock',
    'BucketPublicAccessBlock',
  ],
  ['requestPayment', 'RequestPaymentConfiguration', 'BucketRequestPayment', 'BucketRequestPayment'],
  ['website', 'WebsiteConfiguration', 'BucketWebsite', 'BucketWebsite'],
] as const;

export const settingPuts: Readonly<Record<string, Api>> = {
  ...Object.fromEntries(
    kept.map(([name, root, api, action]) => [
      name,
      settingWrite(`Put${api}`, `s3:Put${action}`, (bucket, call) => {
        const text = Buffer.from(call.request.body).toString('utf8');
        if (childOf(parseXml(text), root) === undefined) throw malformedXml();
        if (name === 'acl' && ownershipOf(bucket) === 'BucketOwnerEnforced') throw noAcls();
        bucket.settings.configuration = { ...bucket.settings.configuration, [name]: text };
        return emptyReply(200);
      }),
    ]),
  ),
  logging: settingWrite('PutBucketLogging', 's3:PutBucketLogging', putLogging),
  policy: settingWrite('PutBucketPolicy', 's3:PutBucketPolicy', putPolicy),
};

/** These are turned off by a PUT. */
const undeletable: ReadonlySet<string> = new Set([
  'accelerate',
  'acl',
  'notification',
  'object-lock',
  'requestPayment',
]);

export const settingDeletes: Readonly<Record<string, Api>> = {
  ...Object.fromEntries(
    kept
      .filter(([name]) => !undeletable.has(name))
      .map(([name, , api, action]) => [
        name,
        settingWrite(
          name === 'lifecycle' ? 'DeleteBucketLifecycle' : `Delete${api}`,
          `s3:Put${action}`,
          (bucket) => {
            bucket.settings.configuration = { ...bucket.settings.configuration, [name]: null };
            return emptyReply(204);
          },
        ),
      ]),
  ),
  policy: settingWrite('DeleteBucketPolicy', 's3:DeleteBucketPolicy', (bucket) => {
    delete bucket.settings.policy;
    return emptyReply(204);
  }),
};

/** The reads of settings that were written: as they were sent, or none where they were taken away. */
export function writtenReads(defaults: Readonly<Record<string, Api>>): Record<string, Api> {
  return Object.fromEntries(
    Object.entries(defaults).map(([name, api]) => [
      name,
      {
        ...api,
        answer(call: Call): WireResponse {
          const settings = call.buckets.get(call.bucketName)?.settings;
          const written = settings?.configuration?.[name];
          // Asks first, so that a stranger or another region is refused as ever.
          const usual = written === undefined ? null : orNone(() => api.answer(call));
          if (written === undefined) return api.answer(call);
          if (written === null) throw none(name);
          const headers = { 'content-type': 'application/xml', ...usual?.headers };
          return { status: 200, headers, body: written };
        },
      },
    ]),
  );
}

/** A missing setting is the only refusal that a written one does away with. */
function orNone(answer: () => WireResponse): WireResponse | null {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Refusal && error.error.status === 404) return null;
    throw error;
  }
}

const noneCodes: Readonly<Record<string, string>> = {
  cors: 'NoSuchCORSConfiguration',
  encryption: 'ServerSideEncryptionConfigurationNotFoundError',
  lifecycle: 'NoSuchLifecycleConfiguration',
  ownershipControls: 'OwnershipControlsNotFoundError',
  publicAccessBlock: 'NoSuchPublicAccessBlockConfiguration',
  website: 'NoSuchWebsiteConfiguration',
};

function none(name: string): Refusal {
  return new Refusal(404, noneCodes[name] ?? 'NoSuchConfiguration', 'There is no such setting.');
}

function noAcls(): Refusal {
  return new Refusal(400, 'AccessControlListNotSupported', 'The bucket does not allow ACLs');
}

function ownershipOf({ settings }: Bucket): string {
  const written = settings.configuration?.['ownershipControls'];
  if (written === null) return 'ObjectWriter';
  if (written !== undefined)
    return /<ObjectOwnership>(\w+)</.exec(written)?.[1] ?? 'BucketOwnerEnforced';
  return settings.logDelivery ? 'BucketOwnerPreferred' : 'BucketOwnerEnforced';
}

function putLogging(bucket: Bucket, { request, buckets }: Call): WireResponse {
  const document = parseXml(Buffer.from(request.body).toString('utf8'));
  const target = childOf(childOf(document, 'BucketLoggingStatus'), 'LoggingEnabled');
  const name = textOf(target, 'TargetBucket');
  if (name === undefined) delete bucket.settings.logging;
  else if (!buckets.has(name)) {
    throw new Refusal(400, 'InvalidTargetBucketForLogging', 'The target bucket does not exist.');
  } else {
    bucket.settings.logging = { bucket: name, prefix: textOf(target, 'TargetPrefix') ?? '' };
  }
  return emptyReply(200);
}

/** A policy for everybody is refused while the bucket blocks public policies, as new buckets do. */
function putPolicy(bucket: Bucket, { request }: Call): WireResponse {
  const text = Buffer.from(request.body).toString('utf8');
  const statements = statementsOf(text);
  const block = bucket.settings.configuration?.['publicAccessBlock'];
  const blocks = block === undefined || Boolean(block?.includes('<BlockPublicPolicy>true<'));
  const isPublic = statements.some(
    ({ Effect, Principal, Condition }) =>
      Effect === 'Allow' &&
      Condition === undefined &&
      (Principal === '*' || JSON.stringify(Principal) === '{"AWS":"*"}'),
  );
  if (blocks && isPublic) throw new Refusal(403, 'AccessDenied', 'Access Denied');
  bucket.settings.policy = text;
  return emptyReply(204);
}

function statementsOf(text: string): readonly Readonly<Record<string, unknown>>[] {
  try {
    const { Statement: given } = JSON.parse(text) as { Statement: unknown };
    return [given].flat() as readonly Readonly<Record<string, unknown>>[];
  } catch {
    throw new Refusal(400, 'MalformedPolicy', 'Policies must be valid JSON');
  }
}

/** GetObjectTagging's and PutObject's tags: `a=1&b=2`. */
export function tagsXml(header: string): string {
  const Tag = [...new URLSearchParams(header)].map(([Key, Value]) => ({ Key, Value }));
  return elements({ TagSet: { Tag } });
}
