import { UnreadableAnswer } from '../../aws/failures.ts';

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
}

/** The rows of a version list, and the list without them. */
export interface SplitList {
  readonly rows: readonly ObjectVersion[];
  readonly head: string;
}

const row = /<(Version|DeleteMarker)>(.*?)<\/\1>/gs;

/**
 * Takes the rows out of a list of versions. The SDK takes some 25 ms to parse a page of a thousand,
 * which for a million versions is as long as it takes to delete a tenth of them.
 */
export function splitList(xml: string): SplitList {
  const encoded = /<EncodingType>url<\/EncodingType>/.test(xml);
  const rows: ObjectVersion[] = [];
  const head = xml.replace(row, (_row, kind: string, fields: string) => {
    rows.push(versionOf(fields, { encoded, deleteMarker: kind === 'DeleteMarker' }));
    return '';
  });
  return { rows, head };
}

function versionOf(
  fields: string,
  { encoded, deleteMarker }: { encoded: boolean; deleteMarker: boolean },
): ObjectVersion {
  const key = textOf(fields, 'Key');
  if (key === undefined) throw new UnreadableAnswer('A row of the list has no key.');
  const written = Date.parse(textOf(fields, 'LastModified') ?? '');
  return {
    key: encoded ? decodeKey(key) : key,
    versionId: textOf(fields, 'VersionId'),
    at: Number.isNaN(written) ? null : new Date(written).toISOString(),
    sizeBytes: Number(textOf(fields, 'Size') ?? 0) || 0,
    // A row without one is of the class that needs no name.
    storageClass: deleteMarker ? null : (textOf(fields, 'StorageClass') ?? 'STANDARD'),
    deleteMarker,
  };
}

function textOf(xml: string, name: string): string | undefined {
  const start = xml.indexOf(`<${name}>`);
  const end = xml.indexOf(`</${name}>`, start);
  if (start === -1 || end === -1) return undefined;
  return unescapeXml(xml.slice(start + name.length + 2, end));
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

/** With `encoding-type=url` S3 writes keys as in a form: XML 1.0 cannot carry control characters. */
export function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch (cause) {
    throw new UnreadableAnswer('A key of the list cannot be decoded.', { cause });
  }
}
