import { removalNote, stageCommand, stuckStackCommand } from '../../advice/removal.ts';
import { ownCommand } from '../../model/command.ts';
import type { Report, StageReport } from '../../model/finding.ts';
import { commandText, sentenceText } from '../../text/command-text.ts';
import { isIdle, removeFailed, unlockCommand } from '../../advice/stage-advice.ts';
import { beforeRemoval, stageWays } from '../../advice/stage-ways.ts';
import { count, pairOf, plain } from '../../text/text.ts';
import { sortedStages } from '../../model/order.ts';
import { localDay, localMinute } from '../../text/times.ts';
import type { TextStyle } from '../../text/text-style.ts';

const monthMs = 30 * 24 * 60 * 60 * 1000;
const listedAtMost = 5;

/** No home and no stack was found: the most common reason is the wrong account. */
function looksLikeTheWrongAccount(report: Report): boolean {
  const unreadSources = report.gaps.some((gap) => gap.affects.stages === 'all');
  return report.homes.length === 0 && report.stages.length === 0 && !unreadSources;
}

/** Advice where there is nothing to delete. */
export function nextSteps(
  report: Report,
  view: TextStyle,
  isAsked: (stage: StageReport) => boolean = () => true,
): string[] {
  if (looksLikeTheWrongAccount(report)) {
    return [
      `No SST home and no stack of SST was found in account ${report.account}: this is probably the wrong account or profile.`,
      'Choose another one with --profile, or read more regions with --region.',
    ];
  }
  const stages = sortedStages(report.stages).filter(isAsked);
  const all = report.stages;
  const now = report.generatedAt;
  const failed = stages.filter(removeFailed);
  const deleted = stages.filter((stage) => (stage.deletedState?.owned.length ?? 0) > 0);
  const pending = stages.filter((stage) => stage.pending.length > 0 && stage.lock === null);
  const locked = stages.filter((stage) => stage.lock !== null);
  const idle = stages.filter(
    (stage) => ![...failed, ...deleted].includes(stage) && isIdle(stage, { now, idleMs: monthMs }),
  );
  return [
    ...advice(
      failed,
      'could not be removed',
      (stage) => (isBlocked(stage, all) ? noteLine(stage, all) : removalLine(stage, all, view)),
      (stage) => (isBlocked(stage, all) ? wayLines(stage, { now, all }, view) : []),
    ),
    ...advice(
      deleted,
      'whose state file was deleted by hand',
      (stage) => noteLine(stage, all),
      (stage) => wayLines(stage, { now, all }, view),
    ),
    ...advice(
      pending,
      'with pending operations of a killed run',
      () => '',
      (stage) => wayLines(stage, { now, all }, view),
    ),
    ...advice(locked, 'held by a lock (unlock only where no run is going on)', (stage) => {
      const unlock = unlockCommand(stage, { now, all });
      return `: ${unlock ? commandText(unlock, view.repeated) : heldSince(stage)}`;
    }),
    // A site may serve for years without a run: idle is no waste.
    ...advice(idle, 'idle for 30 days or more', (stage) => {
      const since = `, idle since ${localDay(stage.updatedAt ?? '')}`;
      return `${since}${removalLine(stage, all, view, 'if nobody needs it')}`;
    }),
    ...(failed.length + deleted.length + pending.length + locked.length + idle.length > 0
      ? [
          sentenceText(
            ['All stages and their commands: ', ownCommand('stages'), '.'],
            view.repeated,
          ),
        ]
      : []),
  ];
}

/** `: sst remove --stage dev  # what must be known before`; empty where that may not be printed. */
function removalLine(
  stage: StageReport,
  all: readonly StageReport[],
  view: TextStyle,
  condition: string | null = null,
): string {
  const command = stageCommand(stage, all);
  const note = removalNote(stage, all);
  if (command === null) return note === null ? '' : `: ${plain(note)}`;
  const notes = [condition, note].flatMap((each) => (each === null ? [] : [plain(each)]));
  return `: ${commandText(command, view.repeated)}${notes.length === 0 ? '' : `  # ${notes.join('. ')}`}`;
}

/** Another `sst remove` alone would stop where the last one did. */
function isBlocked(stage: StageReport, all: readonly StageReport[]): boolean {
  return stuckStackCommand(stage) !== null || beforeRemoval(stage, all).length > 0;
}

function noteLine(stage: StageReport, all: readonly StageReport[]): string {
  const note = removalNote(stage, all);
  return note === null ? '' : `: ${plain(note)}`;
}

function wayLines(
  stage: StageReport,
  context: { readonly now: string; readonly all: readonly StageReport[] },
  view: TextStyle,
): string[] {
  return stageWays(stage, { ...context, passphrases: null }).map(
    ({ command, note }) =>
      `    ${commandText(command, view.repeated)}${note === null ? '' : `  # ${plain(note)}`}`,
  );
}

/** A young lock is somebody's run. */
function heldSince({ lock }: StageReport): string {
  return lock === null
    ? ''
    : `by a ${plain(lock.command ?? 'run')} since ${localMinute(lock.createdAt)}`;
}

function advice(
  stages: readonly StageReport[],
  what: string,
  about: (stage: StageReport) => string,
  below: (stage: StageReport) => readonly string[] = () => [],
): string[] {
  if (stages.length === 0) return [];
  const shown = stages.slice(0, listedAtMost);
  const lines = shown.flatMap((stage) => [`  ${pairOf(stage)}${about(stage)}`, ...below(stage)]);
  const rest = stages.length - shown.length;
  return [
    `${count(stages.length, 'stage')} ${what}:`,
    ...lines,
    ...(rest > 0 ? [`  and ${count(rest, 'more', 'more')}`] : []),
  ];
}
