import type { AwsSession } from '../../aws/aws-session.ts';
import { UserError } from '../../model/errors.ts';
import type { Outcome, Plan } from '../../model/plan.ts';
import { onlyDisabled } from '../../model/plan.ts';
import type { Quarantine, QuarantineEntry, QuarantineNote } from '../../model/quarantine.ts';
import { plus } from '../../model/times.ts';
import { quarantineBegins } from '../../plan/quarantine.ts';
import {
  quarantinePath,
  readQuarantine,
  writeQuarantine,
  type ReadQuarantine,
} from '../../storage/quarantine-file.ts';
import type { StateFiles } from '../../storage/files.ts';
import type { QuarantineKeeping } from '../../sweep/sweep-deps.ts';
import type { CommandContext } from '../context.ts';

/** The context with the notes of the account's quarantine, where one is asked for. */
export async function withQuarantine(
  context: CommandContext,
  { account }: Pick<AwsSession, 'account'>,
): Promise<CommandContext> {
  if (context.options.quarantineMs === null) return context;
  const files = await context.state.open();
  const quarantine = await readQuarantine(account, files);
  if (quarantine.damage !== null) {
    const file = files.absolute(quarantinePath(account));
    context.terminal.warn(
      `The notes of the quarantine in ${file} do not count: ${quarantine.damage}. Every quarantine begins anew.`,
    );
  }
  return { ...context, quarantine };
}

/**
 * Keeps the notes of a plan's quarantine up to date: those of kinds without a switch from the start, those of
 * what is disabled as soon as it is.
 */
export function keepQuarantine(
  plan: Plan & { readonly quarantine: Quarantine },
  read: ReadQuarantine,
  {
    session,
    files,
  }: { readonly session: Pick<AwsSession, 'account' | 'now'>; readonly files: StateFiles },
): QuarantineKeeping {
  const { account } = session;
  const { durationMs, entries } = plan.quarantine;
  const notes = new Map(read.notes);
  const written = new Map<string, QuarantineNote>();
  const toDisable = onlyDisabled(plan);
  let sweep = '';
  let writing: Promise<unknown> = Promise.resolve();

  function note({ key, proof }: QuarantineEntry): void {
    if (proof === null) return;
    const since = quarantineBegins(session.now().toISOString(), notes);
    const made = { ...proof, since, sweep };
    notes.set(key, made);
    written.set(key, made);
  }

  // One after the other: the later of two writes must be the one with more notes.
  const write = () =>
    (writing = writing.then(() => writeQuarantine(account, new Map(notes), files)));

  return {
    async begin(id) {
      sweep = id;
      const current = await readQuarantine(account, files);
      if (current.text !== read.text) throw changedMeanwhile();
      for (const entry of entries) {
        if (entry.state === 'left') notes.delete(entry.key);
        else if (!toDisable.has(entry.key)) note(entry);
      }
      await write();
    },
    async ended({ key, action, outcome }: Outcome) {
      const entry = entries.find((each) => each.key === key);
      if (!entry) return;
      if (action === 'disable' && outcome === 'done' && toDisable.has(key)) note(entry);
      else if (outcome !== 'gone' && !(action === 'delete' && outcome === 'done')) return;
      else if (!notes.delete(key)) return;
      await write();
    },
    result: () => ({
      durationMs,
      entries: entries
        .filter(({ key, proof }) => proof === null || written.has(key))
        .map((entry) => {
          const since = written.get(entry.key)?.since ?? entry.since;
          const until = plus(since, durationMs);
          return { ...entry, since, until, detail: entry.detail.replaceAll(entry.until, until) };
        }),
    }),
  };
}

function changedMeanwhile(): UserError {
  return new UserError(
    'QUARANTINE_CHANGED',
    'Another sweep changed the notes of the quarantine while this one was planned.',
    { hint: 'Nothing was changed. Run it again.', exitCode: 6 },
  );
}
