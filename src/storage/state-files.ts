import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { UserError } from '../model/errors.ts';
import { fileMode, makePrivateFolders, openPrivate, refuseLink } from './private-paths.ts';
import type { OnTightened } from './private-paths.ts';

/** Files below the state directory, the only ones that a sweep touches. Paths are relative to it. */
export interface StateFiles {
  /** For people and for `result.backup`. */
  absolute(path: string): string;
  /** Whole or not at all, whenever the machine dies. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Null where there is no such file. */
  read(path: string): Promise<string | null>;
  /** The same for binary files. */
  readBytes(path: string): Promise<Uint8Array | null>;
  /** Names in a folder, sorted; none where there is no such folder. */
  list(path: string): Promise<readonly string[]>;
  /** False where the file is there already. */
  create(path: string, content: string): Promise<boolean>;
  remove(path: string): Promise<void>;
  append(path: string): Promise<AppendLog>;
}

interface AppendLog {
  /** Resolves once the text is on the disk. */
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/** `onTightened` hears of what others could read until now. */
export function stateFiles(root: string, onTightened: OnTightened = () => undefined): StateFiles {
  const absolute = (path: string) => join(root, path);
  const prepare = async (path: string) => {
    await makePrivateFolders(root, path, onTightened);
    return absolute(path);
  };
  return {
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
    const message = error instanceof Error ? error.message : String(error);
    throw new UserError('STATE_NOT_WRITTEN', `The state directory cannot be written: ${message}.`, {
      hint: 'Nothing is deleted without a journal and a backup: make room, or choose another with --state-dir.',
      cause: error,
    });
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
