import { constants } from 'node:fs';
import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Backups hold configurations and code: nobody else on the machine may read them. */
export const fileMode = 0o600;
const folderMode = 0o700;
const ofOthers = 0o077;

/** Windows has neither this nor modes: what is in the user's own folders is the user's there. */
const { O_NOFOLLOW: noFollow = null } = constants as { readonly O_NOFOLLOW?: number };
const hasModes = noFollow !== null;

/** Is told each path that others could have read until now. */
export type OnTightened = (path: string) => void;

/** Makes the folders of `path` below `root`; those that are there are the user's alone from now on. */
export async function makePrivateFolders(
  root: string,
  path: string,
  onTightened: OnTightened,
): Promise<void> {
  // The folder that the user chose may be a link, or open to others on purpose.
  await mkdir(root, { recursive: true, mode: folderMode });
  const names = dirname(path)
    .split('/')
    .filter((name) => name !== '.');
  for (let depth = 1; depth <= names.length; depth += 1)
    await makePrivateFolder(join(root, ...names.slice(0, depth)), onTightened);
}

async function makePrivateFolder(folder: string, onTightened: OnTightened): Promise<void> {
  try {
    await mkdir(folder, { mode: folderMode });
  } catch (error) {
    if (!isThere(error)) throw error;
    const stats = await refuseLink(folder);
    if (stats?.isDirectory() === false) throw new Error(`${folder} is no folder`, { cause: error });
    if (!hasModes || !stats || (stats.mode & ofOthers) === 0) return;
    await chmod(folder, folderMode);
    onTightened(folder);
  }
}

/** A link would lead what is written to another file. Null where nothing is there. */
export async function refuseLink(path: string): Promise<Stats | null> {
  try {
    const stats = await lstat(path);
    if (stats.isSymbolicLink()) throw new Error(`${path} is a symbolic link`);
    return stats;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Opens a file to add to it, never through a link. */
export async function openPrivate(path: string, onTightened: OnTightened): Promise<FileHandle> {
  await refuseLink(path);
  const { O_APPEND, O_CREAT, O_RDWR } = constants;
  const file = await open(path, O_RDWR | O_APPEND | O_CREAT | (noFollow ?? 0), fileMode);
  const { mode } = await file.stat();
  if (hasModes && (mode & ofOthers) !== 0) {
    await file.chmod(fileMode);
    onTightened(path);
  }
  return file;
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
