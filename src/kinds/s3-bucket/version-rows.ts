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
  /** Tells what is written next from what was listed, where the version is replaced by it. */
  readonly etag: string | undefined;
}

/** A version is what it is for ever, but the one called `null` is replaced by whoever writes the key. */
export function isReplaceable({ versionId }: Pick<ObjectVersion, 'versionId'>): boolean {
  return versionId === undefined || versionId === 'null';
}

/** Takes the rows out of a list of versions. */
export interface VersionRows extends Reshaper {
  /** The rows of the whole answer; `url` is how the list says that its keys are encoded. */
  all(encoding: string | undefined): readonly ObjectVersion[];
}

/** What an element stands between, made once: there are five of them in each row. */
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
 * The SDK takes some 25 ms to parse a page of a thousand rows, which for a million versions is as
 * long as it takes to delete a tenth of them. Read piece by piece, no page is ever one text: those
 * are so large that they stay in memory for long. `onFirst` is told the first row's key, encoded as
 * it came, and what the answer says before it, as soon as they are there.
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

/** Where a row begins, or -1. Rows follow each other: the next one mostly begins where the last one ended. */
function nextRow(xml: string, from: number): number {
  const { open: version } = versionElement;
  const { open: marker } = deleteMarkerElement;
  if (xml.startsWith(version, from) || xml.startsWith(marker, from)) return from;
  const starts = [xml.indexOf(version, from), xml.indexOf(marker, from)];
  const found = starts.filter((start) => start !== -1);
  return found.length === 0 ? -1 : Math.min(...found);
}

/** Rows that were written together have one time, which is read once. */
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
      // A row without one is of the class that needs no name.
      storageClass: deleteMarker ? null : (elementIn(fields, storageClassElement) ?? 'STANDARD'),
      deleteMarker,
      etag: isReplaceable({ versionId }) ? elementIn(fields, etagElement) : undefined,
    };
  };
}

/** The text of the first element of a name that has no others within. */
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

/** Servers that cannot encode keys write character references, also such as XML 1.0 has no place for. */
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

/** With `encoding-type=url` S3 writes keys as in a form: XML 1.0 cannot carry control characters. */
export function decodeKey(key: string): string {
  if (!/[+%]/.test(key)) return key;
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch (cause) {
    throw new UnreadableAnswer('A key of the list cannot be decoded.', { cause });
  }
}
