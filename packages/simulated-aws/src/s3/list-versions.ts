import type { Environment } from '../service.ts';
import { Refusal, type WireResponse } from '../wire.ts';
import { element, elements } from '../xml.ts';
import { digestOf } from './body.ts';
import type { Bucket } from './buckets.ts';
import type { Call } from './call.ts';
import { isoSeconds, xmlReply } from './reply.ts';
import { canonicalUser, commonPrefixes, encodeOptional, firstTold } from './rows.ts';
import { keyEncoder, pageLimit, take, walk } from './walk.ts';
import type { ObjectVersion } from './versions.ts';

/**
 * ListObjectVersions: every version and delete marker, newest first within a key. Both markers are
 * exclusive, and a version that has been deleted meanwhile still is a good marker.
 */
export function listVersions(
  bucket: Bucket,
  { request, environment, strikes }: Call,
): WireResponse {
  const { query } = request;
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const keyMarker = query.get('key-marker') || null;
  const versionIdMarker = query.get('version-id-marker') || null;
  if (versionIdMarker !== null && keyMarker === null) {
    const message = 'A version-id marker cannot be specified without a key marker.';
    throw new Refusal(400, 'InvalidArgument', message);
  }
  const limit = pageLimit(query.get('max-keys'));
  const encode = keyEncoder(query.get('encoding-type'));
  const scope = { prefix, delimiter, after: keyMarker };
  const rows = take(versionRows(bucket, scope, versionIdMarker), limit);
  const before = keyMarker === null ? positionBefore(rows.page[0]) : null;
  const isEmpty = before !== null && strikes('empty-page') !== null;
  const page = isEmpty ? [] : rows.page;
  const isTruncated = isEmpty || (rows.isTruncated && limit > 0);
  const last = page.at(-1);
  const versions = page.flatMap((row) => ('key' in row ? [row] : []));
  const lastKey = last === undefined ? before : 'key' in last ? last.key : last.commonPrefix;

  const reply = xmlReply(
    'ListVersionsResult',
    elements({
      Name: bucket.name,
      Prefix: encode(prefix),
      KeyMarker: encode(keyMarker ?? ''),
      VersionIdMarker: versionIdMarker ?? '',
      NextKeyMarker: isTruncated ? encode(lastKey ?? '') : undefined,
      NextVersionIdMarker: isTruncated && last && 'key' in last ? last.versionId : undefined,
      Delimiter: encodeOptional(query.get('delimiter'), encode),
      EncodingType: query.get('encoding-type'),
      MaxKeys: limit,
      IsTruncated: isTruncated,
    }) +
      versions.map(rowWriter(environment, bucket, encode)).join('') +
      commonPrefixes(page, encode),
  );
  return { ...reply, rows: firstTold(versions) };
}

type VersionRow = ObjectVersion | { readonly commonPrefix: string };

function* versionRows(
  bucket: Bucket,
  scope: { prefix: string; delimiter: string; after: string | null },
  versionIdMarker: string | null,
): Generator<VersionRow> {
  const { versions } = bucket;
  if (scope.after !== null && versionIdMarker !== null && scope.after.startsWith(scope.prefix)) {
    const order = versions.orderOf(scope.after, versionIdMarker) ?? Number.POSITIVE_INFINITY;
    yield* versions
      .of(scope.after)
      .filter((version) => version.order < order)
      .toReversed();
  }
  for (const entry of walk(versions, scope, (key) => versions.of(key).length > 0)) {
    if ('commonPrefix' in entry) yield entry;
    else yield* versions.of(entry.key).toReversed();
  }
}

/** A key marker that stands before the first row, for an empty page with more behind it. */
function positionBefore(first: VersionRow | undefined): string | null {
  if (!first) return null;
  const name = 'key' in first ? first.key : first.commonPrefix;
  return name.slice(0, -1) || null;
}

/** What is the same in every row, or in most, is written once for a page of them. */
function rowWriter(
  environment: Environment,
  bucket: Bucket,
  encode: (key: string) => string,
): (version: ObjectVersion) => string {
  const owner = element('Owner', canonicalUser(environment.account));
  const usual = element('StorageClass', 'STANDARD');
  let known = { at: Number.NaN, xml: '' };
  function lastModified(at: number): string {
    if (known.at !== at) known = { at, xml: element('LastModified', isoSeconds(at)) };
    return known.xml;
  }
  return (version) => {
    const { key, versionId, at, deleteMarker, source } = version;
    const name = element('Key', encode(key)) + element('VersionId', versionId);
    const isLatest = element('IsLatest', bucket.versions.current(key) === version);
    const head = name + isLatest + lastModified(at);
    if (deleteMarker) return `<DeleteMarker>${head}${owner}</DeleteMarker>`;
    const { size, etag } = digestOf(environment, bucket.name, version);
    // Made here, of letters and digits: it has nothing to escape but its quotes.
    const content = `<ETag>${etag.replaceAll('"', '&quot;')}</ETag><Size>${size}</Size>`;
    const storageClass = source.storageClass ? element('StorageClass', source.storageClass) : usual;
    return `<Version>${head}${content}${storageClass}${owner}</Version>`;
  };
}
