import { ownCommand, sstCommand, type Command } from '../model/command.ts';
import type { Report, StageReport } from '../model/finding.ts';
import { commandText, sentenceText } from './command-text.ts';
import { isIdle, removeFailed } from './stage-advice.ts';
import { count, pairOf } from './text.ts';
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
  const failed = stages.filter(removeFailed);
  const locked = stages.filter((stage) => stage.lock !== null);
  const idle = stages.filter(
    (stage) =>
      !failed.includes(stage) && isIdle(stage, { now: report.generatedAt, idleMs: monthMs }),
  );
  return [
    ...advice(failed, 'could not be removed', {
      command: (stage) => sstCommand('remove', stage.stage),
      view,
    }),
    ...advice(locked, 'held by a lock (unlock only where no run is going on)', {
      command: (stage) => sstCommand('unlock', stage.stage),
      view,
    }),
    ...advice(idle, 'idle for 30 days or more', {
      command: (stage) => sstCommand('remove', stage.stage),
      view,
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

function advice(
  stages: readonly StageReport[],
  what: string,
  { command, view }: { readonly command: (stage: StageReport) => Command; readonly view: View },
): string[] {
  if (stages.length === 0) return [];
  const lines = stages
    .slice(0, listedAtMost)
    .map((stage) => `  ${pairOf(stage)}: ${commandText(command(stage), view.repeated)}`);
  const rest = stages.length - lines.length;
  return [
    `${count(stages.length, 'stage')} ${what}:`,
    ...lines,
    ...(rest > 0 ? [`  and ${count(rest, 'more', 'more')}`] : []),
  ];
}
