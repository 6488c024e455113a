import type { ObjectData } from '../account-s3.ts';
import { Refusal, type WireResponse } from '../wire.ts';
import { bodyOf, contentEncodingOf, dataOf, digestOf, payloadOf } from './body.ts';
import { tagsXml } from './settings-by-xml.ts';
import { wholeSeconds, type Bucket } from './buckets.ts';
import type { Call } from './call.ts';
import { emptyReply, httpDate, xmlReply } from './reply.ts';
import type { ObjectVersion } from './versions.ts';

/** GetObject, of the current version or of the one that is named. */
export function getObject(bucket: Bucket, call: Call): WireResponse {
  const version = readable(bucket, call);
  refuseOther(bucket, call, version, call.request.headers['if-match']);
  const body = bodyOf(call.environment, bucket.name, version);
  const headers = headersOf(bucket, call, version);
  const range = rangeOf(call.request.headers['range'], body.length);
  if (!range) return { status: 200, headers, body };
  const [start, end] = range;
  return {
    status: 206,
    headers: {
      ...headers,
      'content-length': String(end - start + 1),
      'content-range': `bytes ${start}-${end}/${body.length}`,
    },
    body: body.subarray(start, end + 1),
  };
}

/** HeadObject: the same headers, and never a body, not even an error's. */
export function headObject(bucket: Bucket, call: Call): WireResponse {
  return emptyReply(200, headersOf(bucket, call, readable(bucket, call)));
}

/** PutObject: a new version where versions are kept, else the `null` version is replaced. */
export function putObject(bucket: Bucket, call: Call): WireResponse {
  refuseChanged(bucket, call, call.key);
  const { environment, key, request } = call;
  const { versions, settings } = bucket;
  const { headers } = request;
  const versionId = settings.versioning === 'Enabled' ? environment.token(32) : 'null';
  const replaced = versionId === 'null' ? versions.find(key, versionId) : null;
  if (replaced) versions.remove(replaced);
  const source: ObjectData = {
    key,
    ...dataOf(payloadOf(request.body, headers)),
    ...contentOf(headers),
  };
  const at = wholeSeconds(environment.clock.now());
  versions.add({ key, versionId, at, deleteMarker: false, source });
  const version = versions.current(key);
  const etag = version ? digestOf(environment, bucket.name, version).etag : '';
  return emptyReply(200, {
    etag,
    'x-amz-server-side-encryption': settings.encryption ?? 'AES256',
    ...(settings.versioning ? { 'x-amz-version-id': versionId } : {}),
  });
}

/** What the headers of a write say of an object besides its bytes. */
export function contentOf(headers: Readonly<Record<string, string>>): Partial<ObjectData> {
  const contentEncoding = contentEncodingOf(headers['content-encoding']);
  const contentType = headers['content-type'];
  const others = otherHeaders(headers);
  return {
    ...(contentEncoding !== undefined && { contentEncoding }),
    ...(contentType !== undefined && { contentType }),
    ...classOf(headers),
    ...(Object.keys(others).length > 0 && { headers: others }),
  };
}

/** The usual class is no data of an object's: no read tells it. */
export function classOf(headers: Readonly<Record<string, string>>): Partial<ObjectData> {
  const storageClass = headers['x-amz-storage-class'];
  return storageClass === undefined || storageClass === 'STANDARD' ? {} : { storageClass };
}

/** Conditional writes: `If-None-Match: *` wants no object there, `If-Match` wants one with this ETag. */
export function refuseChanged(bucket: Bucket, call: Call, key: string): void {
  const { 'if-match': wanted, 'if-none-match': unwanted } = call.request.headers;
  refuseUnmet(bucket, call, { key, wanted, unwanted });
}

export function refuseUnmet(
  bucket: Bucket,
  { environment }: Call,
  {
    key,
    wanted,
    unwanted,
  }: {
    readonly key: string;
    readonly wanted: string | undefined;
    readonly unwanted?: string | undefined;
  },
): void {
  if (wanted === undefined && unwanted === undefined) return;
  const current = bucket.versions.current(key);
  const there = current?.deleteMarker === false ? current : null;
  if (wanted !== undefined && !there) {
    throw new Refusal(404, 'NoSuchKey', 'The specified key does not exist.');
  }
  const etag = there && digestOf(environment, bucket.name, there).etag;
  const isOther =
    wanted !== undefined && wanted !== '*' && unquoted(wanted) !== unquoted(etag ?? '');
  if (!isOther && !(unwanted === '*' && there)) return;
  throw preconditionFailed();
}

/** Conditional reads and copies: only while the version is the one that the caller knows. */
export function refuseOther(
  bucket: Bucket,
  { environment }: Call,
  version: ObjectVersion,
  wanted: string | undefined,
): void {
  if (wanted === undefined || wanted === '*') return;
  const { etag } = digestOf(environment, bucket.name, version);
  if (unquoted(wanted) !== unquoted(etag)) throw preconditionFailed();
}

function preconditionFailed(): Refusal {
  const message = 'At least one of the pre-conditions you specified did not hold';
  return new Refusal(412, 'PreconditionFailed', message);
}

function unquoted(etag: string): string {
  return etag.replaceAll('"', '');
}

/** A delete marker answers 404 where it hides an object, and 405 where it is named itself. */
export function readable({ versions }: Bucket, { key, request }: Call): ObjectVersion {
  const versionId = request.query.get('versionId');
  const version = versionId === undefined ? versions.current(key) : versions.find(key, versionId);
  if (version && !version.deleteMarker) return version;
  if (!version && versionId !== undefined) {
    throw new Refusal(404, 'NoSuchVersion', 'The specified version does not exist.');
  }
  const headers = version
    ? { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.versionId }
    : undefined;
  if (versionId === undefined) {
    throw new Refusal(404, 'NoSuchKey', 'The specified key does not exist.', headers);
  }
  const message = 'The specified method is not allowed against this resource.';
  throw new Refusal(405, 'MethodNotAllowed', message, { ...headers, allow: 'DELETE' });
}

function headersOf(
  bucket: Bucket,
  { environment }: Call,
  version: ObjectVersion,
): Record<string, string> {
  const { source } = version;
  const { size, etag } = digestOf(environment, bucket.name, version);
  const encoding = source.contentEncoding ?? (source.gzip ? 'gzip' : undefined);
  return {
    etag,
    'last-modified': httpDate(version.at),
    'content-length': String(size),
    'content-type': source.contentType ?? 'binary/octet-stream',
    'accept-ranges': 'bytes',
    'x-amz-server-side-encryption': bucket.settings.encryption ?? 'AES256',
    ...ownHeaders(source.headers),
    ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    ...(source.storageClass === undefined ? {} : { 'x-amz-storage-class': source.storageClass }),
    ...(bucket.settings.versioning ? { 'x-amz-version-id': version.versionId } : {}),
  };
}

const keptHeaders: ReadonlySet<string> = new Set([
  'cache-control',
  'content-disposition',
  'content-language',
  'expires',
  'x-amz-tagging',
  'x-amz-website-redirect-location',
]);

/** What a PUT says of an object besides its type and encoding. */
function otherHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => keptHeaders.has(name) || name.startsWith('x-amz-meta-'),
    ),
  );
}

/** A GET tells how many tags there are, and nothing else of them. */
function ownHeaders(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { 'x-amz-tagging': tags, ...rest } = headers;
  if (tags === undefined) return rest;
  return { ...rest, 'x-amz-tagging-count': String([...new URLSearchParams(tags)].length) };
}

export function getObjectTagging(bucket: Bucket, call: Call): WireResponse {
  const { source } = readable(bucket, call);
  return xmlReply('Tagging', tagsXml(source.headers?.['x-amz-tagging'] ?? ''));
}

/** First and last byte of a single range; null for no range, or one that is not understood. */
function rangeOf(header: string | undefined, size: number): readonly [number, number] | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start <= end) return [start, end];
  throw new Refusal(416, 'InvalidRange', 'The requested range is not satisfiable', {
    'content-range': `bytes */${size}`,
  });
}
