import { sstCommand, type SstVerb } from '../../model/command.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { StageReport } from '../../model/finding.ts';
import type { OutcomeKind, SweepResult } from '../../model/plan.ts';
import type { StageRemoval } from '../../model/stage-removal.ts';
import type { LostEntry } from '../../model/stage.ts';
import { joined } from '../../text/blocks.ts';
import { commandText } from '../../text/command-text.ts';
import { comparisonLines } from '../comparison.ts';
import { exclusionLines } from '../exclusion-lines.ts';
import { endingLines, type EndingNotes } from './ending.ts';
import { fatesOf, type Fate } from '../fates.ts';
import { grid, headOf } from './grid.ts';
import { leftTheQuarantine } from './plan.ts';
import { removalLines } from '../stage-removals.ts';
import { kindWord, shownId } from '../../text/kind-words.ts';
import { stepNames, whyText } from '../outcome-words.ts';
import { byFirst } from '../../model/order.ts';
import { takingOut, type StageWay } from '../../advice/stage-ways.ts';
import { listed, pairOf, plain } from '../../text/text.ts';
import type { Style, TextStyle } from '../../text/text-style.ts';
import { folded } from '../../text/wrap.ts';

export interface ResultNotes extends EndingNotes {
  /** Stages that were given up. */
  readonly abandoned: readonly AbandonedStage[];
  /** What changed since an earlier report, before this sweep. */
  readonly comparison?: Comparison | null;
  /** What `--remove-with` did before the sweep. */
  readonly removals?: readonly StageRemoval[];
}

/** A stage that was given up: its state is tidied with SST's own commands, where it has one. */
export interface AbandonedStage {
  readonly report: StageReport;
  /** Entries of its state that lead to deleted resources, and that SST does not get past. */
  readonly stopping: readonly LostEntry[];
  /** Only where the stage is in several places. */
  readonly region: string | null;
  /** SST's own removal; null: something of it is left, or SST would remove another one. */
  readonly remove: StageWay | null;
}

/** Failures first. */
export const outcomeOrder = [
  'failed',
  'held',
  'parked',
  'skipped',
  'gone',
  'done',
] as const satisfies readonly OutcomeKind[];

export const outcomeHeadings: Readonly<Record<OutcomeKind, string>> = {
  failed: 'Failed',
  held: 'Held back by something that failed',
  parked: 'Parked until later',
  skipped: 'Skipped: something changed since the plan',
  gone: 'Already gone',
  done: 'Deleted',
};

/** The end of a sweep: failures first, then deleted and half-done resources, and the command that goes on. */
export function renderResult(result: SweepResult, view: TextStyle, notes: ResultNotes): string {
  const fates = fatesOf(result.outcomes);
  return joined([
    removalLines(notes.removals ?? []),
    ...outcomeOrder.map((kind) =>
      section(
        kind,
        fates.filter((fate) => fate.kind === kind),
        result,
        view,
      ),
    ),
    // Whoever stopped a sweep asks what it did, not what it would have left.
    result.interrupted ? [] : exclusionLines(result.excluded, view),
    leftTheQuarantine(result, view),
    comparisonLines(notes.comparison ?? null),
    abandonedLines(notes, view),
    endingLines(result, fates, notes, view),
  ]);
}

function section(
  kind: OutcomeKind,
  fates: readonly Fate[],
  result: SweepResult,
  view: TextStyle,
): string[] {
  const members = fates
    .map(({ outcome }) => outcome)
    .toSorted(
      byFirst(
        (outcome) => outcome.app,
        (outcome) => outcome.stage,
        (outcome) => outcome.step,
      ),
    );
  if (members.length === 0) return [];
  const { head, rows } = grid(
    members.map((outcome) => [
      { text: kindWord(outcome.kind), style: styleOf(kind, view) },
      shownId(outcome.resource, outcome.region),
      pairOf(outcome),
    ]),
    { width: view.rowWidth, indent: 2, id: 1, head: headOf(['Kind', 'Id', 'Stage'], view) },
  );
  const nameOf = stepNames(result.outcomes);
  const reasons = members.map((outcome) => plain(whyText(outcome, nameOf, result.finishedAt)));
  return [
    view.paint.bold(`${outcomeHeadings[kind]} (${members.length})`),
    ...head,
    ...rows.flatMap((lines, index) => [
      ...lines,
      // A reason that several share stands below the last of them.
      ...(reasons[index] === reasons[index + 1] ? [] : reasonLines(reasons[index] ?? '', view)),
    ]),
  ];
}

function reasonLines(reason: string, view: TextStyle): string[] {
  if (reason === '') return [];
  return folded(reason, view.rowWidth - 6).map((line) => view.paint.dim(`      ${line}`));
}

function styleOf(kind: OutcomeKind, { paint }: TextStyle): Style {
  if (kind === 'failed') return paint.red;
  return kind === 'done' || kind === 'gone' ? paint.green : paint.yellow;
}

/** SST's own removal must be able to finish: entries at which it would stop go first. */
export function abandonedLines({ abandoned }: ResultNotes, view: TextStyle): string[] {
  // SST looks only into registered homes, where another stage may have that name.
  const withState = abandoned.filter(({ report }) => report.resources > 0 && report.registered);
  if (withState.length === 0) return [];
  return [
    'Stages that were given up still have a state. Tidy it with SST, in their project:',
    ...withState.flatMap((givenUp) => [
      `  ${pairOf(givenUp.report)}`,
      ...stateEntryLines(givenUp).map(
        ({ command, note }) =>
          `    ${commandText(command, view.repeated)}${note === null ? '' : `  # ${plain(note)}`}`,
      ),
      ...(givenUp.remove === null
        ? ['    Nothing removes it here: something of it is left, or may be needed.']
        : []),
    ]),
    ...(withState.some(({ report }) => report.lastRun?.errors.some(isAboutPassphrase))
      ? ['Where the passphrase is gone SST cannot do that: then leave the state, it harms nothing.']
      : []),
  ];
}

function isAboutPassphrase(error: string): boolean {
  return /passphrase|decrypt/i.test(error);
}

function stateEntryLines({
  report,
  stopping,
  region,
  remove,
}: AbandonedStage): readonly StageWay[] {
  const { stage, lock, lost } = report;
  const entries = [...lost.filter(({ stops }) => stops), ...stopping];
  const byHand = entries.filter(({ byName }) => !byName);
  const sst = (verb: SstVerb): StageWay => ({
    command: sstCommand(verb, stage, region),
    note: null,
  });
  return [
    ...(lock === null ? [] : [sst('unlock')]),
    ...entries.filter(({ byName }) => byName).map((entry) => takingOut(entry, { stage, region })),
    ...(byHand.length === 0
      ? []
      : [
          {
            command: sstCommand(['state', 'edit'], stage, region),
            note: `delete the entries whose urn ends in ${listed(byHand.map(({ name }) => `"${name}"`))}`,
          },
        ]),
    sst('refresh'),
    ...(remove === null ? [] : [remove]),
  ];
}
