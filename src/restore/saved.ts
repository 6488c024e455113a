import type { ArchivedObjects } from '../kinds/object-archive.ts';
import type { SavedResource } from '../kinds/restoring/restoring.ts';
import { UserError } from '../model/errors.ts';
import type { Kind } from '../model/kind.ts';
import type { BackupManifest } from '../storage/backup.ts';
import type { StateFiles } from '../storage/files.ts';
import { renamed, type Renames } from './renames.ts';

interface SavedContext {
  readonly files: StateFiles;
  readonly renames: () => Renames;
  /** The archived objects of a resource. */
  readonly objectsOf?: (kind: Kind, id: string) => Promise<ArchivedObjects | null>;
}

/** Everything that a sweep backed up, by key. `renames` is asked anew for each text. */
export async function savedResources(
  folder: string,
  given: SavedContext,
): Promise<readonly SavedResource[]> {
  const { files } = given;
  const names = await files.list(folder);
  const found = await Promise.all(
    names.map(async (name) => {
      const text = await files.read(`${folder}/${name}/manifest.json`);
      // Without its manifest a backup was cut off before the first write to the resource.
      if (text === null) return [];
      const manifest = parseManifest(text, files.absolute(`${folder}/${name}/manifest.json`));
      return [await savedFrom(manifest, { ...given, folder: `${folder}/${name}` })];
    }),
  );
  return found.flat().sort((left, right) => (left.key < right.key ? -1 : 1));
}

function parseManifest(text: string, file: string): BackupManifest {
  try {
    return JSON.parse(text) as BackupManifest;
  } catch (cause) {
    throw new UserError('BACKUP_UNREADABLE', `The backup ${file} cannot be read.`, {
      hint: 'It was changed or cut off after the sweep. Move its folder away to restore the others.',
      cause,
    });
  }
}

async function savedFrom(
  manifest: BackupManifest,
  { folder, files, renames, objectsOf }: SavedContext & { readonly folder: string },
): Promise<SavedResource> {
  const { key, kind, id, arn, name, region, tags, identifiers = [], parts } = manifest;
  const part = (wanted: string) => parts.find((each) => each.name === wanted);
  const fileOf = (wanted: string) => {
    const found = part(wanted);
    return found && 'file' in found ? `${folder}/${found.file}` : null;
  };
  return {
    key,
    kind,
    id,
    arn,
    name,
    region,
    tags,
    identifiers,
    objects: (await objectsOf?.(kind, id)) ?? null,
    async bytes(wanted) {
      const file = fileOf(wanted);
      return file === null ? null : files.readBytes(file);
    },
    async text(wanted) {
      const file = fileOf(wanted);
      const text = file === null ? null : await files.read(file);
      return text === null ? null : renamed(text, renames());
    },
    missing(wanted) {
      const found = part(wanted);
      return found && 'missing' in found ? found.missing : null;
    },
    parts: (below) => parts.map((each) => each.name).filter((each) => each.startsWith(below)),
  };
}
