import { unescape } from 'node:querystring';

import { Refusal, type WireResponse } from '../wire.ts';
import { elements } from '../xml.ts';
import { digestOf } from './body.ts';
import { wholeSeconds, type Bucket } from './buckets.ts';
import type { Call } from './call.ts';
import { isoSeconds, xmlReply } from './reply.ts';
import { refuseChanged, refuseOther } from './objects.ts';

const mostBytes = 5 * 1024 ** 3;

/** CopyObject, of a named or the current version, with its metadata and tags. */
export function copyObject(bucket: Bucket, call: Call): WireResponse {
  refuseChanged(bucket, call, call.key);
  const { environment, buckets, key, request } = call;
  const [path = '', query = ''] = (request.headers['x-amz-copy-source'] ?? '').split('?');
  const [name = '', ...rest] = unescape(path).replace(/^\//, '').split('/');
  const source = buckets.get(name);
  if (!source) throw new Refusal(404, 'NoSuchBucket', 'The specified bucket does not exist');
  const sourceKey = rest.join('/');
  const versionId = new URLSearchParams(query).get('versionId');
  const version =
    versionId === null
      ? source.versions.current(sourceKey)
      : source.versions.find(sourceKey, versionId);
  if (!version || version.deleteMarker)
    throw new Refusal(404, versionId === null ? 'NoSuchKey' : 'NoSuchVersion', 'Not found.');
  refuseOther(source, call, version, request.headers['x-amz-copy-source-if-match']);
  const { size } = digestOf(environment, name, version);
  if (size > mostBytes) {
    const message = `The specified copy source is larger than the maximum allowable size for a copy source: ${mostBytes}`;
    throw new Refusal(400, 'InvalidRequest', message);
  }
  const newId = bucket.settings.versioning === 'Enabled' ? environment.token(32) : 'null';
  const replaced = newId === 'null' ? bucket.versions.find(key, newId) : null;
  if (replaced) bucket.versions.remove(replaced);
  const { versionId: _id, at: _at, lockedUntil: _lock, ...content } = version.source;
  const at = wholeSeconds(environment.clock.now());
  bucket.versions.add({
    key,
    versionId: newId,
    at,
    deleteMarker: false,
    source: { ...content, key },
  });
  const { etag } = digestOf(environment, name, version);
  return xmlReply('CopyObjectResult', elements({ LastModified: isoSeconds(at), ETag: etag }));
}
