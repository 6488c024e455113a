import type { Command, Repeated } from '../../model/command.ts';
import type { Outcome, OutcomeKind } from '../../model/plan.ts';
import { joined } from '../../text/blocks.ts';
import { commandText } from '../../text/command-text.ts';
import { disabledOnly, fateCounts, fatesOf } from '../fates.ts';
import { grid, headOf } from './grid.ts';
import { resourceName, stepNames, whyText } from '../outcome-words.ts';
import type { RunsJson } from '../json/schema/runs.ts';
import { byFirst, compare } from '../../model/order.ts';
import { count, listed } from '../../text/text.ts';
import { localMinute } from '../../text/times.ts';
import type { Style, TextStyle } from '../../text/text-style.ts';
import { wrapped } from '../../text/wrap.ts';

/** A past sweep, as `runs` tells of it. */
export interface RunReport {
  readonly sweep: string;
  readonly account: string;
  /** The plan's fingerprint. */
  readonly plan: string | null;
  readonly status: 'running' | 'finished' | 'unfinished';
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly summary: Readonly<Record<OutcomeKind, number>>;
  readonly unseen: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly folder: string;
  /** How many resources were made again since. */
  readonly restored: number;
  readonly command: Command | null;
}

export function runsJson(runs: readonly RunReport[], repeated: Repeated): RunsJson {
  return {
    schema: 'sst-sweep/runs@1',
    runs: runs.map((run) => ({
      sweep: run.sweep,
      account: run.account,
      plan: run.plan,
      status: run.status,
      startedAt: run.startedAt,
      finishedAt: run.finishedAt,
      summary: { ...run.summary },
      unseen: run.unseen.toSorted(),
      parked: parked(run).map((outcome) => ({
        step: outcome.step,
        kind: outcome.kind,
        resource: outcome.resource,
        app: outcome.app,
        stage: outcome.stage,
        action: outcome.action,
        reason: outcome.reason,
        retryAfter: outcome.retryAfter,
      })),
      folder: run.folder,
      command: run.command && commandText(run.command, repeated),
    })),
  };
}

/** `now`: times ahead are told as minutes from now. */
export function renderRuns(all: readonly RunReport[], view: TextStyle, now: string): string {
  // A sweep that found nothing to do changed nothing.
  const runs = all.filter(({ outcomes, status }) => outcomes.length > 0 || status !== 'finished');
  if (runs.length === 0) return joined([['Nothing was swept from this machine yet.']]);
  const accounts = new Set(runs.map(({ account }) => account));
  const of = accounts.size === 1 ? ` of account ${[...accounts].join('')}` : '';
  const { head, rows } = grid(
    runs.map((run) => [
      run.sweep,
      ...(accounts.size > 1 ? [run.account] : []),
      run.startedAt === null ? '' : localMinute(run.startedAt),
      { text: statusText(run), style: styleOf(run, view) },
    ]),
    {
      width: view.rowWidth,
      indent: 2,
      id: 0,
      head: headOf(['Sweep', ...(accounts.size > 1 ? ['Account'] : []), 'Started', 'Ended'], view),
    },
  );
  return joined([
    [
      view.paint.bold(`Sweeps${of} (${runs.length})`),
      ...head,
      ...rows.flatMap((lines, index) => [...lines, ...details(runs[index], view, now)]),
    ],
  ]);
}

/** A sweep that was stopped came to a safe end, and yet not to the end that was asked for. */
function statusText({ status, outcomes, restored }: RunReport): string {
  if (status === 'running') return 'still running';
  if (status === 'unfinished') return 'cut off';
  if (restored > 0) return 'restored';
  if (outcomes.some(({ reason }) => reason === 'interrupted')) return 'interrupted';
  const kinds = new Set(outcomes.map(({ outcome }) => outcome));
  if (kinds.has('failed') || kinds.has('held')) return 'with failures';
  return kinds.has('parked') ? 'not all done' : 'done';
}

const words = {
  done: 'deleted',
  gone: 'gone already',
  failed: 'failed',
  held: 'held back',
  parked: 'parked',
  skipped: 'skipped',
} as const satisfies Readonly<Record<OutcomeKind, string>>;

function summaryText({ outcomes, unseen }: RunReport): string {
  const counts = fateCounts(fatesOf(outcomes));
  const parts = (Object.keys(words) as OutcomeKind[]).flatMap((kind) =>
    counts[kind] > 0 ? [`${counts[kind]} ${words[kind]}`] : [],
  );
  const disabled = disabledOnly(outcomes).length;
  if (disabled > 0) parts.push(`${disabled} disabled`);
  return listed(unseen.length > 0 ? [...parts, `${unseen.length} without an end`] : parts);
}

function details(run: RunReport | undefined, view: TextStyle, now: string): string[] {
  if (!run) return [];
  const nameOf = stepNames(run.outcomes);
  // Waiting steps cannot go on once a restore has made their resources again.
  const waiting = (run.restored > 0 ? [] : fatesOf(run.outcomes))
    .filter(
      ({ kind, outcome, half }) =>
        kind === 'parked' &&
        (view.verbose || half !== null || outcome.reason !== 'waits-for-parked'),
    )
    .map(({ outcome, half }) => {
      const note = half === null ? '' : `, now ${half.toUpperCase()}`;
      return `${resourceName(outcome)}${note}: ${whyText(outcome, nameOf, now)}`;
    })
    .toSorted(compare);
  const shown = view.verbose ? waiting : waiting.slice(0, waitingAtMost);
  const hidden = waiting.length - shown.length;
  const summary = summaryText(run);
  return [
    ...(summary === '' ? [] : [`      ${summary}`]),
    ...shown
      .flatMap((line) => wrapped(line, view.rowWidth - 6))
      .map((line) => view.paint.dim(`      ${line}`)),
    ...(hidden > 0 ? [view.paint.dim(`      and ${hidden} more: --verbose lists all.`)] : []),
    ...(run.restored > 0 ? [`      ${count(run.restored, 'resource')} restored since`] : []),
    ...(run.command === null || run.restored > 0
      ? []
      : [`      Go on: ${commandText(run.command, view.repeated)}`]),
  ];
}

const waitingAtMost = 5;

function parked({ outcomes }: RunReport): readonly Outcome[] {
  return outcomes
    .filter(({ outcome }) => outcome === 'parked')
    .toSorted(byFirst((outcome) => outcome.step));
}

function styleOf(run: RunReport, { paint }: TextStyle): Style {
  return statusText(run) === 'done' ? paint.green : paint.yellow;
}
