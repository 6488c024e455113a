import { Refusal, type WireResponse } from '../wire.ts';
import { childOf, childrenOf, elements, parseXml, textOf, wrap } from '../xml.ts';
import type { BucketData } from '../account-s3.ts';
import type { Bucket } from './buckets.ts';
import { bucketApi, settingWrite, type Api } from './call.ts';
import { emptyReply, xmlReply } from './reply.ts';
import { canonicalUser } from './rows.ts';

/** CloudFront's account for standard logs, as AWS documents it. */
const logDelivery = {
  ID: 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0',
  DisplayName: 'awslogsdelivery',
};
const logDeliveryGroup = 'http://acs.amazonaws.com/groups/s3/LogDelivery';
const xsi = 'http://www.w3.org/2001/XMLSchema-instance';

/** Reads of a bucket's configuration, by the sub-resource that the query names. */
export const configurationReads: Readonly<Record<string, Api>> = {
  // Empty for us-east-1.
  location: bucketApi('GetBucketLocation', 's3:GetBucketLocation', ({ region }) =>
    xmlReply('LocationConstraint', region === 'us-east-1' ? '' : region),
  ),
  tagging: bucketApi('GetBucketTagging', 's3:GetBucketTagging', getTagging),
  versioning: bucketApi('GetBucketVersioning', 's3:GetBucketVersioning', ({ settings }) =>
    xmlReply(
      'VersioningConfiguration',
      elements({
        Status: settings.versioning,
        MfaDelete: settings.mfaDelete === undefined ? undefined : enabled(settings.mfaDelete),
      }),
    ),
  ),
  'object-lock': bucketApi(
    'GetObjectLockConfiguration',
    's3:GetBucketObjectLockConfiguration',
    ({ settings }) => {
      if (settings.objectLock) {
        return xmlReply('ObjectLockConfiguration', elements({ ObjectLockEnabled: 'Enabled' }));
      }
      throw missing(
        'ObjectLockConfigurationNotFoundError',
        'Object Lock configuration does not exist for this bucket',
      );
    },
  ),
  acl: bucketApi('GetBucketAcl', 's3:GetBucketAcl', ({ settings }, { environment }) =>
    acl(canonicalUser(environment.account), settings.logDelivery ?? false),
  ),
  // Since January 2023 every bucket is encrypted.
  encryption: bucketApi('GetBucketEncryption', 's3:GetEncryptionConfiguration', ({ settings }) =>
    xmlReply(
      'ServerSideEncryptionConfiguration',
      elements({
        Rule: {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: settings.encryption ?? 'AES256' },
          BucketKeyEnabled: settings.encryption === 'aws:kms',
        },
      }),
    ),
  ),
  policy: bucketApi('GetBucketPolicy', 's3:GetBucketPolicy', ({ settings: { policy: body } }) => {
    if (body !== undefined) {
      return { status: 200, headers: { 'content-type': 'application/json' }, body };
    }
    throw missing('NoSuchBucketPolicy', 'The bucket policy does not exist');
  }),
  lifecycle: bucketApi(
    'GetBucketLifecycleConfiguration',
    's3:GetLifecycleConfiguration',
    getLifecycle,
  ),
  logging: bucketApi('GetBucketLogging', 's3:GetBucketLogging', ({ settings: { logging } }) =>
    xmlReply(
      'BucketLoggingStatus',
      elements({
        LoggingEnabled: logging && {
          TargetBucket: logging.bucket,
          TargetPrefix: logging.prefix ?? '',
        },
      }),
    ),
  ),
  // Log delivery writes through the ACL, so it needs ACLs enabled; new buckets have them disabled.
  ownershipControls: bucketApi(
    'GetBucketOwnershipControls',
    's3:GetBucketOwnershipControls',
    ({ settings }) => {
      const ObjectOwnership = settings.logDelivery ? 'BucketOwnerPreferred' : 'BucketOwnerEnforced';
      return xmlReply('OwnershipControls', elements({ Rule: { ObjectOwnership } }));
    },
  ),
  // Since April 2023 new buckets block all public access.
  publicAccessBlock: bucketApi('GetPublicAccessBlock', 's3:GetBucketPublicAccessBlock', () =>
    xmlReply(
      'PublicAccessBlockConfiguration',
      elements({
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      }),
    ),
  ),
  cors: bucketApi('GetBucketCors', 's3:GetBucketCORS', () => {
    throw missing('NoSuchCORSConfiguration', 'The CORS configuration does not exist');
  }),
  website: bucketApi('GetBucketWebsite', 's3:GetBucketWebsite', () => {
    throw missing(
      'NoSuchWebsiteConfiguration',
      'The specified bucket does not have a website configuration',
    );
  }),
  replication: bucketApi('GetBucketReplication', 's3:GetReplicationConfiguration', () => {
    throw missing(
      'ReplicationConfigurationNotFoundError',
      'The replication configuration was not found',
    );
  }),
  accelerate: bucketApi('GetBucketAccelerateConfiguration', 's3:GetAccelerateConfiguration', () =>
    xmlReply('AccelerateConfiguration', ''),
  ),
  requestPayment: bucketApi('GetBucketRequestPayment', 's3:GetBucketRequestPayment', () =>
    xmlReply('RequestPaymentConfiguration', elements({ Payer: 'BucketOwner' })),
  ),
  inventory: noneListed('BucketInventoryConfigurations', 'InventoryConfiguration'),
  analytics: noneListed('BucketAnalyticsConfigurations', 'AnalyticsConfiguration'),
  metrics: noneListed('BucketMetricsConfigurations', 'MetricsConfiguration'),
  'intelligent-tiering': noneListed(
    'BucketIntelligentTieringConfigurations',
    'IntelligentTieringConfiguration',
  ),
  metadataConfiguration: bucketApi(
    'GetBucketMetadataConfiguration',
    's3:GetBucketMetadataTableConfiguration',
    () => {
      throw missing('MetadataConfigurationNotFound', 'The metadata configuration does not exist');
    },
  ),
  abac: bucketApi('GetBucketAbac', 's3:GetBucketAbac', () =>
    xmlReply('AbacStatus', elements({ Status: 'Disabled' })),
  ),
  notification: bucketApi('GetBucketNotificationConfiguration', 's3:GetBucketNotification', () =>
    xmlReply('NotificationConfiguration', ''),
  ),
};

export const configurationWrites: Readonly<Record<string, Api>> = {
  tagging: settingWrite('PutBucketTagging', 's3:PutBucketTagging', (bucket, { request }) => {
    const set = childOf(childOf(parsed(request.body), 'Tagging'), 'TagSet');
    bucket.settings.tags = Object.fromEntries(
      childrenOf(set, 'Tag').map((tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? '']),
    );
    return emptyReply(204);
  }),
  versioning: settingWrite('PutBucketVersioning', 's3:PutBucketVersioning', putVersioning),
};

/** What a bucket may have many of, by an id: a list of them all. */
function noneListed(name: string, what: string): Api {
  return bucketApi(`List${name}`, `s3:Get${what}`, () =>
    xmlReply(
      `List${what.replace('Configuration', 'Configurations')}Result`,
      elements({ IsTruncated: false }),
    ),
  );
}

function getTagging({ settings }: Bucket): WireResponse {
  const tags = Object.entries(settings.tags ?? {});
  if (tags.length === 0) throw missing('NoSuchTagSet', 'The TagSet does not exist');
  const TagSet = { Tag: tags.map(([Key, Value]) => ({ Key, Value })) };
  return xmlReply('Tagging', elements({ TagSet }));
}

function getLifecycle({ settings }: Bucket): WireResponse {
  const count = settings.lifecycleRules ?? 0;
  if (count === 0) {
    throw missing('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist');
  }
  const Rule = Array.from({ length: count }, (_, index) => ({
    ID: `rule-${index + 1}`,
    Filter: { Prefix: '' },
    Status: 'Enabled',
    Expiration: { Days: 30 },
  }));
  return xmlReply('LifecycleConfiguration', elements({ Rule }));
}

/** A bucket with Object Lock cannot stop keeping versions, and MFA delete guards the setting too. */
function putVersioning(
  { settings }: Bucket,
  { request }: { request: { body: Uint8Array; headers: Readonly<Record<string, string>> } },
): WireResponse {
  const status = textOf(childOf(parsed(request.body), 'VersioningConfiguration'), 'Status');
  if (status !== 'Enabled' && status !== 'Suspended') throw malformedXml();
  if (settings.mfaDelete && request.headers['x-amz-mfa'] === undefined) throw mfaMissing();
  if (settings.objectLock && status === 'Suspended') {
    const message =
      'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.';
    throw new Refusal(409, 'InvalidBucketState', message);
  }
  settings.versioning = status;
  return emptyReply(200);
}

function acl(
  Owner: { ID: string; DisplayName: string },
  delivery: NonNullable<BucketData['logDelivery']>,
): WireResponse {
  const grants = [
    grant('CanonicalUser', Owner, 'FULL_CONTROL'),
    ...(delivery === true || delivery === 'cloudfront'
      ? [grant('CanonicalUser', logDelivery, 'FULL_CONTROL')]
      : []),
    ...(delivery === true || delivery === 's3'
      ? [
          grant('Group', { URI: logDeliveryGroup }, 'WRITE'),
          grant('Group', { URI: logDeliveryGroup }, 'READ_ACP'),
        ]
      : []),
  ];
  const list = wrap('AccessControlList', grants.join(''));
  return xmlReply('AccessControlPolicy', elements({ Owner }) + list);
}

function grant(
  type: string,
  grantee: Readonly<Record<string, string>>,
  Permission: string,
): string {
  const attributes = { 'xmlns:xsi': xsi, 'xsi:type': type };
  return wrap('Grant', wrap('Grantee', elements(grantee), attributes) + elements({ Permission }));
}

function enabled(value: boolean): string {
  return value ? 'Enabled' : 'Disabled';
}

function missing(code: string, message: string): Refusal {
  return new Refusal(404, code, message);
}

function parsed(body: Uint8Array) {
  const document = parseXml(Buffer.from(body).toString('utf8'));
  if (!document) throw malformedXml();
  return document;
}

export function malformedXml(): Refusal {
  const message =
    'The XML you provided was not well-formed or did not validate against our published schema';
  return new Refusal(400, 'MalformedXML', message);
}

export function mfaMissing(): Refusal {
  return new Refusal(403, 'AccessDenied', 'Mfa Authentication must be used for this request');
}
