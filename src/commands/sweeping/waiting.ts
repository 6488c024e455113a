import type { AwsSession } from '../../aws/aws-session.ts';
import type { Finding } from '../../model/finding.ts';
import { compare } from '../../model/order.ts';
import type { QuarantineNotes } from '../../model/quarantine.ts';
import { plus } from '../../model/times.ts';
import { readQuarantine } from '../../storage/quarantine-file.ts';
import { count } from '../../text/text.ts';
import type { CommandContext } from '../context.ts';

type Asked = Pick<CommandContext, 'options' | 'quarantine' | 'state'>;

/** What waits in the account, whether this run has a quarantine or not. Notes that do not count are none. */
export async function notesOf(
  { account }: Pick<AwsSession, 'account'>,
  { quarantine, state }: Asked,
): Promise<QuarantineNotes> {
  return (quarantine ?? (await readQuarantine(account, await state.open()))).notes;
}

/** `since ..., until ...`; null: it does not wait. Without `--quarantine` nobody knows for how long. */
export function waitingSince(
  { key, verdict }: Pick<Finding, 'key' | 'verdict'>,
  notes: QuarantineNotes,
  { options: { quarantineMs } }: Asked,
): string | null {
  const note = notes.get(key);
  if (!note || verdict !== 'leftover') return null;
  const end =
    quarantineMs === null
      ? 'a sweep with --quarantine takes it when its time is over'
      : `until ${plus(note.since, quarantineMs)}`;
  return `since ${note.since}, ${end}`;
}

/** One sentence on all of them; null: none waits. */
export function waitingSentence(
  findings: readonly Finding[],
  notes: QuarantineNotes,
  { options: { quarantineMs } }: Asked,
): string | null {
  const since = findings
    .flatMap(({ key, verdict }) => (verdict === 'leftover' ? (notes.get(key)?.since ?? []) : []))
    .toSorted(compare);
  const [first] = since;
  if (first === undefined) return null;
  const end = quarantineMs === null ? '' : `; the first is over at ${plus(first, quarantineMs)}`;
  return `In quarantine: ${count(since.length, 'leftover')}, the first since ${first}${end}.`;
}
