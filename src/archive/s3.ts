import { createHash } from 'node:crypto';
import {
  CopyObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { StorageClass } from '@aws-sdk/client-s3';

import { UserError } from '../model/errors.ts';
import { readAll } from '../aws/pages.ts';
import { readBucketRegion } from '../kinds/s3-bucket/region.ts';
import type { NamedVersion } from '../kinds/s3-bucket/emptying/kept-pages.ts';
import type { BucketPlace } from '../kinds/s3-bucket/versions.ts';
import type { CallContext } from '../aws/call-context.ts';
import type { S3Place } from '../aws/s3-place.ts';
import type { ArchivedObjects, ArchivedVersion, ObjectArchive } from '../kinds/object-archive.ts';
import { fileName } from '../storage/sweep-paths.ts';
import { objectFile, versionsIn } from './index-lines.ts';
import { keepEach } from './keep-each.ts';
import { copyInParts, type ObjectPlace } from './multipart-copy.ts';

/** S3 copies no object that is larger in one call (S3 user guide, "Copying objects"). */
const mostBytes = 5 * 1024 ** 3;

/** Objects are copied by S3 itself, with their metadata and tags; the index is written page by page. */
export function s3Archive(archive: S3Place, account: string): ObjectArchive {
  return {
    async keep(place, versions, context) {
      const region = await regionOf(archive, context);
      const root = rootOf(archive, account, place.name);
      return keepEach(versions, context, {
        async keep(version) {
          await copyIn(version, place, { target: { name: archive.bucket, region }, root, context });
          return null;
        },
        async index(lines) {
          const hash = createHash('sha256').update(lines).digest('hex');
          await context.session.clients.s3(region).send(
            new PutObjectCommand({
              Bucket: archive.bucket,
              Key: `${root}/index/${hash}.ndjson`,
              Body: lines,
              ContentType: 'application/x-ndjson',
            }),
            { abortSignal: context.signal },
          );
        },
      });
    },
  };
}

async function copyIn(
  version: NamedVersion,
  source: BucketPlace,
  {
    target,
    root,
    context,
  }: { readonly target: BucketPlace; readonly root: string; readonly context: CallContext },
): Promise<void> {
  const { key, versionId, etag } = version;
  const id = versionId === undefined ? '' : `?versionId=${versionId}`;
  const copySource = `${source.name}/${encoded(key)}${id}`;
  const file = `${root}/${objectFile(version)}`;
  if (version.sizeBytes > mostBytes) {
    const from = { ...source, key, versionId, owner: context.session.account };
    const to = { ...target, key: file };
    return copyInParts({ from, to, copySource, etag, storageClass: undefined }, context);
  }
  await context.session.clients.s3(target.region).send(
    new CopyObjectCommand({
      Bucket: target.name,
      Key: file,
      CopySource: copySource,
      ExpectedSourceBucketOwner: context.session.account,
      ...(etag !== undefined && { CopySourceIfMatch: etag }),
    }),
    { abortSignal: context.signal },
  );
}

/** Null: this archive has nothing of the bucket. */
export async function objectsInS3(
  archive: S3Place,
  bucket: string,
  context: CallContext,
): Promise<ArchivedObjects | null> {
  const region = await regionOf(archive, context);
  const root = rootOf(archive, context.session.account, bucket);
  const pages = await indexPages(archive.bucket, { root, region, context });
  if (pages.length === 0) return null;
  return {
    location: `s3://${archive.bucket}/${root}`,
    async versions() {
      const texts: string[] = [];
      for (const key of pages) {
        const { Body: body } = await context.session.clients
          .s3(region)
          .send(new GetObjectCommand({ Bucket: archive.bucket, Key: key }), {
            abortSignal: context.signal,
          });
        texts.push((await body?.transformToString()) ?? '');
      }
      return versionsIn(texts.join('\n'));
    },
    put: (version, place, given) =>
      copyBack(version, place, {
        from: { name: archive.bucket, region, key: `${root}/${objectFile(version)}` },
        context: given.context,
      }),
  };
}

async function copyBack(
  version: ArchivedVersion,
  place: BucketPlace,
  { from, context }: { readonly from: ObjectPlace; readonly context: CallContext },
): Promise<void> {
  const { name, region } = place;
  const copySource = encoded(`${from.name}/${from.key}`);
  const storageClass = version.storageClass ?? undefined;
  if (version.sizeBytes > mostBytes) {
    const to = { ...place, key: version.key, owner: context.session.account };
    return copyInParts({ from, to, copySource, storageClass }, context);
  }
  await context.session.clients.s3(region).send(
    new CopyObjectCommand({
      Bucket: name,
      Key: version.key,
      CopySource: copySource,
      // Without it S3 writes the usual class.
      ...(storageClass !== undefined && { StorageClass: storageClass as StorageClass }),
      ExpectedBucketOwner: context.session.account,
    }),
    { abortSignal: context.signal },
  );
}

function indexPages(
  bucket: string,
  {
    root,
    region,
    context,
  }: { readonly root: string; readonly region: string; readonly context: CallContext },
): Promise<readonly string[]> {
  return readAll(async (token) => {
    const answer = await context.session.clients.s3(region).send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: `${root}/index/`,
        ...(token !== null && { ContinuationToken: token }),
      }),
      { abortSignal: context.signal },
    );
    const rows = (answer.Contents ?? []).flatMap(({ Key: key }) => key ?? []);
    return { rows, next: answer.NextContinuationToken || null };
  });
}

async function regionOf({ bucket }: S3Place, context: CallContext): Promise<string> {
  const region = await readBucketRegion(bucket, context);
  if (region === null) {
    throw new UserError('ARCHIVE_MISSING', `There is no bucket ${bucket} for the archive.`, {
      hint: 'Make it, or name another one with --archive.',
    });
  }
  return region;
}

function rootOf({ prefix }: S3Place, account: string, bucket: string): string {
  return [prefix, fileName(account), fileName(bucket)].filter((part) => part !== '').join('/');
}

/** A path in a header: every character of it as itself but the slashes. */
function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
