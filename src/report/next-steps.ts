import { ownCommand } from '../model/command.ts';
import type { Report, StageReport } from '../model/finding.ts';
import { commandText, sentenceText } from './command-text.ts';
import { isIdle, removalNote, removeFailed, stageCommand, unlockCommand } from './stage-advice.ts';
import { count, minute, pairOf, plain } from './text.ts';
import { sortedStages } from './sort.ts';
import type { View } from './view.ts';

const monthMs = 30 * 24 * 60 * 60 * 1000;
const listedAtMost = 5;

/** No home and no stack was found: the most common reason is the wrong account. */
function looksLikeTheWrongAccount(report: Report): boolean {
  const unreadSources = report.gaps.some((gap) => gap.affects.stages === 'all');
  return report.homes.length === 0 && report.stages.length === 0 && !unreadSources;
}

/** What to do where there is nothing to delete. */
export function nextSteps(report: Report, view: View): string[] {
  if (looksLikeTheWrongAccount(report)) {
    return [
      `No SST home and no stack of SST was found in account ${report.account}: this is probably the wrong account or profile.`,
      'Choose another one with --profile, or read more regions with --region.',
    ];
  }
  const stages = sortedStages(report.stages);
  const all = report.stages;
  const failed = stages.filter(removeFailed);
  const locked = stages.filter((stage) => stage.lock !== null);
  const idle = stages.filter(
    (stage) =>
      !failed.includes(stage) && isIdle(stage, { now: report.generatedAt, idleMs: monthMs }),
  );
  const now = report.generatedAt;
  return [
    ...advice(failed, 'could not be removed', (stage) => removalLine(stage, all, view)),
    ...advice(locked, 'held by a lock (unlock only where no run is going on)', (stage) => {
      const unlock = unlockCommand(stage, { now, all });
      return `: ${unlock ? commandText(unlock, view.repeated) : heldSince(stage)}`;
    }),
    // A site may serve for years without a run: idle is no waste.
    ...advice(idle, 'idle for 30 days or more', (stage) => {
      const since = `, idle since ${(stage.updatedAt ?? '').slice(0, 10)}`;
      return `${since}${removalLine(stage, all, view, 'if nobody needs it')}`;
    }),
    ...(failed.length + locked.length + idle.length > 0
      ? [
          sentenceText(
            ['All stages and their commands: ', ownCommand('stages'), '.'],
            view.repeated,
          ),
        ]
      : []),
  ];
}

/** `: sst remove --stage dev  # what must be known before`; nothing where that may not be printed. */
function removalLine(
  stage: StageReport,
  all: readonly StageReport[],
  view: View,
  condition: string | null = null,
): string {
  const command = stageCommand(stage, all);
  const note = removalNote(stage, all);
  if (command === null) return note === null ? '' : `: ${plain(note)}`;
  const notes = [condition, note].flatMap((each) => (each === null ? [] : [plain(each)]));
  return `: ${commandText(command, view.repeated)}${notes.length === 0 ? '' : `  # ${notes.join('. ')}`}`;
}

/** A young lock is somebody's run. */
function heldSince({ lock }: StageReport): string {
  return lock === null
    ? ''
    : `by a ${plain(lock.command ?? 'run')} since ${minute(lock.createdAt)}`;
}

function advice(
  stages: readonly StageReport[],
  what: string,
  about: (stage: StageReport) => string,
): string[] {
  if (stages.length === 0) return [];
  const lines = stages.slice(0, listedAtMost).map((stage) => `  ${pairOf(stage)}${about(stage)}`);
  const rest = stages.length - lines.length;
  return [
    `${count(stages.length, 'stage')} ${what}:`,
    ...lines,
    ...(rest > 0 ? [`  and ${count(rest, 'more', 'more')}`] : []),
  ];
}
