import { GetBucketTaggingCommand } from '@aws-sdk/client-s3';

import { classifyFailure } from '../../aws/failures.ts';
import { touchesAll } from '../../model/gap.ts';
import type { Resource, Tags } from '../../model/resource.ts';
import { listBuckets, rereadBucket } from './listing.ts';
import { backupSettings, settingsPermissions } from './settings/settings.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { KindModule } from '../kind-module.ts';
import { deleteBucket } from './deletion.ts';
import { emptyBucket } from './emptying/emptying.ts';
import { restoreBucket } from './restoring/restoring.ts';

export const s3Bucket: KindModule = {
  facts: {
    kind: 's3-bucket',
    label: 'S3 bucket',
    plural: 'S3 buckets',
    guarded: false,
    holdsData: true,
    global: false,
    regional: false,
    useIsSeenBy: null,
    serves: false,
    tagged: true,
    idsAreUnique: true,
    pulumiTypes: ['aws:s3/bucket:Bucket', 'aws:s3/bucketV2:BucketV2'],
    cloudFormationTypes: ['AWS::S3::Bucket', 'Custom::SSTEdgeLambdaBucket'],
    follows: null,
    nameLimit: 63,
    lowerCaseNames: true,
    steps: ['empty', 'delete'],
    estimateSeconds: { empty: 20, delete: 3 },
    ageRestsOn:
      'S3 lists when a bucket was made in us-east-1, and when its settings were last changed in other regions.',
    creationIsKnown: false,
    quota: null,
    storesCode: false,
    billedAtRest: 'object-storage',
    alreadyExistsCodes: ['BucketAlreadyExists', 'BucketAlreadyOwnedByYou'],
    consoleUrl: 'https://s3.console.aws.amazon.com/s3/buckets/{id}?region={region}',
  },
  notes: {
    found: 'tags by the tagging API; regions stand in the list',
    blockers: 'Object Lock, MFA delete, a policy, access points; data without `--delete-data`',
    restores:
      'settings and tags, but for replication, inventories, analytics, metrics, intelligent tiering, metadata tables and access by tags, which are in the backup; objects only where they were archived, and the name only while nobody else takes it',
  },
  permissions: {
    scan: [
      's3:GetBucketAcl',
      's3:GetBucketLogging',
      's3:GetBucketLocation',
      's3:GetBucketNotification',
      's3:GetBucketObjectLockConfiguration',
      's3:GetBucketPolicy',
      's3:GetBucketTagging',
      's3:GetBucketVersioning',
      's3:GetReplicationConfiguration',
      's3:ListAccessPoints',
      's3:ListAllMyBuckets',
      's3:ListBucket',
      's3:ListBucketMultipartUploads',
      's3:ListBucketVersions',
      's3:ListMultiRegionAccessPoints',
    ],
    sweep: [
      ...settingsPermissions,
      's3:AbortMultipartUpload',
      's3:DeleteBucket',
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:GetObjectLegalHold',
      's3:GetObjectRetention',
    ],
  },
  listOperation: 's3:ListAllMyBuckets',
  gapScope: () => touchesAll,
  arns: /^arn:[^:]*:s3:::[^/]+$/,
  list: listBuckets,
  reread,
  backup: backupSettings,
  restore: restoreBucket,
  steps: { empty: emptyBucket, delete: deleteBucket },
};

async function reread(resource: Resource, context: CallContext): Promise<Resource | null> {
  const fresh = await rereadBucket(resource, context);
  const tags = fresh && (await readTags(fresh, context));
  return fresh && tags && { ...fresh, tags };
}

/** Null: there is no such bucket. */
async function readTags(resource: Resource, context: CallContext): Promise<Tags | null> {
  try {
    const { TagSet: tags = [] } = await context.session.clients.s3(resource.region).send(
      new GetBucketTaggingCommand({
        Bucket: resource.id,
        ExpectedBucketOwner: context.session.account,
      }),
      { abortSignal: context.signal },
    );
    return Object.fromEntries(tags.map(({ Key: key, Value: value }) => [key ?? '', value ?? '']));
  } catch (error) {
    const { code } = classifyFailure(error);
    if (code === 'NoSuchTagSet') return {};
    if (code === 'NoSuchBucket') return null;
    throw error;
  }
}
