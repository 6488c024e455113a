import type { BulkData } from '../account-s3.ts';
import { alphanumeric } from '../environment.ts';
import type { Versions } from './versions.ts';

/**
 * Makes up versions by rule, oldest first, without data of their own: a million of them fits into
 * memory. The keys are those of a site's assets: some folders, names by hash and by number.
 */
export function addBulk(
  versions: Versions,
  { versions: count, perKey }: BulkData,
  { bucket, at }: { bucket: string; at: number },
): void {
  const written = { key: '', size: 2048 };
  const deleted = { key: '', deleteMarker: true };
  for (let index = 0; index < count; index += 1) {
    const deleteMarker = perKey > 1 && index % perKey === perKey - 1;
    versions.add({
      key: keyOf(Math.floor(index / perKey)),
      versionId: alphanumeric(`${bucket}/${index}`, 32),
      at,
      deleteMarker,
      source: deleteMarker ? deleted : written,
    });
  }
}

/** Multiplying by an odd number spreads the names over all 32 bits, each of them once. */
function keyOf(index: number): string {
  const hash = (Math.imul(index, 0x9e37_79b1) >>> 0).toString(16).padStart(8, '0');
  switch (index % 4) {
    case 0:
      return `_next/static/chunks/${hash}.js`;
    case 1:
      return `_next/static/media/${hash}.woff2`;
    case 2:
      return `images/2026/${String(index).padStart(7, '0')}.webp`;
    default:
      return `data/${hash}.json`;
  }
}
