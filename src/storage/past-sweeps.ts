import { journalState, type JournalState } from './journal.ts';
import type { StateFiles } from './files.ts';
import { accountFolder, sweepPaths, sweepsFolder } from './sweep-paths.ts';

/** A sweep of which this machine has a journal. */
export interface PastSweep {
  readonly sweep: string;
  readonly account: string;
  readonly folder: string;
  /** The plan's file as it was saved, options and all; null where the sweep died before it was written. */
  readonly planFile: string | null;
  readonly journal: JournalState;
}

/** Oldest first. A sweep without `finishedAt` was killed, or still runs. */
export async function pastSweeps(
  account: string,
  files: StateFiles,
): Promise<readonly PastSweep[]> {
  const names = await files.list(accountFolder(account));
  const found = await Promise.all(
    names.map((name) => readPastSweep(account, decodeURIComponent(name), files)),
  );
  return found
    .filter((past) => past !== null)
    .sort((left, right) =>
      (left.journal.startedAt ?? '') < (right.journal.startedAt ?? '') ? -1 : 1,
    );
}

/** Null where this machine knows no such sweep. */
export async function readPastSweep(
  account: string,
  sweep: string,
  files: StateFiles,
): Promise<PastSweep | null> {
  const paths = sweepPaths(account, sweep);
  const journal = await files.read(paths.journal);
  if (journal === null) return null;
  return {
    sweep,
    account,
    folder: files.absolute(paths.folder),
    planFile: await files.read(paths.plan),
    journal: journalState(journal),
  };
}

/** Accounts that were swept from this machine. */
export async function sweptAccounts(files: StateFiles): Promise<readonly string[]> {
  return (await files.list(sweepsFolder)).map(decodeURIComponent);
}
