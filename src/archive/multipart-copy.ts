import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import type { CompletedPart, HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';

import { UnreadableAnswer } from '../aws/failures.ts';
import type { BucketPlace } from '../kinds/s3-bucket/versions.ts';
import type { CallContext } from '../aws/call-context.ts';
import { headersOf, taggingOf, writtenWith } from './object-headers.ts';

/** The place of an object version, or of its copy. */
export interface ObjectPlace extends BucketPlace {
  readonly key: string;
  readonly versionId?: string | undefined;
  /** The account that the bucket must be of; absent: any that lets the caller in. */
  readonly owner?: string;
}

export interface MultipartCopy {
  readonly from: ObjectPlace;
  readonly to: ObjectPlace;
  /** As `CopySource` takes it. */
  readonly copySource: string;
  /** Only while the source has this ETag. */
  readonly etag?: string | undefined;
  /** The archive's lie by default in the usual class. */
  readonly storageClass: string | undefined;
}

/** S3 takes parts of 5 MB to 5 GB, ten thousand at most (S3 user guide, "Amazon S3 multipart upload limits"). */
const partBytes = 1024 ** 3;
const mostParts = 10_000;
const partsAtOnce = 4;

/**
 * Copies an object that is too large for one call, part by part: S3 then copies no metadata and no tags, so
 * they are read and sent. Unfinished parts of a killed copy are deleted first.
 */
export async function copyInParts(copy: MultipartCopy, context: CallContext): Promise<void> {
  const source = await readSource(copy, context);
  if (copy.etag !== undefined && source.head.ETag !== copy.etag) throw new Overwritten();
  await abortUnfinished(copy.to, context);
  const uploadId = await begin(copy, source, context);
  try {
    const parts = await copyParts(copy, { uploadId, head: source.head }, context);
    await context.session.clients.s3(copy.to.region).send(
      new CompleteMultipartUploadCommand({
        ...placeOf(copy.to),
        UploadId: uploadId,
        MultipartUpload: { Parts: parts },
      }),
      { abortSignal: context.signal },
    );
  } catch (error) {
    context.signal.throwIfAborted();
    await abort(copy.to, uploadId, context);
    throw error;
  }
}

/** Told as S3 tells it of a copy in one call. */
class Overwritten extends Error {
  override readonly name = 'PreconditionFailed';

  constructor() {
    super('It was written over since it was listed.');
  }
}

interface Source {
  readonly head: HeadObjectCommandOutput;
  readonly tagging: string | undefined;
}

async function readSource({ from }: MultipartCopy, context: CallContext): Promise<Source> {
  const s3 = context.session.clients.s3(from.region);
  const input = { ...placeOf(from), ...(from.versionId && { VersionId: from.versionId }) };
  const options = { abortSignal: context.signal };
  const head = await s3.send(new HeadObjectCommand(input), options);
  const tags = await s3.send(new GetObjectTaggingCommand(input), options);
  const tagging = taggingOf(tags.TagSet ?? []);
  return { head, tagging: tagging === '' ? undefined : tagging };
}

async function begin(
  { to, storageClass }: MultipartCopy,
  { head, tagging }: Source,
  { session, signal }: CallContext,
): Promise<string> {
  const headers = { ...headersOf(head), StorageClass: storageClass, Tagging: tagging };
  const { UploadId: id } = await session.clients
    .s3(to.region)
    .send(new CreateMultipartUploadCommand({ ...placeOf(to), ...writtenWith(headers) }), {
      abortSignal: signal,
    });
  if (!id) throw new UnreadableAnswer(`The answer names no upload of ${to.key}.`);
  return id;
}

/** Throws the first part's failure once no other part is on its way: those would outlive an abort. */
async function copyParts(
  copy: MultipartCopy,
  upload: { readonly uploadId: string; readonly head: HeadObjectCommandOutput },
  context: CallContext,
): Promise<CompletedPart[]> {
  const bytes = upload.head.ContentLength ?? 0;
  const size = Math.max(partBytes, Math.ceil(bytes / mostParts));
  const starts = Array.from({ length: Math.ceil(bytes / size) }, (_, index) => index * size);
  const limit = pLimit(partsAtOnce);
  const failures: unknown[] = [];
  const parts: CompletedPart[] = [];
  await Promise.all(
    starts.map((start, index) =>
      limit(async () => {
        if (failures.length > 0) return;
        const range = `bytes=${start}-${Math.min(start + size, bytes) - 1}`;
        try {
          parts[index] = await copyPart(copy, { ...upload, range, number: index + 1 }, context);
        } catch (error) {
          failures.push(error);
        }
      }),
    ),
  );
  if (failures.length > 0) throw failures[0];
  return parts;
}

async function copyPart(
  { from, to, copySource }: MultipartCopy,
  {
    uploadId,
    head,
    range,
    number,
  }: {
    readonly uploadId: string;
    readonly head: HeadObjectCommandOutput;
    readonly range: string;
    readonly number: number;
  },
  { session, signal }: CallContext,
): Promise<CompletedPart> {
  const { CopyPartResult: result } = await session.clients.s3(to.region).send(
    new UploadPartCopyCommand({
      ...placeOf(to),
      UploadId: uploadId,
      PartNumber: number,
      CopySource: copySource,
      CopySourceRange: range,
      // All parts are of the same bytes.
      CopySourceIfMatch: head.ETag,
      ...(from.owner !== undefined && { ExpectedSourceBucketOwner: from.owner }),
    }),
    { abortSignal: signal },
  );
  return { PartNumber: number, ETag: result?.ETag };
}

async function abortUnfinished(to: ObjectPlace, context: CallContext): Promise<void> {
  const { Uploads: uploads = [] } = await context.session.clients
    .s3(to.region)
    .send(new ListMultipartUploadsCommand({ Bucket: to.name, Prefix: to.key }), {
      abortSignal: context.signal,
    });
  for (const { Key: key, UploadId: id } of uploads)
    if (key === to.key && id) await abort(to, id, context);
}

async function abort(to: ObjectPlace, id: string, context: CallContext): Promise<void> {
  await context.session.clients
    .s3(to.region)
    .send(new AbortMultipartUploadCommand({ ...placeOf(to), UploadId: id }), {
      abortSignal: context.signal,
    });
}

function placeOf({ name, key, owner }: ObjectPlace) {
  return {
    Bucket: name,
    Key: key,
    ...(owner !== undefined && { ExpectedBucketOwner: owner }),
  };
}
