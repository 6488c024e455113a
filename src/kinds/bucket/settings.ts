import {
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetBucketWebsiteCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';

import type { Resource } from '../../model/resource.ts';
import { backupPart, jsonText } from '../backup-parts.ts';
import type { BackupPart, KindContext } from '../kind-module.ts';

/** IAM calls some of them otherwise than S3's API does. */
export const settingsPermissions = [
  's3:GetBucketAcl',
  's3:GetBucketCORS',
  's3:GetBucketLogging',
  's3:GetBucketNotification',
  's3:GetBucketOwnershipControls',
  's3:GetBucketPolicy',
  's3:GetBucketPublicAccessBlock',
  's3:GetBucketTagging',
  's3:GetBucketVersioning',
  's3:GetBucketWebsite',
  's3:GetEncryptionConfiguration',
  's3:GetLifecycleConfiguration',
] as const;

/** A bucket's settings, each a part of its own: S3 answers "no such configuration" where there is none. */
export async function backupSettings(
  resource: Resource,
  context: KindContext,
): Promise<readonly BackupPart[]> {
  const s3 = context.session.clients.s3(resource.region);
  const input = { Bucket: resource.id, ExpectedBucketOwner: context.session.account };
  const options = { abortSignal: context.signal };
  const reads: Readonly<Record<string, () => Promise<object>>> = {
    acl: () => s3.send(new GetBucketAclCommand(input), options),
    cors: () => s3.send(new GetBucketCorsCommand(input), options),
    encryption: () => s3.send(new GetBucketEncryptionCommand(input), options),
    lifecycle: () => s3.send(new GetBucketLifecycleConfigurationCommand(input), options),
    logging: () => s3.send(new GetBucketLoggingCommand(input), options),
    notification: () => s3.send(new GetBucketNotificationConfigurationCommand(input), options),
    ownership: () => s3.send(new GetBucketOwnershipControlsCommand(input), options),
    policy: () => s3.send(new GetBucketPolicyCommand(input), options),
    'public-access-block': () => s3.send(new GetPublicAccessBlockCommand(input), options),
    tags: () => s3.send(new GetBucketTaggingCommand(input), options),
    versioning: () => s3.send(new GetBucketVersioningCommand(input), options),
    website: () => s3.send(new GetBucketWebsiteCommand(input), options),
  };
  return Promise.all(
    Object.entries(reads).map(([name, read]) =>
      backupPart(`${name}.json`, async () => jsonText(withoutMetadata(await read())), context),
    ),
  );
}

function withoutMetadata(answer: object): object {
  return Object.fromEntries(Object.entries(answer).filter(([member]) => member !== '$metadata'));
}
