import { UnreadableAnswer } from '../../aws/failures.ts';
import type { Reshaper } from '../../aws/reshaped-answer.ts';

/** A version of an object, or a delete marker: both keep a bucket from being deleted. */
export interface ObjectVersion {
  readonly key: string;
  /** `null` in a bucket that was never versioned. */
  readonly versionId: string | undefined;
  readonly at: string | null;
  readonly sizeBytes: number;
  /** `STANDARD`, `GLACIER`, ...; null for delete markers. */
  readonly storageClass: string | null;
  readonly deleteMarker: boolean;
  /** Distinguishes a listed version from a later one that replaces it. */
  readonly etag: string | undefined;
}

/** A version never changes, except the one called `null`, which every write to the key replaces. */
export function isReplaceable({ versionId }: Pick<ObjectVersion, 'versionId'>): boolean {
  return versionId === undefined || versionId === 'null';
}

/** Extracts the rows from a list of versions. */
export interface VersionRows extends Reshaper {
  /** The rows of the whole answer; `url` is the list's value for encoded keys. */
  all(encoding: string | undefined): readonly ObjectVersion[];
}

/** Start and end tag of an element, made once: each row has five elements. */
interface Element {
  readonly open: string;
  readonly close: string;
}

const elementOf = (name: string): Element => ({ open: `<${name}>`, close: `</${name}>` });
const keyElement = elementOf('Key');
const versionIdElement = elementOf('VersionId');
const lastModifiedElement = elementOf('LastModified');
const sizeElement = elementOf('Size');
const storageClassElement = elementOf('StorageClass');
const etagElement = elementOf('ETag');
const versionElement = elementOf('Version');
const deleteMarkerElement = elementOf('DeleteMarker');

/**
 * The SDK takes some 25 ms to parse a page of a thousand rows, which for a million versions is as long as
 * it takes to delete a tenth of them. Read piece by piece, no page is ever one string: strings of that size
 * stay in memory for long. `onFirst` gets the first row's key, encoded as it came, and the answer's text
 * before it, as soon as both have arrived.
 */
export function versionRows(onFirst?: (firstKey: string, before: string) => void): VersionRows {
  const rows: ObjectVersion[] = [];
  const toRow = rowReader();
  let head = '';
  let rest = '';
  return {
    take(text) {
      rest += text;
      let read = 0;
      for (let start = nextRow(rest, read); start !== -1; start = nextRow(rest, read)) {
        const isVersion = rest.startsWith(versionElement.open, start);
        const { open, close } = isVersion ? versionElement : deleteMarkerElement;
        const end = rest.indexOf(close, start);
        if (end === -1) break;
        if (start > read) head += rest.slice(read, start);
        const row = toRow(rest.slice(start + open.length, end), !isVersion);
        if (rows.push(row) === 1) onFirst?.(row.key, head);
        read = end + close.length;
      }
      rest = rest.slice(read);
    },
    end: () => head + rest,
    all: (encoding) => (encoding === 'url' ? rows.map(decoded) : rows),
  };
}

/**
 * Start of the next row, or -1. Rows follow each other: the next one mostly begins where the last one
 * ended.
 */
function nextRow(xml: string, from: number): number {
  const { open: version } = versionElement;
  const { open: marker } = deleteMarkerElement;
  if (xml.startsWith(version, from) || xml.startsWith(marker, from)) return from;
  const starts = [xml.indexOf(version, from), xml.indexOf(marker, from)];
  const found = starts.filter((start) => start !== -1);
  return found.length === 0 ? -1 : Math.min(...found);
}

/** Rows that were written together have the same time, which is parsed once. */
function rowReader() {
  let known: { readonly text: string; readonly at: string | null } = { text: '', at: null };
  function timeOf(text: string): string | null {
    if (text !== known.text) {
      const written = Date.parse(text);
      known = { text, at: Number.isNaN(written) ? null : new Date(written).toISOString() };
    }
    return known.at;
  }
  return (fields: string, deleteMarker: boolean): ObjectVersion => {
    const key = elementIn(fields, keyElement);
    if (key === undefined) throw new UnreadableAnswer('A row of the list has no key.');
    const versionId = elementIn(fields, versionIdElement);
    return {
      key,
      versionId,
      at: timeOf(elementIn(fields, lastModifiedElement) ?? ''),
      sizeBytes: deleteMarker ? 0 : Number(elementIn(fields, sizeElement) ?? 0) || 0,
      // A row without a storage class is of the standard one.
      storageClass: deleteMarker ? null : (elementIn(fields, storageClassElement) ?? 'STANDARD'),
      deleteMarker,
      etag: isReplaceable({ versionId }) ? elementIn(fields, etagElement) : undefined,
    };
  };
}

/** The text of the first element of a name that has no child elements. */
export function textOf(xml: string, name: string): string | undefined {
  return elementIn(xml, elementOf(name));
}

function elementIn(xml: string, { open, close }: Element): string | undefined {
  const start = xml.indexOf(open);
  if (start === -1) return undefined;
  const end = xml.indexOf(close, start);
  return end === -1 ? undefined : unescapeXml(xml.slice(start + open.length, end));
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Servers that cannot encode keys write character references, also some that XML 1.0 forbids. */
function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi,
    (_, hex?: string, decimal?: string, name?: string) =>
      name === undefined
        ? String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
        : (named[name.toLowerCase()] ?? ''),
  );
}

function decoded(row: ObjectVersion): ObjectVersion {
  const key = decodeKey(row.key);
  return key === row.key ? row : { ...row, key };
}

/** With `encoding-type=url` S3 encodes keys like form data: XML 1.0 cannot carry control characters. */
export function decodeKey(key: string): string {
  if (!/[+%]/.test(key)) return key;
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch (cause) {
    throw new UnreadableAnswer('A key of the list cannot be decoded.', { cause });
  }
}
