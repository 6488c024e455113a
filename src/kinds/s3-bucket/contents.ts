import {
  GetBucketLoggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
} from '@aws-sdk/client-s3';

import { classifyFailure } from '../../aws/failures.ts';
import type { Answer, TimeSpan } from '../../model/question.ts';
import { durations, latest, toMs } from '../../model/times.ts';
import { isKeyOfSst } from '../../sst/state-keys.ts';
import { isoTime } from '../resource-shape.ts';
import { listUploads, listVersions, readVersionsPage } from './versions.ts';
import type { BucketPlace } from './versions.ts';
import type { CallContext } from '../../aws/call-context.ts';

/** Contents of a bucket, as far as a few pages show them. */
export type BucketContents = Omit<Extract<Answer, { type: 'bucket-contents' }>, 'type'>;

/**
 * Below it OpenNext keeps rendered pages, which its servers write at any time (SST
 * platform/src/components/aws/nextjs.ts, `CACHE_BUCKET_KEY_PREFIX`).
 */
const cachePrefix = '_cache/';

const pagesToRead = 20;
/** A bucket of deploys has at most this many spans of writes; with more their origin cannot be told. */
const mostSpans = 500;

/** Null: there is no such bucket. */
export async function readBucketContents(
  bucket: string,
  region: string,
  context: CallContext,
): Promise<BucketContents | null> {
  const place: BucketPlace = { name: bucket, region };
  try {
    const [listed, { objectLock, mfaDelete, versioned }] = await Promise.all([
      readSomeVersions(place, context),
      readVersioning(place, context).then(async ({ never, mfaDelete }) => ({
        // Object Lock needs versioning, which cannot be suspended then (S3 user guide, "Object Lock").
        objectLock: !never && (await readObjectLock(place, context)),
        mfaDelete,
        versioned: !never,
      })),
    ]);
    return { ...listed, objectLock, mfaDelete, versioned };
  } catch (error) {
    if (classifyFailure(error).code === 'NoSuchBucket') return null;
    throw error;
  }
}

async function readSomeVersions(place: BucketPlace, context: CallContext) {
  const times: string[] = [];
  const writes: string[] = [];
  let keyOfSst: string | null = null;
  let versions = 0;
  let sizeBytes = 0;
  const byClass = new Map<string, number>();
  let pages = 0;
  let complete = true;
  for await (const page of listVersions(place, context)) {
    pages += 1;
    if (pages > pagesToRead) {
      complete = false;
      break;
    }
    versions += page.length;
    for (const { key, at, sizeBytes: size, storageClass, deleteMarker } of page) {
      if (keyOfSst === null && isKeyOfSst(key)) keyOfSst = key;
      sizeBytes += size;
      if (storageClass !== null) byClass.set(storageClass, (byClass.get(storageClass) ?? 0) + size);
      if (at !== null) times.push(at);
      if (!deleteMarker && !key.startsWith(cachePrefix)) writes.push(at ?? '');
    }
  }
  times.sort();
  return {
    versions,
    complete,
    oldestAt: times.at(0) ?? null,
    newestAt: times.at(-1) ?? null,
    sizeBytes: complete ? sizeBytes : null,
    bytesByClass: complete ? Object.fromEntries([...byClass].sort()) : null,
    writtenIn: complete ? spansOf(writes) : null,
    keyOfSst: keyOfSst ?? (complete ? null : await firstStateKey(place, context)),
  };
}

/**
 * When the newest unfinished upload was begun, of some thousand: no list of objects shows what somebody may be
 * writing for hours. Null: there is none.
 */
export async function newestUpload(
  bucket: string,
  region: string,
  context: CallContext,
): Promise<string | null> {
  const times: (string | null)[] = [];
  let pages = 0;
  try {
    for await (const page of listUploads({ name: bucket, region }, context)) {
      times.push(...page.map(({ Initiated: at }) => isoTime(at)));
      pages += 1;
      if (pages === pagesToRead) break;
    }
  } catch (error) {
    if (classifyFailure(error).code !== 'NoSuchBucket') throw error;
  }
  return latest(...times);
}

/** Null: one of the times does not parse, or the spans are too many to keep. */
function spansOf(times: readonly string[]): readonly TimeSpan[] | null {
  const spans: { from: string; to: string }[] = [];
  for (const at of times.toSorted()) {
    if (at === '') return null;
    const last = spans.at(-1);
    if (last && toMs(at) - toMs(last.to) <= durations.minuteMs) last.to = at;
    else spans.push({ from: at, to: at });
  }
  return spans.length > mostSpans ? null : spans;
}

/** States are below `app/`, which the first pages need not reach. */
async function firstStateKey(place: BucketPlace, context: CallContext): Promise<string | null> {
  const { rows } = await readVersionsPage(place, { marker: null, prefix: 'app/' }, context);
  return rows.find(({ key }) => isKeyOfSst(key))?.key ?? null;
}

export interface Versioning {
  /** Never versioned: each key has at most one object, which is overwritten and deleted in place. */
  readonly never: boolean;
  /** MFA delete makes every deletion of a version fail. */
  readonly mfaDelete: boolean;
}

export async function readVersioning(
  { name, region }: BucketPlace,
  context: CallContext,
): Promise<Versioning> {
  const answer = await context.session.clients.s3(region).send(
    new GetBucketVersioningCommand({
      Bucket: name,
      ExpectedBucketOwner: context.session.account,
    }),
    { abortSignal: context.signal },
  );
  return { never: answer.Status === undefined, mfaDelete: answer.MFADelete === 'Enabled' };
}

async function readObjectLock(
  { name, region }: BucketPlace,
  context: CallContext,
): Promise<boolean> {
  try {
    const answer = await context.session.clients.s3(region).send(
      new GetObjectLockConfigurationCommand({
        Bucket: name,
        ExpectedBucketOwner: context.session.account,
      }),
      { abortSignal: context.signal },
    );
    return answer.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
  } catch (error) {
    if (classifyFailure(error).code === 'ObjectLockConfigurationNotFoundError') return false;
    throw error;
  }
}

/** The bucket that receives this one's access logs; null without one, or where the bucket is gone. */
export async function accessLogTarget(
  bucket: string,
  region: string,
  context: CallContext,
): Promise<string | null> {
  try {
    const answer = await context.session.clients.s3(region).send(
      new GetBucketLoggingCommand({
        Bucket: bucket,
        ExpectedBucketOwner: context.session.account,
      }),
      { abortSignal: context.signal },
    );
    return answer.LoggingEnabled?.TargetBucket ?? null;
  } catch (error) {
    if (classifyFailure(error).code === 'NoSuchBucket') return null;
    throw error;
  }
}
