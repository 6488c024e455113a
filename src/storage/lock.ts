import { UserError } from '../model/errors.ts';
import type { AccountLocks, LockRequest, Machine, StateFiles, StoredFiles } from './files.ts';
import { lockPath } from './sweep-paths.ts';
import { jsonOrNull } from '../model/json.ts';

interface LockFiles extends Pick<StoredFiles, 'absolute' | 'read'> {
  create(path: string, content: string): Promise<boolean>;
  remove(path: string): Promise<void>;
}

export interface LockContext extends LockRequest {
  readonly files: LockFiles;
}

interface Holder {
  readonly pid: number;
  readonly sweep: string;
  readonly startedAt: string;
}

/** A folder's files as callers of an older library wrap them: two more calls, and no locks. */
export interface UnlockedFiles extends StoredFiles {
  create: LockFiles['create'];
  remove: LockFiles['remove'];
}

export function locksOf(files: StateFiles | UnlockedFiles): AccountLocks {
  return 'locks' in files ? files.locks : folderLocks(files);
}

/** Locks in a folder: who holds one is told by the number of its process. Only its own sweep lets go of it. */
export function folderLocks(files: LockFiles): AccountLocks {
  return {
    take: async (request) => ({
      lost: new AbortController().signal,
      release: await takeLock({ ...request, files }),
    }),
    holder: (account, machine) => runningSweep(account, { files, machine }),
  };
}

/** Returns the function that gives the lock back. */
export async function takeLock(context: LockContext): Promise<() => Promise<void>> {
  const { account, sweep, files, clock, machine } = context;
  const path = lockPath(account);
  const mine = JSON.stringify({ pid: machine.pid, sweep, startedAt: clock.now().toISOString() });
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (await files.create(path, mine)) return keepLock(path, mine, files);
    const theirs = await settledText(path, context);
    if (theirs === null) continue;
    const holder = parseHolder(theirs);
    if (holder && isHeld(holder, { machine, file: files.absolute(path) }))
      throw refusal(holder, { account, file: files.absolute(path) });
    await removeDead(path, theirs, context);
  }
  throw new UserError(
    'SWEEP_RUNNING',
    `Other sweeps of account ${account} keep starting on this machine.`,
    { exitCode: 6 },
  );
}

async function runningSweep(
  account: string,
  { files, machine }: Pick<LockContext, 'files' | 'machine'>,
): Promise<string | null> {
  const path = lockPath(account);
  const holder = parseHolder((await files.read(path)) ?? '');
  return holder && isHeld(holder, { machine, file: files.absolute(path) }) ? holder.sweep : null;
}

/**
 * A process may have created its lock without having written it yet: an empty lock is read again before it
 * counts as dead.
 */
async function settledText(path: string, { files, clock }: LockContext): Promise<string | null> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const text = await files.read(path);
    if (text === null || parseHolder(text)) return text;
    await clock.sleep(100);
  }
  return files.read(path);
}

/**
 * Of several that find the same dead lock only one may remove it, or the second would remove the
 * first one's new lock. Who holds the token looks once more before it removes.
 */
async function removeDead(
  path: string,
  dead: string,
  { files, machine, clock }: LockContext,
): Promise<void> {
  const token = `${path}.takeover`;
  if (!(await files.create(token, JSON.stringify({ pid: machine.pid })))) {
    // A living process holds the token for a moment only: one that is still there later is a dead process's.
    const before = await files.read(token);
    await clock.sleep(100);
    const pid = parsePid(before ?? '');
    const isDead = pid === null || pid === machine.pid || !machine.isAlive(pid);
    if (isDead && before !== null && (await files.read(token)) === before)
      await files.remove(token);
    return;
  }
  if ((await files.read(path)) === dead) await files.remove(path);
  await files.remove(token);
}

/** Locks that this very process holds: their process number alone would not tell them from a dead one's. */
const heldHere = new Set<string>();

function keepLock(path: string, mine: string, files: LockFiles): () => Promise<void> {
  heldHere.add(files.absolute(path));
  return async () => {
    heldHere.delete(files.absolute(path));
    if ((await files.read(path)) === mine) await files.remove(path);
  };
}

/** In a container every process may have the same number, so our own in a lock that we do not hold is a dead one's. */
function isHeld({ pid }: Holder, { machine, file }: { machine: Machine; file: string }): boolean {
  return pid === machine.pid ? heldHere.has(file) : machine.isAlive(pid);
}

function refusal(
  { pid, sweep, startedAt }: Holder,
  { account, file }: { account: string; file: string },
): UserError {
  return new UserError(
    'SWEEP_RUNNING',
    `The sweep ${sweep} of account ${account} has been running on this machine since ${startedAt} (process ${pid}).`,
    {
      hint: `Wait for it, or press Ctrl-C there. If that process is no sweep, delete ${file}.`,
      exitCode: 6,
    },
  );
}

function parseHolder(text: string): Holder | null {
  const content = parseObject(text);
  const pid = parsePid(text);
  if (
    pid === null ||
    typeof content?.['sweep'] !== 'string' ||
    typeof content['startedAt'] !== 'string'
  )
    return null;
  return { pid, sweep: content['sweep'], startedAt: content['startedAt'] };
}

function parsePid(text: string): number | null {
  const pid = parseObject(text)?.['pid'];
  return typeof pid === 'number' ? pid : null;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  const content = jsonOrNull(text);
  return typeof content === 'object' && content !== null ? { ...content } : null;
}
