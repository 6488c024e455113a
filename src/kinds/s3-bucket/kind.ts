import { GetBucketTaggingCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import type { Bucket } from '@aws-sdk/client-s3';

import { classifyFailure, gapFrom } from '../../aws/failures.ts';
import { readPages, requireMember, requireRows } from '../../aws/pages.ts';
import { touchesAll } from '../../model/gap.ts';
import type { Gap } from '../../model/gap.ts';
import type { Resource, Tags } from '../../model/resource.ts';
import { readBucketRegion } from './region.ts';
import { backupSettings, settingsPermissions } from './settings/settings.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { KindModule, Listing } from '../kind-module.ts';
import { configurationHash, distinctGaps, isoTime, resourceOf } from '../resource-shape.ts';
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
      'S3 moves the creation time of a bucket when its settings are edited: the bucket may be older than it says.',
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
  list,
  reread,
  backup: backupSettings,
  restore: restoreBucket,
  steps: { empty: emptyBucket, delete: deleteBucket },
};

async function list(context: CallContext): Promise<Listing> {
  const resources: Resource[] = [];
  const thin: Bucket[] = [];
  for await (const rows of listBuckets(context, null)) {
    for (const row of rows) {
      if (row.BucketRegion) resources.push(resourceFromBucket(row, row.BucketRegion, context));
      else thin.push(row);
    }
  }
  const placed = await Promise.all(thin.map((row) => placeBucket(row, context)));
  return {
    resources: [...resources, ...placed.flatMap(({ resource }) => resource ?? [])],
    gaps: distinctGaps(placed.flatMap(({ gap }) => gap ?? [])),
  };
}

/** Without parameters S3 leaves the regions out, and refuses accounts with very many buckets. */
function listBuckets(
  context: CallContext,
  prefix: string | null,
): AsyncIterable<readonly Bucket[]> {
  return readPages(async (token) => {
    const answer = await context.session.clients.s3(context.session.region).send(
      new ListBucketsCommand({
        MaxBuckets: 1000,
        ...(prefix !== null && { Prefix: prefix }),
        ...(token !== null && { ContinuationToken: token }),
      }),
      { abortSignal: context.signal },
    );
    // The SDK turns a missing list into an empty one; S3's pages always have the owner.
    const rows = requireRows(
      answer.Owner || answer.Buckets?.length ? (answer.Buckets ?? []) : undefined,
      'buckets',
    );
    for (const row of rows) requireMember(row.Name, 'bucket name');
    return { rows, next: answer.ContinuationToken || null };
  });
}

/** A bucket of unknown region may be in one where nothing else was read: its gap touches everything. */
async function placeBucket(
  row: Bucket,
  context: CallContext,
): Promise<{ resource: Resource | null; gap: Gap | null }> {
  try {
    const region = await readBucketRegion(row.Name ?? '', context);
    return {
      resource: region === null ? null : resourceFromBucket(row, region, context),
      gap: null,
    };
  } catch (error) {
    context.signal.throwIfAborted();
    const origin = { source: 's3-bucket', operation: 's3:GetBucketLocation', region: null };
    return { resource: null, gap: gapFrom({ ...origin, error, affects: touchesAll }) };
  }
}

function resourceFromBucket(row: Bucket, region: string, { session }: CallContext): Resource {
  const name = row.Name ?? '';
  const arn = `arn:${session.partition}:s3:::${name}`;
  const at = isoTime(row.CreationDate);
  return resourceOf('s3-bucket', name, {
    arn,
    name,
    region,
    createdAt: at,
    modifiedAt: at,
    identifiers: [name, arn],
    configuration: configurationHash({ at, region }),
  });
}

/** Read from the list again: only its creation time distinguishes a bucket from a later one of its name. */
async function reread(resource: Resource, context: CallContext): Promise<Resource | null> {
  for await (const rows of listBuckets(context, resource.id)) {
    const row = rows.find(({ Name: name }) => name === resource.id);
    if (!row) continue;
    const fresh = resourceFromBucket(row, row.BucketRegion ?? resource.region, context);
    const tags = await readTags(fresh, context);
    return tags && { ...fresh, tags };
  }
  return null;
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
