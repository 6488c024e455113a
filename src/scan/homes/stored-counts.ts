import type { StateFolder, StoredFiles } from '../../model/remains.ts';
import type { ListedVersion } from './version-pages.ts';

/** Counts what a listing shows of one folder and stage: versions of one key oldest first. */
export function storedOf(folder: StateFolder, versions: readonly ListedVersion[]): StoredFiles {
  const newest = new Map(versions.map((version) => [version.key, version]));
  const readable = versions.filter(({ deleteMarker }) => !deleteMarker);
  return {
    folder,
    objects: [...newest.values()].filter(({ deleteMarker }) => !deleteMarker).length,
    versions: readable.length,
    bytes: readable.reduce((sum, { size }) => sum + size, 0),
  };
}
