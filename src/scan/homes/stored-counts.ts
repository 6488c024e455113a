import type { StateFolder, StoredFiles } from '../../model/remains.ts';
import type { ListedVersion } from './version-pages.ts';

/** Counts the versions of one folder and stage in a listing: those of one key stand oldest first. */
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
