import { positionOf, tokenAt } from '../paging.ts';
import type { WireResponse } from '../wire.ts';
import { elements, wrap } from '../xml.ts';
import type { Bucket } from './buckets.ts';
import type { Call } from './call.ts';
import { xmlReply } from './reply.ts';
import { canonicalUser, commonPrefixes, encodeOptional, firstTold, objectRow } from './rows.ts';
import { keyEncoder, pageLimit, take, walk } from './walk.ts';

/** ListObjectsV2: the current versions, without keys whose current version is a delete marker. */
export function listObjects(bucket: Bucket, { request, environment, strikes }: Call): WireResponse {
  const { query } = request;
  const token = query.get('continuation-token');
  const after =
    token === undefined ? (query.get('start-after') ?? null) : positionOf(token, 'InvalidArgument');
  const limit =
    token === undefined && strikes('empty-page') ? null : pageLimit(query.get('max-keys'));
  const encode = keyEncoder(query.get('encoding-type'));
  const { page, isTruncated, position, versions } = pageOf(bucket, { query, after, limit });
  const objects = versions.map((version) =>
    elements(objectRow(environment, bucket, version, encode)),
  );
  const reply = xmlReply(
    'ListBucketResult',
    elements({
      Name: bucket.name,
      Prefix: encode(query.get('prefix') ?? ''),
      StartAfter: encodeOptional(query.get('start-after'), encode),
      Delimiter: encodeOptional(query.get('delimiter'), encode),
      EncodingType: query.get('encoding-type'),
      MaxKeys: limit ?? 1000,
      KeyCount: page.length,
      IsTruncated: isTruncated,
      ContinuationToken: token,
      NextContinuationToken: isTruncated ? tokenAt(position ?? '') : undefined,
    }) +
      objects.map((xml) => wrap('Contents', xml)).join('') +
      commonPrefixes(page, encode),
  );
  return { ...reply, rows: firstTold(versions) };
}

/** ListObjects, the first version, which older tools still use: a marker in place of a token, and owners. */
export function listObjectsByMarker(bucket: Bucket, { request, environment }: Call): WireResponse {
  const { query } = request;
  const marker = query.get('marker') ?? '';
  const limit = pageLimit(query.get('max-keys'));
  const encode = keyEncoder(query.get('encoding-type'));
  const after = marker === '' ? null : marker;
  const { page, isTruncated, position, versions } = pageOf(bucket, { query, after, limit });
  const owner = canonicalUser(environment.account);
  const objects = versions.map((version) =>
    elements({ ...objectRow(environment, bucket, version, encode), Owner: owner }),
  );
  // S3 API, ListObjects: only a list with a delimiter tells the next marker; else it is the last key.
  const tellsNext = isTruncated && Boolean(query.get('delimiter'));
  const reply = xmlReply(
    'ListBucketResult',
    elements({
      Name: bucket.name,
      Prefix: encode(query.get('prefix') ?? ''),
      Marker: encode(marker),
      NextMarker: tellsNext ? encode(position ?? '') : undefined,
      Delimiter: encodeOptional(query.get('delimiter'), encode),
      EncodingType: query.get('encoding-type'),
      MaxKeys: limit ?? 1000,
      IsTruncated: isTruncated,
    }) +
      objects.map((xml) => wrap('Contents', xml)).join('') +
      commonPrefixes(page, encode),
  );
  return { ...reply, rows: firstTold(versions) };
}

interface PageOptions {
  readonly query: ReadonlyMap<string, string>;
  readonly after: string | null;
  /** Null: an empty page that is not the last one. */
  readonly limit: number | null;
}

/** The rows behind a position, their current versions, and where the page ends. */
function pageOf(bucket: Bucket, { query, after, limit }: PageOptions) {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const shown = (key: string) => bucket.versions.current(key)?.deleteMarker === false;
  const entries = walk(bucket.versions, { prefix, delimiter, after }, shown);
  const { page, isTruncated } = limit === null ? emptyPage : take(entries, limit);
  const last = page.at(-1);
  const position = last === undefined ? after : 'key' in last ? last.key : last.commonPrefix;
  const versions = page.flatMap((entry) => {
    const version = 'key' in entry ? bucket.versions.current(entry.key) : null;
    return version ? [version] : [];
  });
  return { page, isTruncated, position, versions };
}

const emptyPage: { page: never[]; isTruncated: boolean } = { page: [], isTruncated: true };
