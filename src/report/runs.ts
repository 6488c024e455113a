import type { Command, Repeated } from '../model/command.ts';
import type { Outcome, OutcomeKind } from '../model/plan.ts';
import { joined } from './blocks.ts';
import { commandText } from './command-text.ts';
import { grid } from './grid.ts';
import type { RunsJson } from './schema/runs.ts';
import { byFirst } from './sort.ts';
import { listed, minute, plain } from './text.ts';
import type { Style, View } from './view.ts';

/** A past sweep, as `runs` tells of it. */
export interface RunReport {
  readonly sweep: string;
  readonly account: string;
  readonly status: 'running' | 'finished' | 'unfinished';
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly summary: Readonly<Record<OutcomeKind, number>>;
  readonly unseen: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly folder: string;
  readonly command: Command | null;
}

export function runsJson(runs: readonly RunReport[], repeated: Repeated): RunsJson {
  return {
    schema: 'sst-sweep/runs@1',
    runs: runs.map((run) => ({
      sweep: run.sweep,
      account: run.account,
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

export function renderRuns(runs: readonly RunReport[], view: View): string {
  if (runs.length === 0) return joined([['Nothing was swept from this machine yet.']]);
  const lines = grid(
    runs.map((run) => [
      run.sweep,
      run.account,
      { text: run.status, style: styleOf(run, view) },
      run.startedAt === null ? '' : minute(run.startedAt),
      summaryText(run),
    ]),
    { width: view.rowWidth, indent: 2, id: 0 },
  );
  return joined([
    [
      view.paint.bold(`Sweeps (${runs.length})`),
      ...lines.flatMap((line, index) => [line, ...details(runs[index], view)]),
    ],
  ]);
}

const kinds = ['done', 'gone', 'failed', 'held', 'parked', 'skipped'] as const;

function summaryText({ summary, unseen }: RunReport): string {
  const counts = kinds.flatMap((kind) => (summary[kind] > 0 ? [`${summary[kind]} ${kind}`] : []));
  return listed(unseen.length > 0 ? [...counts, `${unseen.length} without an end`] : counts);
}

function details(run: RunReport | undefined, view: View): string[] {
  if (!run) return [];
  const waiting = parked(run)
    .filter(({ reason }) => view.verbose || reason !== 'waits-for-parked')
    .map(({ step, reason, retryAfter }) => {
      const when = retryAfter === null ? '' : `, try again after ${minute(retryAfter)}`;
      return view.paint.dim(`      parked: ${plain(step)}: ${plain(reason ?? 'later')}${when}`);
    });
  return run.command === null
    ? waiting
    : [...waiting, `      ${commandText(run.command, view.repeated)}`];
}

function parked({ outcomes }: RunReport): readonly Outcome[] {
  return outcomes
    .filter(({ outcome }) => outcome === 'parked')
    .toSorted(byFirst((outcome) => outcome.step));
}

function styleOf({ status }: RunReport, { paint }: View): Style {
  return status === 'unfinished' ? paint.yellow : paint.green;
}
