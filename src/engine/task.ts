import type { Clock } from '../model/clock.ts';
import type { SharedFiles } from './shared-files.ts';

/** One run of the tool: what it printed on standard output, and its exit code; null: a signal ended it. */
export type RunTool = (
  words: readonly string[],
) => Promise<{ readonly code: number | null; readonly stdout: string }>;

/** What a task of an engine knows. */
export interface Task {
  readonly files: SharedFiles;
  /** The name of the engine's execution, which all its tasks share. */
  readonly run: string;
  /** A folder of this machine; nothing in it outlives the task. */
  readonly scratch: string;
  readonly tool: RunTool;
  readonly clock: Pick<Clock, 'now'>;
  /** After this nothing new starts in a slice, such as `30m`. */
  readonly slice: string;
  /** So long after its first slice a sweep is gone on with; what is parked then is the next run's. */
  readonly patienceHours: number;
  /** The longest time between two slices, in seconds. */
  readonly longestWait: number;
}

/** Where the users' own files lie. */
export const settings = {
  accounts: 'settings/accounts.json',
  config: 'settings/sst-sweep.json',
} as const;

/** Where a run keeps what belongs to one of its accounts. */
export function accountPath({ run }: Pick<Task, 'run'>, account: string, name: string): string {
  return `runs/${run}/${account}/${name}`;
}

/** A task that did not come to an answer: the engine repeats it. */
export class TaskDied extends Error {
  override readonly name = 'TaskDied';
}
