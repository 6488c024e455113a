import {
  DeleteBucketOwnershipControlsCommand,
  DeletePublicAccessBlockCommand,
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
import type { BucketLifecycleConfiguration } from '@aws-sdk/client-s3';

import type { CallContext } from '../../../aws/call-context.ts';
import { configurationHash } from '../../resource-shape.ts';
import { readSetting, settingReads } from './settings.ts';
import type { BucketSetting } from './settings.ts';
import type { BucketPlace } from '../versions.ts';

/** IAM calls some of them otherwise than S3's API does. */
export const settingWritePermissions = [
  's3:PutAccelerateConfiguration',
  's3:PutBucketAcl',
  's3:PutBucketCORS',
  's3:PutBucketLogging',
  's3:PutBucketNotification',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketRequestPayment',
  's3:PutBucketTagging',
  's3:PutBucketVersioning',
  's3:PutBucketWebsite',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
] as const;

/** Writes one setting as it was read, if the bucket has another one; null: there was none. */
export async function bringSetting(
  setting: BucketSetting,
  wanted: object | null,
  { place, context }: { readonly place: BucketPlace; readonly context: CallContext },
): Promise<void> {
  const now = await readSetting(settingReads(place, context)[setting]);
  if (configurationHash(comparable(now)) === configurationHash(comparable(wanted))) return;
  const writes = settingWrites(place, context);
  const write = wanted === null ? writes.none[setting] : writes.some[setting];
  // What a new bucket never has cannot be in the way.
  await write?.(wanted ?? {});
}

/** A policy is text, whose members may stand in any order, and an empty member may mean something. */
function comparable(setting: object | null): unknown {
  if (setting === null) return null;
  if ('Policy' in setting && typeof setting.Policy === 'string') return JSON.parse(setting.Policy);
  return 'EventBridgeConfiguration' in setting
    ? { ...setting, EventBridgeConfiguration: 'on' }
    : setting;
}

type Write = (wanted: object) => Promise<unknown>;

/** The answer of a read is, with other names around it, what its write takes. */
function settingWrites(
  { name, region }: BucketPlace,
  { session, signal }: CallContext,
): {
  readonly some: Readonly<Record<BucketSetting, Write>>;
  readonly none: Partial<Record<BucketSetting, Write>>;
} {
  const s3 = session.clients.s3(region);
  const input = { Bucket: name, ExpectedBucketOwner: session.account };
  const options = { abortSignal: signal };
  return {
    some: {
      acceleration: (wanted) =>
        s3.send(
          new PutBucketAccelerateConfigurationCommand({
            ...input,
            AccelerateConfiguration: as(wanted),
          }),
          options,
        ),
      acl: (AccessControlPolicy) =>
        s3.send(new PutBucketAclCommand({ ...input, AccessControlPolicy }), options),
      cors: (wanted) =>
        s3.send(new PutBucketCorsCommand({ ...input, CORSConfiguration: as(wanted) }), options),
      encryption: (wanted) =>
        s3.send(new PutBucketEncryptionCommand({ ...input, ...as(wanted) }), options),
      lifecycle: (wanted) => {
        const { Rules, ...rest } = as<BucketLifecycleConfiguration>(withDates(wanted));
        const LifecycleConfiguration = { Rules };
        return s3.send(
          new PutBucketLifecycleConfigurationCommand({ ...input, ...rest, LifecycleConfiguration }),
          options,
        );
      },
      logging: (BucketLoggingStatus) =>
        s3.send(new PutBucketLoggingCommand({ ...input, BucketLoggingStatus }), options),
      notification: (NotificationConfiguration) =>
        s3.send(
          new PutBucketNotificationConfigurationCommand({ ...input, NotificationConfiguration }),
          options,
        ),
      'object-lock': (wanted) =>
        s3.send(new PutObjectLockConfigurationCommand({ ...input, ...as(wanted) }), options),
      ownership: (wanted) =>
        s3.send(new PutBucketOwnershipControlsCommand({ ...input, ...as(wanted) }), options),
      policy: (wanted) =>
        s3.send(
          new PutBucketPolicyCommand({ ...input, ...as<{ Policy: string }>(wanted) }),
          options,
        ),
      'public-access-block': (wanted) =>
        s3.send(new PutPublicAccessBlockCommand({ ...input, ...as(wanted) }), options),
      'request-payment': (wanted) =>
        s3.send(
          new PutBucketRequestPaymentCommand({
            ...input,
            RequestPaymentConfiguration: as(wanted),
          }),
          options,
        ),
      tags: (wanted) =>
        s3.send(new PutBucketTaggingCommand({ ...input, Tagging: as(wanted) }), options),
      versioning: (wanted) => {
        const { Status } = as<{ Status: 'Enabled' | 'Suspended' }>(wanted);
        const VersioningConfiguration = { Status };
        return s3.send(
          new PutBucketVersioningCommand({ ...input, VersioningConfiguration }),
          options,
        );
      },
      website: (WebsiteConfiguration) =>
        s3.send(new PutBucketWebsiteCommand({ ...input, WebsiteConfiguration }), options),
    },
    // A new bucket has these by itself.
    none: {
      ownership: () => s3.send(new DeleteBucketOwnershipControlsCommand(input), options),
      'public-access-block': () => s3.send(new DeletePublicAccessBlockCommand(input), options),
    },
  };
}

/** The backup holds what S3's own read answered, so its shape is the one that the write takes. */
function as<T>(wanted: unknown): T {
  return wanted as T;
}

/** Times are text in the backup. */
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
