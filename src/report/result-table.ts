import { sstCommand, type OwnCommand, type SstVerb } from '../model/command.ts';
import type { StageReport } from '../model/finding.ts';
import type { Outcome, OutcomeKind, SweepResult } from '../model/plan.ts';
import type { LostEntry } from '../model/stage.ts';
import { joined } from './blocks.ts';
import { commandText, sentenceText } from './command-text.ts';
import { exclusionLines } from './exclusion-lines.ts';
import { grid } from './grid.ts';
import { byFirst } from './sort.ts';
import { takingOut, type StageWay } from './stage-ways.ts';
import { count, listed, minute, pairOf, plain } from './text.ts';
import type { Style, View } from './view.ts';

export interface ResultNotes {
  /** Stages that were given up. */
  readonly abandoned: readonly GivenUp[];
  /** Goes on with this sweep. */
  readonly goOn: OwnCommand;
}

/** A stage that was given up: its state is tidied with SST's own commands, where it has one. */
export interface GivenUp {
  readonly report: StageReport;
  /** Entries of its state that lead to what was deleted, and that SST does not get past. */
  readonly stopping: readonly LostEntry[];
}

const order = [
  'failed',
  'held',
  'parked',
  'skipped',
  'gone',
  'done',
] as const satisfies readonly OutcomeKind[];

const headings: Readonly<Record<OutcomeKind, string>> = {
  failed: 'Failed',
  held: 'Held back by a step that failed',
  parked: 'Parked until later',
  skipped: 'Skipped: something changed since the plan',
  gone: 'Already gone',
  done: 'Deleted',
};

/** What a sweep did. What did not go well comes first. */
export function renderResult(result: SweepResult, view: View, notes: ResultNotes): string {
  return joined([
    ...order.map((kind) => section(kind, toShow(kind, result.outcomes, view), view)),
    exclusionLines(result.excluded, view),
    abandonedLines(notes, view),
    closing(result, view, notes),
  ]);
}

/** Of what went well only what is gone now: the steps on the way there are for `--verbose`. */
function toShow(kind: OutcomeKind, outcomes: readonly Outcome[], view: View): readonly Outcome[] {
  return outcomes.filter(
    ({ action, outcome }) =>
      outcome === kind &&
      (view.verbose || action === 'delete' || (kind !== 'done' && kind !== 'gone')),
  );
}

function section(kind: OutcomeKind, outcomes: readonly Outcome[], view: View): string[] {
  const members = outcomes.toSorted(
    byFirst(
      (outcome) => outcome.app,
      (outcome) => outcome.stage,
      (outcome) => outcome.step,
    ),
  );
  if (members.length === 0) return [];
  const lines = grid(
    members.map((outcome) => [
      { text: outcome.action, style: styleOf(kind, view) },
      outcome.kind,
      outcome.resource,
      pairOf(outcome),
    ]),
    { width: view.rowWidth, indent: 2, id: 2 },
  );
  return [
    view.paint.bold(`${headings[kind]} (${members.length})`),
    ...lines.flatMap((line, index) => [line, ...why(members[index], view)]),
  ];
}

const reasonTexts: Readonly<Record<string, string>> = {
  replicas: 'AWS has not yet removed its Lambda@Edge replicas',
  propagating: 'CloudFront is still taking the change to all of its edges',
};

function why(outcome: Outcome | undefined, view: View): string[] {
  if (!outcome) return [];
  const { error, reason, blockedBy, retryAfter } = outcome;
  const request = error?.requestId ? ` (request ${error.requestId})` : '';
  const said = reason === null ? null : (reasonTexts[reason] ?? reason);
  const facts = [
    error && `${error.code}: ${error.message}${request}`,
    blockedBy.length > 0 ? `${said ?? 'waits for'}: ${listed(blockedBy)}` : said,
    retryAfter && `try again after ${minute(retryAfter)}`,
  ].filter((fact) => typeof fact === 'string');
  return facts.map((fact) => view.paint.dim(`      ${plain(fact)}`));
}

function styleOf(kind: OutcomeKind, { paint }: View): Style {
  if (kind === 'failed') return paint.red;
  return kind === 'done' || kind === 'gone' ? paint.green : paint.yellow;
}

function hasExpired({ outcomes }: SweepResult): boolean {
  return outcomes.some(({ reason }) => reason === 'expired-credentials');
}

/** What SST does then must come to its end: first goes what it would stop at. */
function abandonedLines({ abandoned }: ResultNotes, view: View): string[] {
  const withState = abandoned.filter(({ report }) => report.resources > 0);
  if (withState.length === 0) return [];
  return [
    'Stages that were given up still have a state. Tidy it with SST, in their project:',
    ...withState.flatMap((givenUp) => [
      `  ${pairOf(givenUp.report)}`,
      ...tidying(givenUp).map(
        ({ command, note }) =>
          `    ${commandText(command, view.repeated)}${note === null ? '' : `  # ${plain(note)}`}`,
      ),
    ]),
    ...(withState.some(({ report }) => report.lastRun?.errors.some(isAboutPassphrase))
      ? ['Where the passphrase is gone SST cannot do that: then leave the state, it harms nothing.']
      : []),
  ];
}

function isAboutPassphrase(error: string): boolean {
  return /passphrase|decrypt/i.test(error);
}

function tidying({ report, stopping }: GivenUp): readonly StageWay[] {
  const { stage, lock, lost } = report;
  const entries = [...lost.filter(({ stops }) => stops), ...stopping];
  const byHand = entries.filter(({ byName }) => !byName);
  const sst = (verb: SstVerb): StageWay => ({ command: sstCommand(verb, stage), note: null });
  return [
    ...(lock === null ? [] : [sst('unlock')]),
    ...entries
      .filter(({ byName }) => byName)
      .map((entry) => takingOut(entry, { stage, region: null })),
    ...(byHand.length === 0
      ? []
      : [
          {
            command: sstCommand(['state', 'edit'], stage),
            note: `delete the entries whose urn ends in ${listed(byHand.map(({ name }) => `"${name}"`))}`,
          },
        ]),
    sst('refresh'),
    sst('remove'),
  ];
}

function closing(result: SweepResult, view: View, notes: ResultNotes): string[] {
  const deletions = result.outcomes.filter((outcome) => outcome.action === 'delete');
  const deleted = deletions.filter((outcome) => outcome.outcome === 'done').length;
  const others = order
    .filter((kind) => kind !== 'done' && result.summary[kind] > 0)
    .map((kind) => `${result.summary[kind]} ${kind}`);
  const tail = others.length > 0 ? ` Other steps: ${listed(others)}.` : '';
  const mark =
    result.summary.failed + result.summary.held > 0 ? view.marks.failed : view.marks.done;
  const goOn = sentenceText([notes.goOn], view.repeated);
  return [
    view.paint.bold(`${mark} Deleted ${count(deleted, 'resource')}.${tail}`),
    ...(result.interrupted ? [`Interrupted: nothing new was started. ${goOn} goes on.`] : []),
    ...(hasExpired(result)
      ? [`The AWS credentials have expired, so it stopped. Sign in again, then ${goOn} goes on.`]
      : []),
    ...(result.summary.parked > 0 && !result.interrupted
      ? [`What is parked waits for AWS: ${goOn} goes on later.`]
      : []),
    ...(result.backup === null ? [] : [`Backup: ${plain(result.backup)}`]),
  ];
}
