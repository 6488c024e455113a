import { flag, ownCommand, type OwnCommand } from '../../model/command.ts';
import { UserError } from '../../model/errors.ts';
import type { Outcome } from '../../model/plan.ts';
import { plain } from '../../text/text.ts';
import type { JournalState } from '../../storage/journal.ts';
import { pastSweeps, readPastSweep, type PastSweep } from '../../storage/past-sweeps.ts';
import { stateFiles } from '../../storage/state-files.ts';
import type { CommandContext } from '../context.ts';

const open: ReadonlySet<Outcome['outcome']> = new Set(['parked', 'failed', 'held']);

/** It died, or left steps that another try may finish. A skipped resource has changed, and stays. */
export function canResume({ finishedAt, outcomes }: JournalState): boolean {
  return finishedAt === null || [...outcomes.values()].some(({ outcome }) => open.has(outcome));
}

/** The sweep that was named, or the newest that can be resumed; null: there is none. */
export async function sweepToResume(
  account: string,
  { stateDir, typed }: Pick<CommandContext, 'stateDir' | 'typed'>,
): Promise<PastSweep | null> {
  const files = stateFiles(stateDir);
  const [name] = typed;
  if (name === undefined)
    return (await pastSweeps(account, files)).findLast(({ journal }) => canResume(journal)) ?? null;
  return namedSweep(name, account, stateDir);
}

/** Throws where this machine has no such sweep of the account. */
export async function namedSweep(
  name: string,
  account: string,
  stateDir: string,
): Promise<PastSweep> {
  const found = await readPastSweep(account, name, stateFiles(stateDir));
  if (found) return found;
  throw new UserError(
    'NO_SUCH_SWEEP',
    `This machine has no sweep ${plain(name)} of account ${account}.`,
    { hint: [ownCommand('runs'), ' lists the sweeps of this machine.'] },
  );
}

/** The command that goes on with a sweep or a restore; where nobody is at a terminal, without a question. */
export function continueCommand(
  name: 'resume' | 'restore',
  { sweep, account }: { readonly sweep: string; readonly account: string },
  { options, terminal }: Pick<CommandContext, 'options' | 'terminal'>,
): OwnCommand {
  const unasked = options.yes || !terminal.interactive;
  return ownCommand(name, {
    flags: unasked ? [flag('--yes'), flag('--account', account)] : [],
    operands: [sweep],
  });
}
