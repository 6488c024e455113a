import { sstCommand, type OwnCommand } from '../model/command.ts';
import type { Outcome, OutcomeKind, SweepResult } from '../model/plan.ts';
import { joined } from './blocks.ts';
import { commandText, sentenceText } from './command-text.ts';
import { exclusionLines } from './exclusion-lines.ts';
import { grid } from './grid.ts';
import { byFirst } from './sort.ts';
import { count, listed, minute, pairOf, plain } from './text.ts';
import type { Style, View } from './view.ts';

export interface ResultNotes {
  /** Stages that were given up: their state is tidied with SST's own commands. */
  readonly abandoned: readonly { readonly app: string; readonly stage: string }[];
  /** Goes on with this sweep. */
  readonly goOn: OwnCommand;
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

function abandonedLines({ abandoned }: ResultNotes, view: View): string[] {
  if (abandoned.length === 0) return [];
  return [
    'Stages that were given up still have a state. Tidy it with SST, in their project:',
    ...abandoned.flatMap((pair) => [
      `  ${pairOf(pair)}`,
      ...(['unlock', 'refresh', 'remove'] as const).map(
        (verb) => `    ${commandText(sstCommand(verb, pair.stage), view.repeated)}`,
      ),
    ]),
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
