import type { RoutedCall } from './routes.ts';
import type { XmlObject } from './xml.ts';

/** Both the default and the most that CloudFront puts on a page. */
const pageSize = 100;

export interface Row {
  /** A page's marker is the key of its last row. Rows come in the order of their keys. */
  readonly key: string;
  render(): XmlObject | string;
}

/**
 * A page of a list, as the list's members. Lists with `truncation` say `IsTruncated`, the others end
 * with the absence of `NextMarker`; an empty one has no `Items`.
 */
export function pageOf(
  rows: Iterable<Row>,
  call: Pick<RoutedCall, 'request' | 'strikes'>,
  options: { truncation: boolean },
): XmlObject {
  const { query } = call.request;
  const marker = query.get('Marker') ?? '';
  const size = sizeFrom(query.get('MaxItems'));
  const empty = marker === '' && call.strikes('empty-page') !== null;
  const after = marker === '' ? '' : Buffer.from(marker, 'base64url').toString();
  const { shown, more } = take(rows, after, empty ? 0 : size);
  // A blank sorts before every id and name: the marker of an empty first page.
  const next = more ? Buffer.from(shown.at(-1)?.key ?? ' ').toString('base64url') : undefined;
  return {
    ...(options.truncation && { Marker: marker }),
    NextMarker: next,
    MaxItems: size,
    ...(options.truncation && { IsTruncated: more }),
    Quantity: shown.length,
    Items: shown.length > 0 ? shown.map((row) => row.render()) : undefined,
  };
}

/** So many rows behind a key, and whether there are more; rows beyond those are not looked at. */
function take(rows: Iterable<Row>, after: string, size: number): { shown: Row[]; more: boolean } {
  const shown: Row[] = [];
  for (const row of rows) {
    if (row.key <= after) continue;
    if (shown.length === size) return { shown, more: true };
    shown.push(row);
  }
  return { shown, more: false };
}

export function sizeFrom(given: string | undefined): number {
  const size = Number(given);
  return Number.isInteger(size) && size > 0 ? Math.min(size, pageSize) : pageSize;
}
