import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { AppendLog, StateFiles } from './files.ts';
import { folderLocks } from './lock.ts';
import { stateNotWritten } from './state-errors.ts';
import { fileMode, makePrivateFolders, openPrivate, refuseLink } from './private-paths.ts';
import type { OnTightened } from './private-paths.ts';

/** A folder of this machine; only locks need more than other places have. */
export interface FolderFiles extends StateFiles {
  /** False where the file is there already. */
  create(path: string, content: string): Promise<boolean>;
  remove(path: string): Promise<void>;
}

/** `onTightened` hears of what others could read until now. */
export function stateFiles(root: string, onTightened: OnTightened = () => undefined): FolderFiles {
  const absolute = (path: string) => join(root, path);
  const prepare = async (path: string) => {
    await makePrivateFolders(root, path, onTightened);
    return absolute(path);
  };
  const files: Omit<FolderFiles, 'locks'> = {
    keeper: 'This machine',
    absolute,
    write: (path, content) =>
      writing(async () => {
        const data = typeof content === 'string' ? content : Buffer.from(content);
        const file = await prepare(path);
        await refuseLink(file);
        await writeFileAtomic(file, data, { mode: fileMode });
      }),
    read: async (path) => (await unlessMissing(readFile(absolute(path), 'utf8'))) ?? null,
    readBytes: async (path) => (await unlessMissing(readFile(absolute(path)))) ?? null,
    list: async (path) => ((await unlessMissing(readdir(absolute(path)))) ?? []).sort(),
    create: (path, content) =>
      writing(async () => {
        const file = await prepare(path);
        try {
          await writeFile(file, content, { flag: 'wx', mode: fileMode });
          return true;
        } catch (error) {
          if (codeOf(error) === 'EEXIST') return false;
          throw error;
        }
      }),
    remove: (path) => writing(() => rm(absolute(path), { force: true })),
    append: (path) =>
      writing(async () => appendLog(await openPrivate(await prepare(path), onTightened))),
  };
  return { ...files, locks: folderLocks(files) };
}

/** Lines that arrive while the disk is busy are flushed together: one flush costs as much as a hundred. */
async function appendLog(file: FileHandle): Promise<AppendLog> {
  // A process that died in the middle of a line left no end of line.
  let pending = (await endsInLine(file)) ? '' : '\n';
  let flushing: Promise<void> | null = null;

  async function flush(): Promise<void> {
    const text = pending;
    pending = '';
    flushing = null;
    await file.appendFile(text);
    await file.datasync();
  }

  let last = Promise.resolve();
  return {
    append(text) {
      pending += text;
      if (!flushing) {
        flushing = last.then(() => writing(flush));
        last = flushing.catch(() => undefined);
      }
      return flushing;
    },
    async close() {
      await last;
      await file.close();
    },
  };
}

async function endsInLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === '\n';
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw error;
  }
}

async function writing<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw stateNotWritten(error instanceof Error ? error.message : String(error), error);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
