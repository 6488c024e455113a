import { unescape } from 'node:querystring';

import type { ObjectData } from '../account-s3.ts';
import { Refusal, type WireResponse } from '../wire.ts';
import { elements } from '../xml.ts';
import { digestOf } from './body.ts';
import { wholeSeconds, type Bucket } from './buckets.ts';
import type { Call } from './call.ts';
import { isoSeconds, xmlReply } from './reply.ts';
import { classOf, refuseChanged, refuseOther } from './objects.ts';
import type { ObjectVersion } from './versions.ts';

const mostBytes = 5 * 1024 ** 3;

/** CopyObject, of a named or the current version, with its metadata and tags, but not its storage class. */
export function copyObject(bucket: Bucket, call: Call): WireResponse {
  refuseChanged(bucket, call, call.key);
  const { environment, key, request } = call;
  const { source, version } = copySource(call);
  const { size, etag } = digestOf(environment, source.name, version);
  if (size > mostBytes) {
    const message = `The specified copy source is larger than the maximum allowable size for a copy source: ${mostBytes}`;
    throw new Refusal(400, 'InvalidRequest', message);
  }
  const { storageClass: _class, ...content } = contentFrom(version);
  const at = addVersion(bucket, call, { ...content, key, ...classOf(request.headers) });
  return xmlReply('CopyObjectResult', elements({ LastModified: isoSeconds(at), ETag: etag }));
}

/** The version that a copy names, while it is as the caller wants it. */
export function copySource(call: Call): {
  readonly source: Bucket;
  readonly version: ObjectVersion;
} {
  const { buckets, request } = call;
  const [path = '', query = ''] = (request.headers['x-amz-copy-source'] ?? '').split('?');
  const [name = '', ...rest] = unescape(path).replace(/^\//, '').split('/');
  const source = buckets.get(name);
  if (!source) throw new Refusal(404, 'NoSuchBucket', 'The specified bucket does not exist');
  const key = rest.join('/');
  const versionId = new URLSearchParams(query).get('versionId');
  const version =
    versionId === null ? source.versions.current(key) : source.versions.find(key, versionId);
  if (!version || version.deleteMarker)
    throw new Refusal(404, versionId === null ? 'NoSuchKey' : 'NoSuchVersion', 'Not found.');
  refuseOther(source, call, version, request.headers['x-amz-copy-source-if-match']);
  return { source, version };
}

function contentFrom({ source }: ObjectVersion): ObjectData {
  const { versionId: _id, at: _at, lockedUntil: _lock, ...content } = source;
  return content;
}

/** A new version where versions are kept, else the `null` version is replaced. Returns its time. */
export function addVersion(
  { versions, settings }: Bucket,
  { environment }: Call,
  source: ObjectData,
): number {
  const { key } = source;
  const versionId = settings.versioning === 'Enabled' ? environment.token(32) : 'null';
  const replaced = versionId === 'null' ? versions.find(key, versionId) : null;
  if (replaced) versions.remove(replaced);
  const at = wholeSeconds(environment.clock.now());
  versions.add({ key, versionId, at, deleteMarker: false, source });
  return at;
}
