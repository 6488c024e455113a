import { deflateRawSync, inflateRawSync } from 'node:zlib';

import { isReplaceable, type ObjectVersion } from '../version-rows.ts';

/** The members of a version that its deletion, and an archive before it, need. */
export type NamedVersion = ObjectVersion;

/** Pages between the check of a bucket and their deletion, so that none is listed twice. */
export interface KeptPages {
  /** Does nothing where enough pages are kept. */
  keep(rows: readonly ObjectVersion[]): void;
  /** Forgets each page as it is taken. */
  take(): Generator<readonly NamedVersion[]>;
  /** Some pages were not kept, or are too old to rely on: the bucket must be listed again. */
  isPartial(): boolean;
}

/** Some 40 kB each: enough for a bucket of two million versions. */
const mostPages = 2000;
/** S3 takes this many keys in one call, and lists as many in one page. */
const mostPerDeletion = 1000;
const usualClass = 'STANDARD';
/** Longest time that pages with replaceable versions are kept. */
const longestMs = 60_000;

interface Page {
  readonly packed: Uint8Array;
  readonly listedAt: number;
  readonly replaceable: boolean;
}

/** Packed: as objects the pages would take ten times the memory. */
export function keptPages(now: () => number): KeptPages {
  const pages: Page[] = [];
  let partial = false;
  return {
    keep(rows) {
      if (pages.length === mostPages) {
        partial = true;
        return;
      }
      pages.push({
        packed: deflateRawSync(JSON.stringify(rows.map(packedRow)), { level: 1 }),
        listedAt: now(),
        replaceable: rows.some(isReplaceable),
      });
    },
    *take() {
      let rows: readonly NamedVersion[] = [];
      for (let page = pages.shift(); page; page = pages.shift()) {
        if (page.replaceable && now() - page.listedAt > longestMs) {
          partial = true;
          continue;
        }
        rows = [...rows, ...unpack(page.packed)];
        // Where a list was split, pages are not full: rows are collected into full deletions.
        if (rows.length < mostPerDeletion) continue;
        yield rows.slice(0, mostPerDeletion);
        rows = rows.slice(mostPerDeletion);
      }
      if (rows.length > 0) yield rows;
    },
    isPartial: () => partial,
  };
}

type PackedRow = readonly [
  key: string,
  versionId: string | null,
  deleteMarker: boolean,
  at: string | null,
  sizeBytes: number,
  etag?: string | null,
  storageClass?: string,
];

/** Most rows have the usual storage class, and a version that nothing replaces. */
function packedRow(version: ObjectVersion): PackedRow {
  const { key, versionId, deleteMarker, at, sizeBytes, etag, storageClass } = version;
  const row = [key, versionId ?? null, deleteMarker, at, sizeBytes] as const;
  if (!deleteMarker && storageClass !== usualClass)
    return [...row, etag ?? null, storageClass ?? usualClass];
  return etag === undefined ? row : [...row, etag];
}

function unpack(packed: Uint8Array): readonly NamedVersion[] {
  const rows: readonly PackedRow[] = JSON.parse(inflateRawSync(packed).toString());
  return rows.map(([key, versionId, deleteMarker, at, sizeBytes, etag, storageClass]) => ({
    key,
    versionId: versionId ?? undefined,
    deleteMarker,
    at,
    sizeBytes,
    etag: etag ?? undefined,
    storageClass: deleteMarker ? null : (storageClass ?? usualClass),
  }));
}
