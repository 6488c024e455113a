import { positionOf, tokenAt } from '../paging.ts';
import type { WireResponse } from '../wire.ts';
import { elements, wrap } from '../xml.ts';
import type { Bucket } from './buckets.ts';
import type { Call } from './call.ts';
import { xmlReply } from './reply.ts';
import { commonPrefixes, encodeOptional, firstTold, objectRow } from './rows.ts';
import { keyEncoder, pageLimit, take, walk } from './walk.ts';

/** ListObjectsV2: the current versions, without keys whose current version is a delete marker. */
export function listObjects(bucket: Bucket, { request, environment, strikes }: Call): WireResponse {
  const { query } = request;
  const token = query.get('continuation-token');
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const after =
    token === undefined ? (query.get('start-after') ?? null) : positionOf(token, 'InvalidArgument');
  const limit =
    token === undefined && strikes('empty-page') ? null : pageLimit(query.get('max-keys'));
  const encode = keyEncoder(query.get('encoding-type'));

  const shown = (key: string) => bucket.versions.current(key)?.deleteMarker === false;
  const entries = walk(bucket.versions, { prefix, delimiter, after }, shown);
  const { page, isTruncated } = limit === null ? emptyPage : take(entries, limit);
  const last = page.at(-1);
  const position = last === undefined ? after : 'key' in last ? last.key : last.commonPrefix;

  const versions = page.flatMap((entry) => {
    const version = 'key' in entry ? bucket.versions.current(entry.key) : null;
    return version ? [version] : [];
  });
  const objects = versions.map((version) =>
    elements(objectRow(environment, bucket, version, encode)),
  );
  const reply = xmlReply(
    'ListBucketResult',
    elements({
      Name: bucket.name,
      Prefix: encode(prefix),
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

const emptyPage: { page: never[]; isTruncated: boolean } = { page: [], isTruncated: true };
