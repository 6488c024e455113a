import { ListBucketsCommand } from '@aws-sdk/client-s3';
import type { Bucket } from '@aws-sdk/client-s3';

import type { AwsSession } from '../../aws/aws-session.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { classifyFailure, gapFrom } from '../../aws/failures.ts';
import { readPages, requireMember, requireRows } from '../../aws/pages.ts';
import { touchesAll } from '../../model/gap.ts';
import type { Gap } from '../../model/gap.ts';
import type { Resource } from '../../model/resource.ts';
import { earliest } from '../../model/times.ts';
import type { Listing } from '../kind-module.ts';
import { configurationHash, distinctGaps, isoTime, resourceOf } from '../resource-shape.ts';
import { readBucketRegion } from './region.ts';

/**
 * S3 calls both times `CreationDate`: us-east-1 lists when a bucket was made, all other regions list when
 * its settings were last changed (aws/aws-cli#3597, boto/boto3#1956).
 */
const regionOfCreation = 'us-east-1';

/**
 * Any other region lists the buckets of all regions, with their changes. A policy of the organization often
 * denies whole regions, so there are several to ask.
 */
function regionsOfChanges({ region, partition }: AwsSession): readonly string[] {
  return partition !== 'aws' || region !== regionOfCreation
    ? [region]
    : ['us-west-2', 'us-east-2', 'eu-west-1', 'eu-central-1'];
}

/** Partitions other than `aws` have one list, which shows the time of the last change. */
function hasListOfCreations({ partition }: AwsSession): boolean {
  return partition === 'aws';
}

/**
 * One failed list of two leaves the buckets of the other. Unread changes are a gap. Without the list of
 * creations the last change counts as the creation, which can only hold a bucket back.
 */
export async function listBuckets(context: CallContext): Promise<Listing> {
  const [made, changed] = await Promise.allSettled([
    hasListOfCreations(context.session) ? readBuckets(regionOfCreation, context) : [],
    readChanges(context),
  ]);
  context.signal.throwIfAborted();
  if (changed.status === 'fulfilled')
    return placed(changed.value, context, made.status === 'fulfilled' ? made.value : []);
  if (made.status === 'rejected' || !hasListOfCreations(context.session)) throw changed.reason;
  const { resources, gaps } = await placed(made.value, context);
  const unread = gapFrom({
    source: 's3-bucket',
    operation: 's3:ListAllMyBuckets',
    region: regionsOfChanges(context.session)[0] ?? null,
    error: changed.reason,
    affects: { ...touchesAll, kinds: ['s3-bucket'] },
  });
  return { resources, gaps: [unread, ...gaps] };
}

/** The bucket as it is listed now; null: it is gone. A later bucket of its name has another time. */
export async function rereadBucket(
  { id, region, createdAt }: Resource,
  context: CallContext,
): Promise<Resource | null> {
  const rows = await readChanges(context, id);
  const row = rows.find(({ Name: name }) => name === id);
  return row ? resourceFrom(row, { region: row.BucketRegion || region, createdAt }, context) : null;
}

/** From the first region that does not deny the list: each time the same, since two may tell two times. */
async function readChanges(
  context: CallContext,
  prefix: string | null = null,
): Promise<readonly Bucket[]> {
  const regions = regionsOfChanges(context.session);
  for (const [index, region] of regions.entries()) {
    try {
      return await readBuckets(region, context, prefix);
    } catch (error) {
      const isLast = index === regions.length - 1;
      if (isLast || classifyFailure(error).class !== 'denied') throw error;
    }
  }
  return [];
}

/** Without parameters S3 leaves the regions out, and refuses accounts with very many buckets. */
async function readBuckets(
  region: string,
  context: CallContext,
  prefix: string | null = null,
): Promise<readonly Bucket[]> {
  const found: Bucket[] = [];
  const pages = readPages(async (token) => {
    const answer = await context.session.clients.s3(region).send(
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
  for await (const rows of pages) found.push(...rows);
  return found;
}

/** `made`: rows of the list of creations. A bucket that only one list has was made or deleted meanwhile. */
async function placed(
  rows: readonly Bucket[],
  context: CallContext,
  made: readonly Bucket[] = [],
): Promise<Listing> {
  const creations = new Map(made.map((row) => [row.Name, row]));
  const seen = new Set(rows.map(({ Name: name }) => name));
  const all = [...rows, ...made.filter(({ Name: name }) => !seen.has(name))];
  const found = await Promise.all(
    all.map((row) => place(row, isoTime((creations.get(row.Name) ?? row).CreationDate), context)),
  );
  return {
    resources: found.flatMap(({ resource }) => resource ?? []),
    gaps: distinctGaps(found.flatMap(({ gap }) => gap ?? [])),
  };
}

/** A bucket of unknown region may be in one where nothing else was read: its gap touches everything. */
async function place(
  row: Bucket,
  createdAt: string | null,
  context: CallContext,
): Promise<{ resource: Resource | null; gap: Gap | null }> {
  try {
    const region = row.BucketRegion || (await readBucketRegion(row.Name ?? '', context));
    const resource = region === null ? null : resourceFrom(row, { region, createdAt }, context);
    return { resource, gap: null };
  } catch (error) {
    context.signal.throwIfAborted();
    const origin = { source: 's3-bucket', operation: 's3:GetBucketLocation', region: null };
    return { resource: null, gap: gapFrom({ ...origin, error, affects: touchesAll }) };
  }
}

function resourceFrom(
  row: Bucket,
  { region, createdAt }: Pick<Resource, 'region' | 'createdAt'>,
  { session }: CallContext,
): Resource {
  const name = row.Name ?? '';
  const arn = `arn:${session.partition}:s3:::${name}`;
  const at = isoTime(row.CreationDate);
  return resourceOf('s3-bucket', name, {
    arn,
    name,
    region,
    createdAt: earliest(createdAt, at),
    modifiedAt: at,
    identifiers: [name, arn],
    configuration: configurationHash({ at, region }),
  });
}
