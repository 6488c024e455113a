import { flag, ownCommand, type OwnCommand } from '../../model/command.ts';
import { UserError } from '../../model/errors.ts';
import type { Outcome } from '../../model/plan.ts';
import { count, plain } from '../../text/text.ts';
import type { JournalState } from '../../storage/journal.ts';
import { pastSweeps, readPastSweep, type PastSweep } from '../../storage/past-sweeps.ts';
import type { CommandContext } from '../context.ts';

const open: ReadonlySet<Outcome['outcome']> = new Set(['parked', 'failed', 'held']);

/** It died, or left steps that another try may finish. A skipped resource has changed, and stays. */
export function canResume({ finishedAt, outcomes }: JournalState): boolean {
  return finishedAt === null || [...outcomes.values()].some(({ outcome }) => open.has(outcome));
}

/** The sweep that was named, or the newest that can be resumed; null: there is none. */
export async function sweepToResume(
  account: string,
  context: Pick<CommandContext, 'state' | 'terminal' | 'typed'>,
): Promise<PastSweep | null> {
  const [name] = context.typed;
  if (name !== undefined) return namedSweep(name, account, context);
  const past = await pastSweeps(account, await context.state.open());
  const found = past.findLast(({ journal }) => canResume(journal)) ?? null;
  if (found) warnOfDamage(found, context);
  return found;
}

/** A journal whose lines somebody or a disk damaged says so wherever it is read. */
export function warnOfDamage(
  { sweep, folder, journal: { damagedLines } }: PastSweep,
  { terminal }: Pick<CommandContext, 'terminal'>,
): void {
  const [first] = damagedLines;
  if (first === undefined) return;
  const more = damagedLines.length - 1;
  terminal.warn(
    `The journal of the sweep ${plain(sweep)} is damaged at line ${first}${more > 0 ? ` and ${count(more, 'more')}` : ''} (${plain(folder)}/journal.ndjson): steps of which it tells no end are looked at anew.`,
  );
}

/** Throws where this machine has no such sweep of the account. */
export async function namedSweep(
  name: string,
  account: string,
  { state, terminal }: Pick<CommandContext, 'state' | 'terminal'>,
): Promise<PastSweep> {
  const files = await state.open();
  const found = await readPastSweep(account, name, files);
  if (found) {
    warnOfDamage(found, { terminal });
    return found;
  }
  throw new UserError(
    'NO_SUCH_SWEEP',
    `${plain(files.keeper)} has no sweep ${plain(name)} of account ${account}.`,
    { hint: [ownCommand('runs'), ' lists those that there are.'] },
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
