import type { Clock } from '../model/clock.ts';

/** A folder's files or a bucket's objects. Paths are relative to it, with slashes. */
export interface StoredFiles {
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
  append(path: string): Promise<AppendLog>;
}

/** Where sweeps keep what they did, one at a time. */
export interface StateFiles extends StoredFiles {
  readonly locks: AccountLocks;
  /** Who keeps them, as the subject of a sentence: `This machine`, or `s3://bucket/prefix`. */
  readonly keeper: string;
}

export interface AppendLog {
  /** Resolves once the text is kept. */
  append(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Facts of this machine that a lock needs. */
export interface Machine {
  readonly pid: number;
  isAlive(pid: number): boolean;
}

export interface LockRequest {
  readonly account: string;
  readonly sweep: string;
  readonly clock: Clock;
  readonly machine: Machine;
}

export interface HeldLock {
  /** Aborted: another may hold it now, so nothing more may be changed. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Two sweeps of one account would take each other's deletions for somebody's changes. A dead sweep's lock is
 * taken over; a living one's is refused.
 */
export interface AccountLocks {
  take(request: LockRequest): Promise<HeldLock>;
  /** The sweep that holds an account's lock right now; null: none does. */
  holder(account: string, machine: Machine): Promise<string | null>;
}
