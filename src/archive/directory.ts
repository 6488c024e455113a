import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, GetObjectTaggingCommand, PutObjectCommand } from '@aws-sdk/client-s3';

import { UnreadableAnswer } from '../aws/failures.ts';
import type { NamedVersion } from '../kinds/s3-bucket/emptying/kept-pages.ts';
import type { BucketPlace } from '../kinds/s3-bucket/versions.ts';
import type { CallContext } from '../aws/call-context.ts';
import type { ArchivedHeaders, ArchivedObjects, ObjectArchive } from '../kinds/object-archive.ts';
import { fileMode, makePrivateFolders, openPrivate, refuseLink } from '../storage/private-paths.ts';
import { fileName } from '../storage/sweep-paths.ts';
import { objectFile, versionsIn } from './index-lines.ts';
import { keepEach } from './keep-each.ts';
import { headersOf, taggingOf, writtenWith } from './object-headers.ts';

/** Below the folder that the user named everything is made by sweeps, for the user alone. */
const unsaid = () => undefined;
const mostInMemory = 16 * 1024 ** 2;

/** Objects as files below `DIR/ACCOUNT/BUCKET/objects`, and an index of their keys beside them. */
export function directoryArchive(root: string, account: string): ObjectArchive {
  return {
    async keep(place, versions, context) {
      const folder = bucketFolder(root, account, place.name);
      await makePrivateFolders(root, relative(root, join(folder, 'index.ndjson')), unsaid);
      return keepEach(versions, context, {
        keep: (version) => keepObject(version, place, { root, folder, context }),
        index: (lines) => appendIndex(join(folder, 'index.ndjson'), lines),
      });
    },
  };
}

function bucketFolder(root: string, account: string, bucket: string): string {
  return join(root, fileName(account), fileName(bucket));
}

/** Streamed, and only under its own name once all of it is on the disk. */
async function keepObject(
  version: NamedVersion,
  { name, region }: BucketPlace,
  {
    root,
    folder,
    context,
  }: { readonly root: string; readonly folder: string; readonly context: CallContext },
): Promise<ArchivedHeaders> {
  const { session, signal } = context;
  const input = {
    Bucket: name,
    Key: version.key,
    ExpectedBucketOwner: session.account,
    ...(version.versionId !== undefined && { VersionId: version.versionId }),
  };
  const s3 = session.clients.s3(region);
  const condition = version.etag === undefined ? {} : { IfMatch: version.etag };
  const answer = await s3.send(new GetObjectCommand({ ...input, ...condition }), {
    abortSignal: signal,
  });
  const path = join(folder, objectFile(version));
  await makePrivateFolders(root, relative(root, path), unsaid);
  const part = `${path}.part`;
  await refuseLink(part);
  await pipeline(
    answer.Body as Readable,
    createWriteStream(part, { mode: fileMode, flush: true }),
    { signal },
  );
  const { size } = await stat(part);
  if (answer.ContentLength !== undefined && size !== answer.ContentLength) {
    await rm(part, { force: true });
    throw new UnreadableAnswer(`${size} of ${answer.ContentLength} bytes arrived.`);
  }
  await rename(part, path);
  const tags =
    (answer.TagCount ?? 0) > 0
      ? await s3.send(new GetObjectTaggingCommand(input), { abortSignal: signal })
      : null;
  return { ...headersOf(answer), ...(tags && { Tagging: taggingOf(tags.TagSet ?? []) }) };
}

async function appendIndex(path: string, lines: string): Promise<void> {
  const file = await openPrivate(path, unsaid);
  try {
    // A line that a dead process cut off ends here.
    await file.appendFile(`\n${lines}`);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Null: this archive has nothing of the bucket. */
export async function objectsInDirectory(
  root: string,
  account: string,
  bucket: string,
): Promise<ArchivedObjects | null> {
  const folder = bucketFolder(root, account, bucket);
  const index = join(folder, 'index.ndjson');
  try {
    await stat(index);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return {
    location: folder,
    versions: async () => versionsIn(await readFile(index, 'utf8')),
    async put(version, { name, region }, { context, onlyNew }) {
      const path = join(folder, objectFile(version));
      await context.session.clients.s3(region).send(
        new PutObjectCommand({
          ...writtenWith(version.headers),
          Bucket: name,
          Key: version.key,
          // A stream that was sent once cannot be sent again after a throttle.
          Body: version.sizeBytes > mostInMemory ? createReadStream(path) : await readFile(path),
          ContentLength: version.sizeBytes,
          ExpectedBucketOwner: context.session.account,
          ...(onlyNew && { IfNoneMatch: '*' }),
        }),
        { abortSignal: context.signal },
      );
    },
  };
}
