import type { CallContext } from '../../aws/call-context.ts';
import type { StateFolder, StoredFiles } from '../../model/remains.ts';
import { stageId, stageOfKey } from '../../sst/state-keys.ts';
import { type HomePlace, versionPages } from '../homes/version-pages.ts';

/**
 * The files of each stage (`app/stage`) in a folder of a state bucket, by its version listing: one call for a
 * thousand versions, whatever the number of stages. No file is read, and nothing but the counts is kept.
 */
export async function countFolder(
  home: HomePlace,
  folder: StateFolder,
  context: CallContext,
): Promise<ReadonlyMap<string, StoredFiles>> {
  const counts = new Map<string, StoredFiles>();
  for await (const rows of versionPages(home, `${folder}/`, context)) {
    for (const { key, deleteMarker, latest, size } of rows) {
      const owner = stageOfKey(key);
      if (!owner) continue;
      const before = counts.get(stageId(owner)) ?? { folder, objects: 0, versions: 0, bytes: 0 };
      counts.set(stageId(owner), {
        folder,
        objects: before.objects + (latest && !deleteMarker ? 1 : 0),
        versions: before.versions + (deleteMarker ? 0 : 1),
        bytes: before.bytes + (deleteMarker ? 0 : size),
      });
    }
  }
  return counts;
}
