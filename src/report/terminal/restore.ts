import type { OwnCommand } from '../../model/command.ts';
import type {
  Difference,
  RestoreOutcome,
  RestoreOutcomeKind,
  RestoreReport,
} from '../../model/restore.ts';
import { joined } from '../../text/blocks.ts';
import { commandText } from '../../text/command-text.ts';
import { grid } from './grid.ts';
import { kindWord, shownId } from '../../text/kind-words.ts';
import { reasonText } from '../outcome-words.ts';
import type { RestoreJson } from '../json/schema/restore.ts';
import { count, listed, plain } from '../../text/text.ts';
import { readable } from '../../text/times.ts';
import type { Style, TextStyle } from '../../text/text-style.ts';
import { wrapped } from '../../text/wrap.ts';

export function restoreJson(report: RestoreReport, exitCode: number): RestoreJson {
  const { sweep, account, dryRun, startedAt, finishedAt, outcomes, summary, calls } = report;
  return {
    schema: 'sst-sweep/restore@1',
    sweep,
    account,
    dryRun,
    startedAt,
    finishedAt,
    exitCode,
    outcomes: outcomes.map((outcome) => ({
      key: outcome.key,
      kind: outcome.kind,
      resource: outcome.resource,
      region: outcome.region,
      action: outcome.action,
      outcome: outcome.outcome,
      reason: outcome.reason,
      error: outcome.error && { ...outcome.error },
      blockedBy: [...outcome.blockedBy],
      restoredAs: outcome.restoredAs,
      differs: outcome.differs.map(({ part, was, is, detail }) => ({ part, was, is, detail })),
    })),
    summary: { ...summary },
    calls: { total: calls.total, byOperation: { ...calls.byOperation } },
  };
}

const order = [
  'failed',
  'held',
  'skipped',
  'planned',
  'done',
  'there',
] as const satisfies readonly RestoreOutcomeKind[];

const headings: Readonly<Record<RestoreOutcomeKind, string>> = {
  failed: 'Could not be restored',
  held: 'Held back by something that could not be restored',
  skipped: 'Left alone',
  planned: 'Would be restored',
  done: 'Restored',
  there: 'There already',
};

/**
 * The outcomes of a restore, done or planned, with every difference, and the command that goes on with it.
 */
export function renderRestore(
  report: RestoreReport,
  view: TextStyle,
  resumeCommand: OwnCommand,
): string {
  if (report.outcomes.length === 0)
    return joined([[`The sweep ${plain(report.sweep)} backed up nothing: it changed nothing.`]]);
  return joined([
    ...order.map((kind) => section(kind, report.outcomes, view)),
    closing(report, view, resumeCommand),
  ]);
}

function section(
  kind: RestoreOutcomeKind,
  outcomes: readonly RestoreOutcome[],
  view: TextStyle,
): string[] {
  const members = outcomes.filter(({ outcome }) => outcome === kind);
  if (members.length === 0) return [];
  const { rows } = grid(
    members.map((outcome) => [
      { text: outcome.action ?? '', style: styleOf(kind, view) },
      kindWord(outcome.kind),
      shownId(outcome.resource, outcome.region),
      outcome.region === 'global' ? '' : outcome.region,
    ]),
    { width: view.rowWidth, indent: 2, id: 2 },
  );
  return [
    view.paint.bold(`${headings[kind]} (${members.length})`),
    ...rows.flatMap((lines, index) => [...lines, ...details(members[index], view)]),
  ];
}

function details(outcome: RestoreOutcome | undefined, view: TextStyle): string[] {
  if (!outcome) return [];
  const { error, blockedBy, reason, differs } = outcome;
  const request = error?.requestId ? ` (request ${error.requestId})` : '';
  const facts = [
    ...(error
      ? [`${error.code === 'Skipped' ? '' : `${error.code}: `}${error.message}${request}`]
      : []),
    ...(error === null && reason !== null && blockedBy.length === 0 ? [reasonText(reason)] : []),
    ...(blockedBy.length > 0 ? [`names ${listed(blockedBy.map(readable))}`] : []),
    // Differences of a resource that was there already were told when it was restored.
    ...(outcome.outcome === 'there' && !view.verbose ? [] : differs.map(differenceText)),
  ];
  return facts
    .flatMap((fact) => wrapped(plain(fact), view.width - 6))
    .map((line) => view.paint.dim(`      ${line}`));
}

function differenceText({ part, was, is, detail }: Difference): string {
  const change =
    was !== null && is !== null ? `${was} is now ${is}` : was !== null ? `was ${was}` : null;
  return `not as it was: ${part}${change === null ? '' : `, ${change}`}. ${detail}`;
}

function styleOf(kind: RestoreOutcomeKind, { paint }: TextStyle): Style {
  if (kind === 'failed') return paint.red;
  return kind === 'done' || kind === 'there' ? paint.green : paint.yellow;
}

const words: Readonly<Record<RestoreOutcomeKind, string>> = {
  failed: 'could not be restored',
  held: 'held back',
  skipped: 'left alone',
  planned: 'not begun',
  done: 'restored',
  there: 'there already',
};

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function closing(
  { dryRun, interrupted, summary }: RestoreReport,
  view: TextStyle,
  resumeCommand: OwnCommand,
): string[] {
  if (dryRun) return [view.paint.bold(`${count(summary.planned, 'resource')} would be restored.`)];
  const isBad = summary.failed + summary.held > 0;
  const others = order
    .filter((kind) => kind !== 'done' && summary[kind] > 0)
    .map((kind) => `${summary[kind]} ${words[kind]}`);
  // A tick is for a sweep that is restored as a whole.
  const isPart = interrupted || summary.skipped > 0;
  const mark = isBad ? view.marks.failed : isPart ? view.marks.warning : view.marks.done;
  const tail = others.length > 0 ? ` ${capital(listed(others))}.` : '';
  return [
    view.paint.bold(`${mark} Restored ${count(summary.done, 'resource')}.${tail}`),
    ...(interrupted || isBad ? [`Go on: ${commandText(resumeCommand, view.repeated)}`] : []),
    ...(summary.done > 0 ? ['CloudFront takes some minutes to serve what was made anew.'] : []),
  ];
}
