import { createHash } from 'node:crypto';

import type { ObjectData } from '../account-s3.ts';
import { Refusal, type WireResponse } from '../wire.ts';
import { childOf, childrenOf, elements, parseXml, textOf } from '../xml.ts';
import { bodyOf, dataOf, digestOf } from './body.ts';
import type { Bucket } from './buckets.ts';
import type { Call } from './call.ts';
import { malformedXml } from './configuration.ts';
import { addVersion, copySource } from './copying.ts';
import { contentOf } from './objects.ts';
import { isoSeconds, xmlReply } from './reply.ts';

const leastBytes = 5 * 1024 ** 2;
const mostBytes = 5 * 1024 ** 3;

/** CreateMultipartUpload: what the object is to be, besides its bytes. */
export function createUpload(bucket: Bucket, { environment, key, request }: Call): WireResponse {
  const id = environment.token(32);
  const at = environment.clock.now().getTime();
  const content = contentOf(request.headers);
  bucket.uploads.push({ key, id, at, content, parts: new Map() });
  return xmlReply(
    'InitiateMultipartUploadResult',
    elements({ Bucket: bucket.name, Key: key, UploadId: id }),
  );
}

/** UploadPartCopy: a range of another object, up to 5 GB. */
export function copyPart(bucket: Bucket, call: Call): WireResponse {
  const upload = uploadOf(bucket, call);
  const number = Number(call.request.query.get('partNumber'));
  const { source, version } = copySource(call);
  const { size: whole } = digestOf(call.environment, source.name, version);
  const range = call.request.headers['x-amz-copy-source-range'];
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  const start = Number(from ?? 0);
  const end = to === undefined ? whole - 1 : Number(to);
  const size = end - start + 1;
  if (end >= whole || size <= 0 || size > mostBytes)
    throw new Refusal(400, 'InvalidArgument', 'The range is not valid for the source object.');
  const isKept = version.source.size === undefined;
  const bytes = isKept
    ? bodyOf(call.environment, source.name, version).subarray(start, end + 1)
    : null;
  const etag = md5(bytes ?? `${source.name}/${version.key}/${version.versionId}/${start}-${end}`);
  upload.parts?.set(number, { etag, size, bytes });
  const LastModified = isoSeconds(call.environment.clock.now().getTime());
  return xmlReply('CopyPartResult', elements({ LastModified, ETag: etag }));
}

/** CompleteMultipartUpload: the named parts in their order become the object. */
export function completeUpload(bucket: Bucket, call: Call): WireResponse {
  const upload = uploadOf(bucket, call);
  const document = parseXml(Buffer.from(call.request.body).toString('utf8'));
  const rows = childrenOf(childOf(document, 'CompleteMultipartUpload'), 'Part');
  if (rows.length === 0) throw malformedXml();
  const parts = rows.map((row) => {
    const part = upload.parts?.get(Number(textOf(row, 'PartNumber')));
    if (!part || part.etag !== textOf(row, 'ETag'))
      throw new Refusal(
        400,
        'InvalidPart',
        'One or more of the specified parts could not be found.',
      );
    return part;
  });
  if (parts.slice(0, -1).some(({ size }) => size < leastBytes))
    throw new Refusal(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum.');
  const kept = parts.flatMap(({ bytes }) => bytes ?? []);
  const source: ObjectData = {
    key: upload.key,
    ...upload.content,
    ...(kept.length === parts.length
      ? dataOf(Buffer.concat(kept))
      : { size: parts.reduce((sum, { size }) => sum + size, 0) }),
  };
  bucket.uploads.splice(bucket.uploads.indexOf(upload), 1);
  addVersion(bucket, call, source);
  const version = bucket.versions.current(upload.key);
  const ETag = version ? digestOf(call.environment, bucket.name, version).etag : '';
  return xmlReply(
    'CompleteMultipartUploadResult',
    elements({ Bucket: bucket.name, Key: upload.key, ETag }),
  );
}

function uploadOf({ uploads }: Bucket, { key, request }: Call): Bucket['uploads'][number] {
  const id = request.query.get('uploadId');
  const upload = uploads.find((each) => each.key === key && each.id === id);
  if (upload) return upload;
  throw new Refusal(404, 'NoSuchUpload', 'The specified upload does not exist.');
}

function md5(content: string | Uint8Array): string {
  return `"${createHash('md5').update(content).digest('hex')}"`;
}
