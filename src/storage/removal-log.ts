import type { Clock } from '../model/clock.ts';
import type { StageRemoval } from '../model/stage-removal.ts';
import type { StateFiles } from './files.ts';
import { openJournal, type JournalOf } from './journal.ts';
import { accountFolder } from './sweep-paths.ts';

/** One line. Neither the command nor its output stands in it: both may hold secrets. */
type RemovalLine = { readonly at: string } & (
  | ({ readonly event: 'removal-started' } & Pick<StageRemoval, 'app' | 'stage' | 'region'>)
  | ({ readonly event: 'removal-finished' } & Omit<StageRemoval, 'command'>)
);

/** The log of all commands that `--remove-with` ran for an account. */
export function openRemovalLog(
  account: string,
  deps: { readonly files: StateFiles; readonly clock: Clock },
): Promise<JournalOf<RemovalLine>> {
  return openJournal<RemovalLine>(`${accountFolder(account)}/removals.ndjson`, deps);
}
