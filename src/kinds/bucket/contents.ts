import {
  GetBucketAclCommand,
  GetBucketLoggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
} from '@aws-sdk/client-s3';
import type { Grant } from '@aws-sdk/client-s3';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import { isKeyOfSst } from '../../sst/state-keys.ts';
import { listVersions, readVersionsPage } from './versions.ts';
import type { BucketPlace } from './versions.ts';
import type { KindContext } from '../kind-module.ts';

/** What lies in a bucket, as far as a few pages show it. */
export interface BucketContents {
  /** Versions and delete markers that were seen. */
  readonly versions: number;
  readonly complete: boolean;
  readonly oldestAt: string | null;
  readonly newestAt: string | null;
  /** Null where not all was seen. */
  readonly sizeBytes: number | null;
  readonly bytesByClass: Readonly<Record<string, number>> | null;
  readonly objectLock: boolean;
  readonly mfaDelete: boolean;
  /** The first key that only a state or asset bucket of SST's has; null: there is none. */
  readonly keyOfSst: string | null;
}

const pagesToRead = 20;

/** Null: there is no such bucket. */
export async function readBucketContents(
  bucket: string,
  region: string,
  context: KindContext,
): Promise<BucketContents | null> {
  const place: BucketPlace = { name: bucket, region };
  try {
    const [listed, { objectLock, mfaDelete }] = await Promise.all([
      readSomeVersions(place, context),
      readVersioning(place, context).then(async ({ never, mfaDelete }) => ({
        // Object Lock needs versioning, which cannot be suspended then (S3 user guide, "Object Lock").
        objectLock: !never && (await readObjectLock(place, context)),
        mfaDelete,
      })),
    ]);
    return { ...listed, objectLock, mfaDelete };
  } catch (error) {
    if (classifyFailure(error).code === 'NoSuchBucket') return null;
    throw error;
  }
}

async function readSomeVersions(place: BucketPlace, context: KindContext) {
  const times: string[] = [];
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
    for (const { key, at, sizeBytes: size, storageClass } of page) {
      if (keyOfSst === null && isKeyOfSst(key)) keyOfSst = key;
      sizeBytes += size;
      if (storageClass !== null) byClass.set(storageClass, (byClass.get(storageClass) ?? 0) + size);
      if (at !== null) times.push(at);
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
    keyOfSst: keyOfSst ?? (complete ? null : await firstStateKey(place, context)),
  };
}

/** States lie below `app/`, which a few pages need not reach. */
async function firstStateKey(place: BucketPlace, context: KindContext): Promise<string | null> {
  const { rows } = await readVersionsPage(place, { marker: null, prefix: 'app/' }, context);
  return rows.find(({ key }) => isKeyOfSst(key))?.key ?? null;
}

export interface Versioning {
  /** Each key has one object at most, which is written over and deleted in place. */
  readonly never: boolean;
  /** Makes every deletion of a version fail. */
  readonly mfaDelete: boolean;
}

export async function readVersioning(
  { name, region }: BucketPlace,
  context: KindContext,
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
  context: KindContext,
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

/** CloudFront's `awslogsdelivery` account, which standard logging adds to a log bucket's ACL. */
const cloudFrontLogDelivery = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0';
const s3LogDelivery = 'http://acs.amazonaws.com/groups/s3/LogDelivery';

/** Whose log delivery a bucket's ACL lets write into it. */
export interface LogDelivery {
  readonly cloudFront: boolean;
  readonly s3: boolean;
}

/** Null: there is no such bucket. */
export async function logDeliveryInto(
  bucket: string,
  region: string,
  context: KindContext,
): Promise<LogDelivery | null> {
  try {
    const answer = await context.session.clients
      .s3(region)
      .send(
        new GetBucketAclCommand({ Bucket: bucket, ExpectedBucketOwner: context.session.account }),
        {
          abortSignal: context.signal,
        },
      );
    if (!answer.Grants) throw new UnreadableAnswer(`The answer is not the ACL of ${bucket}.`);
    const grantees = answer.Grants.filter(letsWrite).map(({ Grantee: grantee }) => grantee);
    return {
      cloudFront: grantees.some((grantee) => grantee?.ID === cloudFrontLogDelivery),
      s3: grantees.some((grantee) => grantee?.URI === s3LogDelivery),
    };
  } catch (error) {
    if (classifyFailure(error).code === 'NoSuchBucket') return null;
    throw error;
  }
}

/** The bucket that receives this one's access logs; null where it has none, or is gone. */
export async function accessLogTarget(
  bucket: string,
  region: string,
  context: KindContext,
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

function letsWrite({ Permission: permission }: Grant): boolean {
  return permission === 'WRITE' || permission === 'FULL_CONTROL';
}
