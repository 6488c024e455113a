import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  readonly key: string;
  readonly parts: readonly { readonly name: string; readonly missing?: string }[];
}

/** What a sweep's backup could not keep, with the reason, by `<key> <part>`. */
export async function missingParts(backup: string | null): Promise<ReadonlyMap<string, string>> {
  if (backup === null) throw new Error('There is no backup.');
  const folders = await readdir(backup);
  const manifests = await Promise.all(
    folders.map(async (name): Promise<Manifest> => {
      return JSON.parse(await readFile(join(backup, name, 'manifest.json'), 'utf8'));
    }),
  );
  return new Map(
    manifests.flatMap(({ key, parts }) =>
      parts.flatMap(({ missing, name }) =>
        missing === undefined ? [] : [[`${key} ${name}`, missing]],
      ),
    ),
  );
}
