import {
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
  ListObjectVersionsCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';

import { classifyFailure } from '../../../aws/failures.ts';
import type { Resource } from '../../../model/resource.ts';
import { backupPart, jsonText } from '../../backup-parts.ts';
import type { CallContext } from '../../../aws/call-context.ts';
import type { BackupPart } from '../../kind-module.ts';
import { backupKept, keptPermissions, type Options } from './backup-only-settings.ts';
import type { BucketPlace } from '../versions.ts';

/** IAM calls some of them otherwise than S3's API does. */
export const settingsPermissions = [
  's3:GetAccelerateConfiguration',
  's3:GetBucketAcl',
  's3:GetBucketCORS',
  's3:GetBucketLogging',
  's3:GetBucketNotification',
  's3:GetBucketObjectLockConfiguration',
  's3:GetBucketOwnershipControls',
  's3:GetBucketPolicy',
  's3:GetBucketPublicAccessBlock',
  's3:GetBucketRequestPayment',
  's3:GetBucketTagging',
  's3:GetBucketVersioning',
  's3:GetBucketWebsite',
  's3:GetEncryptionConfiguration',
  's3:GetLifecycleConfiguration',
  's3:ListBucketVersions',
  ...keptPermissions,
] as const;

export type BucketSetting =
  | 'acceleration'
  | 'acl'
  | 'cors'
  | 'encryption'
  | 'lifecycle'
  | 'logging'
  | 'notification'
  | 'object-lock'
  | 'ownership'
  | 'policy'
  | 'public-access-block'
  | 'request-payment'
  | 'tags'
  | 'versioning'
  | 'website';

/** One read per setting, without what the SDK says of the answer itself. */
export function settingReads(
  { name, region }: BucketPlace,
  { session, signal }: CallContext,
): Readonly<Record<BucketSetting, () => Promise<object>>> {
  const s3 = session.clients.s3(region);
  const input = { Bucket: name, ExpectedBucketOwner: session.account };
  const options = { abortSignal: signal };
  return {
    acceleration: () => readAcceleration(s3, input, options),
    acl: () => s3.send(new GetBucketAclCommand(input), options).then(withoutMetadata),
    cors: () => s3.send(new GetBucketCorsCommand(input), options).then(withoutMetadata),
    encryption: () => s3.send(new GetBucketEncryptionCommand(input), options).then(withoutMetadata),
    lifecycle: () =>
      s3.send(new GetBucketLifecycleConfigurationCommand(input), options).then(withoutMetadata),
    logging: () => s3.send(new GetBucketLoggingCommand(input), options).then(withoutMetadata),
    notification: () =>
      s3.send(new GetBucketNotificationConfigurationCommand(input), options).then(withoutMetadata),
    'object-lock': () =>
      s3.send(new GetObjectLockConfigurationCommand(input), options).then(withoutMetadata),
    ownership: () =>
      s3.send(new GetBucketOwnershipControlsCommand(input), options).then(withoutMetadata),
    policy: () => s3.send(new GetBucketPolicyCommand(input), options).then(withoutMetadata),
    'public-access-block': () =>
      s3.send(new GetPublicAccessBlockCommand(input), options).then(withoutMetadata),
    'request-payment': () =>
      s3.send(new GetBucketRequestPaymentCommand(input), options).then(withoutMetadata),
    tags: () => s3.send(new GetBucketTaggingCommand(input), options).then(withoutMetadata),
    versioning: () => s3.send(new GetBucketVersioningCommand(input), options).then(withoutMetadata),
    website: () => s3.send(new GetBucketWebsiteCommand(input), options).then(withoutMetadata),
  };
}

/** Regions without acceleration answer a bucket there as if nobody could ask (aws provider of Terraform, bucket.go). */
async function readAcceleration(
  s3: S3Client,
  input: { readonly Bucket: string; readonly ExpectedBucketOwner: string },
  options: Options,
): Promise<object> {
  try {
    return withoutMetadata(
      await s3.send(new GetBucketAccelerateConfigurationCommand(input), options),
    );
  } catch (error) {
    const { code } = classifyFailure(error);
    if (code === 'MethodNotAllowed' || code === 'UnsupportedArgument') return {};
    throw error;
  }
}

/** With which S3 says that there is no such setting: no part of a backup is missing then. */
const noneCodes: ReadonlySet<string> = new Set([
  'NoSuchBucketPolicy',
  'NoSuchCORSConfiguration',
  'NoSuchLifecycleConfiguration',
  'NoSuchPublicAccessBlockConfiguration',
  'NoSuchTagSet',
  'NoSuchWebsiteConfiguration',
  'ObjectLockConfigurationNotFoundError',
  'OwnershipControlsNotFoundError',
  'ServerSideEncryptionConfigurationNotFoundError',
]);

/** Null: there is none. */
export async function readSetting(read: () => Promise<object>): Promise<object | null> {
  try {
    return await read();
  } catch (error) {
    if (noneCodes.has(classifyFailure(error).code)) return null;
    throw error;
  }
}

/** A bucket's settings, each a part of its own, `null` where there is none; and whether it is empty. */
export async function backupSettings(
  resource: Resource,
  context: CallContext,
): Promise<readonly BackupPart[]> {
  const place = { name: resource.id, region: resource.region };
  const contents = async () => jsonText({ empty: await isEmpty(place, context) });
  return Promise.all([
    ...Object.entries(settingReads(place, context)).map(([name, read]) =>
      backupPart(`${name}.json`, async () => jsonText(await readSetting(read)), context),
    ),
    ...backupKept(place, context),
    backupPart('contents.json', contents, context),
  ]);
}

/** Not a single version of an object. */
export async function isEmpty(
  { name, region }: BucketPlace,
  { session, signal }: CallContext,
): Promise<boolean> {
  const { Versions, DeleteMarkers } = await session.clients.s3(region).send(
    new ListObjectVersionsCommand({
      Bucket: name,
      MaxKeys: 1,
      ExpectedBucketOwner: session.account,
    }),
    { abortSignal: signal },
  );
  return (Versions ?? []).length + (DeleteMarkers ?? []).length === 0;
}

function withoutMetadata(answer: object): object {
  return Object.fromEntries(Object.entries(answer).filter(([member]) => member !== '$metadata'));
}
