import { XMLParser } from 'fast-xml-parser';

import { UnreadableAnswer } from '../../../aws/failures.ts';
import { readAll } from '../../../aws/pages.ts';
import { type ControlRead, readControl } from '../../../aws/s3-control.ts';
import { isRecord, textOf } from '../../../sst/state-object.ts';
import type { CallContext } from '../../../aws/call-context.ts';
import type { BucketPlace } from '../versions.ts';

/** An access point of this account, and the bucket to which it leads. */
export interface AccessPoint {
  readonly name: string;
  readonly bucket: string;
}

/** Requests about Multi-Region Access Points go to this region, wherever their buckets are (S3 API). */
export const multiRegionHome = 'us-west-2';

/** All access points of a region, or those of one bucket: S3 deletes no bucket that has any. */
export function readAccessPoints(
  { region, name }: Pick<BucketPlace, 'region'> & Partial<BucketPlace>,
  context: CallContext,
): Promise<readonly AccessPoint[]> {
  const of = name === undefined ? {} : { bucket: name };
  const read = { operation: 'ListAccessPoints', path: 'accesspoint', query: of };
  return readPoints(read, region, context, (point) => [textOf(point['Bucket'])]);
}

/**
 * S3 deletes a bucket behind one without a warning, and requests are then answered by the remaining
 * buckets.
 */
export function readMultiRegionAccessPoints(context: CallContext): Promise<readonly AccessPoint[]> {
  const read = { operation: 'ListMultiRegionAccessPoints', path: 'mrap/instances', query: {} };
  return readPoints(read, multiRegionHome, context, (point) =>
    rowsOf(point['Regions'], 'Region').map((region) => textOf(region['Bucket'])),
  );
}

function readPoints(
  read: ControlRead,
  region: string,
  context: CallContext,
  bucketsOf: (point: Readonly<Record<string, unknown>>) => readonly (string | null)[],
): Promise<readonly AccessPoint[]> {
  return readAll(async (token) => {
    const query = {
      ...read.query,
      maxResults: '1000',
      ...(token !== null && { nextToken: token }),
    };
    const xml = await readControl({ ...read, query }, region, context);
    if (xml === null) return { rows: [], next: null };
    const answer = resultOf(xml, read);
    const list = answer['AccessPointList'] ?? answer['AccessPoints'];
    const rows = rowsOf(list, 'AccessPoint').flatMap((point) =>
      bucketsOf(point).map((bucket) => {
        const name = textOf(point['Name']);
        if (!name || !bucket) throw new UnreadableAnswer('An access point has no name or bucket.');
        return { name, bucket };
      }),
    );
    return { rows, next: textOf(answer['NextToken']) || null };
  });
}

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true });

function resultOf(xml: string, { operation }: ControlRead): Readonly<Record<string, unknown>> {
  const document: unknown = parser.parse(xml);
  // AWS writes `Result`; servers of others also write `Response`.
  const result = isRecord(document)
    ? (document[`${operation}Result`] ?? document[`${operation}Response`])
    : undefined;
  // The parser returns an empty document as an empty string.
  if (result === '') return {};
  if (!isRecord(result)) throw new UnreadableAnswer(`The answer is not that of ${operation}.`);
  return result;
}

function rowsOf(list: unknown, member: string): readonly Readonly<Record<string, unknown>>[] {
  return isRecord(list) ? [list[member] ?? []].flat().filter(isRecord) : [];
}
