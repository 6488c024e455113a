import type { OwnCommand } from '../../model/command.ts';
import type { Gains, SweepResult } from '../../model/plan.ts';
import { commandText, sentenceText } from '../../text/command-text.ts';
import { disabledOnly, fateCounts, type Fate } from '../fates.ts';
import { freedSentences } from '../gains.ts';
import { sweptQuarantine } from '../quarantine.ts';
import { kindCount, kindWord, shownId } from '../../text/kind-words.ts';
import { count, listed, pairOf, plain } from '../../text/text.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { wrapped } from '../../text/wrap.ts';

export interface EndingNotes {
  /** Goes on with this sweep. */
  readonly resumeCommand: OwnCommand;
  /** Makes the deleted resources again. */
  readonly restoreCommand: OwnCommand;
  /** The quotas and money that it freed. */
  readonly gains: Gains;
}

/** The last lines of a sweep: they promise nothing that was not done. */
export function endingLines(
  result: SweepResult,
  fates: readonly Fate[],
  notes: EndingNotes,
  view: TextStyle,
): string[] {
  const { repeated } = view;
  const changed =
    fates.some(({ kind, half }) => kind === 'done' || half !== null) ||
    disabledOnly(result.outcomes).length > 0;
  const quarantine = sweptQuarantine(result);
  const isOpen = fates.some(
    ({ kind }) => kind === 'parked' || kind === 'failed' || kind === 'held',
  );
  const deleted = fates.some(({ kind }) => kind === 'done');
  return [
    view.paint.bold(headline(result, fates, view)),
    ...(quarantine === '' ? [] : wrapped(quarantine, view.width)),
    ...halfLines(fates, view),
    ...(deleted ? freedSentences(notes.gains).flatMap((text) => wrapped(text, view.width)) : []),
    ...(hasExpired(result)
      ? [
          `The AWS credentials have expired, so it stopped. Sign in again, then ${sentenceText([notes.resumeCommand], repeated)} goes on.`,
        ]
      : isOpen
        ? [`Go on: ${commandText(notes.resumeCommand, repeated)}`]
        : []),
    ...(changed && result.backup !== null
      ? [`Undo: ${commandText(notes.restoreCommand, repeated)}`]
      : []),
    ...(result.backup === null ? [] : [view.paint.dim(`The backup is in ${plain(result.backup)}`)]),
  ];
}

/** A tick only where everything that was asked for is gone. */
export function headline(
  result: SweepResult,
  fates: readonly Fate[],
  { marks }: TextStyle,
): string {
  const { done, gone, failed, held, parked, skipped } = fateCounts(fates);
  const all = fates.length;
  if (all === 0) {
    const waits = result.quarantine?.entries.some(({ state }) => state !== 'left') === true;
    return waits
      ? 'Nothing was deleted: what is left over is in quarantine.'
      : 'Nothing was deleted: there was nothing to delete.';
  }
  const open = [
    failed > 0 && `${failed} failed`,
    held > 0 && `${held} held back`,
    parked > 0 && `${parked} ${result.interrupted ? 'left' : 'parked'}`,
    skipped > 0 && `${skipped} skipped`,
  ].filter((part) => typeof part === 'string');
  const stages = new Set(
    fates.flatMap(({ kind, outcome }) => (kind === 'done' ? [pairOf(outcome)] : [])),
  ).size;
  const of = done > 0 ? ` in ${count(stages, 'stage')}` : '';
  const already = gone > 0 ? `; ${gone} ${gone === 1 ? 'was' : 'were'} gone already` : '';
  if (open.length === 0) return `${marks.done} Deleted ${count(done, 'resource')}${of}${already}.`;
  const mark = failed + held > 0 ? marks.failed : marks.warning;
  const how = result.interrupted ? 'Stopped' : 'Not finished';
  const what =
    done === 0 ? `none of ${count(all, 'resource')}` : `${done} of ${count(all, 'resource')}`;
  return `${mark} ${how}: ${what} deleted${already}, ${listed(open)}.`;
}

/**
 * Resources that changed but still exist: whoever reads only this must not think that they are as they were.
 */
function halfLines(fates: readonly Fate[], view: TextStyle): string[] {
  const named = (half: Fate['half']) => namesOf(fates.filter((fate) => fate.half === half));
  const disabled = named('disabled');
  const emptied = named('emptied');
  return [
    ...(disabled === '' ? [] : [`Now DISABLED, and serving nobody: ${disabled}.`]),
    ...(emptied === '' ? [] : [`Now EMPTY, but still there: ${emptied}.`]),
  ]
    .flatMap((line) => wrapped(line, view.width))
    .map((line) => view.paint.yellow(line));
}

/** `distribution E1`, `2 distributions (E1 and E2)`. */
function namesOf(fates: readonly Fate[]): string {
  const kinds = new Map<string, string[]>();
  for (const { outcome } of fates)
    kinds.set(outcome.kind, [
      ...(kinds.get(outcome.kind) ?? []),
      plain(shownId(outcome.resource, outcome.region)),
    ]);
  return listed(
    [...kinds].map(([kind, ids]) =>
      ids.length === 1
        ? `${kindWord(kind)} ${ids.join('')}`
        : `${kindCount(ids.length, kind)} (${listed(ids)})`,
    ),
  );
}

function hasExpired({ outcomes }: SweepResult): boolean {
  return outcomes.some(({ reason }) => reason === 'expired-credentials');
}
