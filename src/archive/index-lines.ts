import { createHash } from 'node:crypto';

import type { NamedVersion } from '../kinds/s3-bucket/emptying/kept-pages.ts';
import type { ArchivedHeaders, ArchivedVersion } from '../kinds/object-archive.ts';

/**
 * The file of an object version: a hash, so that no key leads out of the archive, is too long, or equals
 * another one where a file system ignores case. The index has the key.
 */
export function objectFile({ key, versionId }: Pick<NamedVersion, 'key' | 'versionId'>): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([key, versionId ?? null]))
    .digest('hex');
  return `objects/${hash.slice(0, 2)}/${hash}`;
}

/** One line of an index. */
export function indexLine(version: NamedVersion, headers: ArchivedHeaders | null): string {
  const { key, versionId, at, deleteMarker, sizeBytes, storageClass } = version;
  const file = deleteMarker ? null : objectFile(version);
  const row = { key, versionId, at, deleteMarker, sizeBytes, storageClass, file, headers };
  return `${JSON.stringify(row)}\n`;
}

/**
 * Versions of an index in the order in which they were written: by time, and within one of S3's seconds as S3
 * lists them, newest first. A line that was cut off, or was written again by a resumed sweep, adds nothing.
 */
export function versionsIn(text: string): readonly ArchivedVersion[] {
  const found = new Map<string, ArchivedVersion>();
  for (const line of text.split('\n')) {
    const version = parseLine(line);
    if (version) found.set(JSON.stringify([version.key, version.versionId ?? null]), version);
  }
  return [...found.values()].reverse().sort((left, right) => timeOf(left) - timeOf(right));
}

function timeOf({ at }: ArchivedVersion): number {
  return at === null ? 0 : Date.parse(at);
}

function parseLine(line: string): ArchivedVersion | null {
  if (line === '') return null;
  try {
    return JSON.parse(line) as ArchivedVersion;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
