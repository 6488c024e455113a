import {
  DeleteBucketOwnershipControlsCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAccelerateConfigurationCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketRequestPaymentCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetBucketWebsiteCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  PutBucketAccelerateConfigurationCommand,
  PutBucketAclCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketRequestPaymentCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutBucketWebsiteCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';

/** The input that every command has. */
export interface BucketInput {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string;
}

/** One setting of a bucket: a file of its backup, and the calls that read and write it. */
interface SettingRow {
  /** IAM's action, whose name sometimes differs from S3's operation. */
  readonly permission: string;
  get(input: BucketInput): object;
  /** Takes the answer of `get`, under the names of the write. */
  put(input: BucketInput, wanted: never): object;
  /** The error codes for a setting that does not exist. */
  readonly noneCodes?: readonly string[];
  /** Removes a setting that a new bucket has by default. Absent where a new bucket has none. */
  readonly remove?: (input: BucketInput) => object;
}

export const bucketSettings = {
  acceleration: {
    permission: 'AccelerateConfiguration',
    get: (input) => new GetBucketAccelerateConfigurationCommand(input),
    put: (input, AccelerateConfiguration) =>
      new PutBucketAccelerateConfigurationCommand({ ...input, AccelerateConfiguration }),
  },
  acl: {
    permission: 'BucketAcl',
    get: (input) => new GetBucketAclCommand(input),
    put: (input, AccessControlPolicy) => new PutBucketAclCommand({ ...input, AccessControlPolicy }),
  },
  cors: {
    permission: 'BucketCORS',
    noneCodes: ['NoSuchCORSConfiguration'],
    get: (input) => new GetBucketCorsCommand(input),
    put: (input, CORSConfiguration) => new PutBucketCorsCommand({ ...input, CORSConfiguration }),
  },
  encryption: {
    permission: 'EncryptionConfiguration',
    noneCodes: ['ServerSideEncryptionConfigurationNotFoundError'],
    get: (input) => new GetBucketEncryptionCommand(input),
    put: (input, wanted: object) =>
      new PutBucketEncryptionCommand({
        ...input,
        ServerSideEncryptionConfiguration: undefined,
        ...wanted,
      }),
  },
  lifecycle: {
    permission: 'LifecycleConfiguration',
    noneCodes: ['NoSuchLifecycleConfiguration'],
    get: (input) => new GetBucketLifecycleConfigurationCommand(input),
    put: (input, { Rules, ...rest }: { readonly Rules: [] }) =>
      new PutBucketLifecycleConfigurationCommand({
        ...input,
        ...rest,
        LifecycleConfiguration: { Rules: withDates(Rules) as [] },
      }),
  },
  logging: {
    permission: 'BucketLogging',
    get: (input) => new GetBucketLoggingCommand(input),
    put: (input, BucketLoggingStatus) =>
      new PutBucketLoggingCommand({ ...input, BucketLoggingStatus }),
  },
  notification: {
    permission: 'BucketNotification',
    get: (input) => new GetBucketNotificationConfigurationCommand(input),
    put: (input, NotificationConfiguration) =>
      new PutBucketNotificationConfigurationCommand({ ...input, NotificationConfiguration }),
  },
  'object-lock': {
    permission: 'BucketObjectLockConfiguration',
    noneCodes: ['ObjectLockConfigurationNotFoundError'],
    get: (input) => new GetObjectLockConfigurationCommand(input),
    put: (input, wanted: object) => new PutObjectLockConfigurationCommand({ ...input, ...wanted }),
  },
  ownership: {
    permission: 'BucketOwnershipControls',
    noneCodes: ['OwnershipControlsNotFoundError'],
    get: (input) => new GetBucketOwnershipControlsCommand(input),
    put: (input, wanted: object) =>
      new PutBucketOwnershipControlsCommand({ ...input, OwnershipControls: undefined, ...wanted }),
    remove: (input) => new DeleteBucketOwnershipControlsCommand(input),
  },
  policy: {
    permission: 'BucketPolicy',
    noneCodes: ['NoSuchBucketPolicy'],
    get: (input) => new GetBucketPolicyCommand(input),
    put: (input, { Policy }: { readonly Policy: string }) =>
      new PutBucketPolicyCommand({ ...input, Policy }),
  },
  'public-access-block': {
    permission: 'BucketPublicAccessBlock',
    noneCodes: ['NoSuchPublicAccessBlockConfiguration'],
    get: (input) => new GetPublicAccessBlockCommand(input),
    put: (input, wanted: object) =>
      new PutPublicAccessBlockCommand({
        ...input,
        PublicAccessBlockConfiguration: undefined,
        ...wanted,
      }),
    remove: (input) => new DeletePublicAccessBlockCommand(input),
  },
  'request-payment': {
    permission: 'BucketRequestPayment',
    get: (input) => new GetBucketRequestPaymentCommand(input),
    put: (input, RequestPaymentConfiguration) =>
      new PutBucketRequestPaymentCommand({ ...input, RequestPaymentConfiguration }),
  },
  tags: {
    permission: 'BucketTagging',
    noneCodes: ['NoSuchTagSet'],
    get: (input) => new GetBucketTaggingCommand(input),
    put: (input, Tagging) => new PutBucketTaggingCommand({ ...input, Tagging }),
  },
  versioning: {
    permission: 'BucketVersioning',
    get: (input) => new GetBucketVersioningCommand(input),
    // Only the root user can set MFA delete.
    put: (input, { Status }: { readonly Status: 'Enabled' | 'Suspended' }) =>
      new PutBucketVersioningCommand({ ...input, VersioningConfiguration: { Status } }),
  },
  website: {
    permission: 'BucketWebsite',
    noneCodes: ['NoSuchWebsiteConfiguration'],
    get: (input) => new GetBucketWebsiteCommand(input),
    put: (input, WebsiteConfiguration) =>
      new PutBucketWebsiteCommand({ ...input, WebsiteConfiguration }),
  },
} as const satisfies Readonly<Record<string, SettingRow>>;

export type BucketSetting = keyof typeof bucketSettings;

/** Times are strings in the backup. */
function withDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [
      member,
      member === 'Date' && typeof inner === 'string' ? new Date(inner) : withDates(inner),
    ]),
  );
}
