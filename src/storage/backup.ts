import type { CallContext } from '../aws/call-context.ts';
import type { BackupPart, KindModule } from '../kinds/kind-module.ts';
import type { Resource } from '../model/resource.ts';
import type { StoredFiles } from './files.ts';
import { fileName } from './sweep-paths.ts';

/** Contents of the backup of one resource, as `restore` reads them. */
export interface BackupManifest {
  readonly key: string;
  readonly kind: string;
  readonly id: string;
  readonly arn: string | null;
  readonly name: string | null;
  readonly region: string;
  /** Absent in backups of before 0.2. */
  readonly identifiers?: readonly string[];
  readonly tags: Readonly<Record<string, string>> | null;
  readonly takenAt: string;
  readonly parts: readonly (
    | { readonly name: string; readonly file: string }
    | { readonly name: string; readonly missing: string }
  )[];
}

export interface Backup {
  /** Before the first write to a resource; asked again, it is the same one. */
  take(resource: Resource, module: KindModule, context: CallContext): Promise<void>;
  /** Null where nothing was backed up. */
  folder(): string | null;
}

export function backupInto(folder: string, files: StoredFiles): Backup {
  const taken = new Map<string, Promise<void>>();
  return {
    take(resource, module, context) {
      const running = taken.get(resource.key);
      if (running) return running;
      const taking = save(resource, { folder, files, module, context });
      taken.set(resource.key, taking);
      // A failed backup is tried again with the step that needs it.
      taking.catch(() => taken.delete(resource.key));
      return taking;
    },
    folder: () => (taken.size > 0 ? files.absolute(folder) : null),
  };
}

interface SaveContext {
  readonly folder: string;
  readonly files: StoredFiles;
  readonly module: KindModule;
  readonly context: CallContext;
}

async function save(
  resource: Resource,
  { folder, files, module, context }: SaveContext,
): Promise<void> {
  const home = `${folder}/${fileName(resource.key)}`;
  // A sweep that is gone on with has changed the resource already: the first backup is the one to keep.
  if ((await files.read(`${home}/manifest.json`)) !== null) return;
  const parts = await module.backup(resource, context);
  for (const part of parts)
    if ('content' in part) await files.write(`${home}/${partFile(part)}`, part.content);
  const { key, kind, id, arn, name, region, identifiers, tags } = resource;
  const manifest: BackupManifest = {
    key,
    kind,
    id,
    arn,
    name,
    region,
    identifiers,
    tags,
    takenAt: context.clock.now().toISOString(),
    parts: parts.map((part) =>
      'content' in part
        ? { name: part.name, file: partFile(part) }
        : { name: part.name, missing: part.missing },
    ),
  };
  // Last, so that a manifest never names a part that is not there.
  await files.write(`${home}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Parts may lie in folders of their own, but never outside the resource's. */
function partFile({ name }: BackupPart): string {
  return name.split('/').map(fileName).join('/');
}
