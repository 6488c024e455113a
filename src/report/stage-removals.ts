import type { RemovalReason, StageRemoval } from '../model/stage-removal.ts';
import { shellWord } from '../text/command-text.ts';
import { pairOf, plain } from '../text/text.ts';

const reasonTexts: Readonly<Record<RemovalReason, string>> = {
  production: 'it is called production',
  needed: 'something of it is still needed',
  'not-looked-up': 'whether it is needed could not be looked up',
  kept: 'a keep rule names something of it',
  recent: 'something happened to it within the last day',
  locked: 'it is locked, or a run is going on',
  unsettled: 'SST would stop at its state',
  'not-of-sst-v3': 'SST v3 does not find its state',
  'odd-name': 'SST gives no stage such a name',
  'other-app':
    'the project in this folder is not known to be its app; {app} in the command would name it',
  'other-place': 'the project in this folder has another region or profile',
  'wanted-meanwhile': 'it is meant to exist now',
  'changed-meanwhile': 'it changed meanwhile',
  'not-confirmed': 'nobody confirmed it',
  'not-run': 'no command was run for it',
  'exit-code': 'the command failed',
  'timed-out': 'the command took too long and was ended',
  interrupted: 'the run was interrupted, and the command with it',
  'not-started': 'the command could not be started',
  'still-there': 'the command ended well, and the stage is still there',
};

/** As it would be typed, cleaned: a name of a stage never reaches it unchecked. */
export function commandWords(command: readonly string[]): string {
  return plain(command.map(shellWord).join(' '));
}

/** One line on one stage. */
export function removalText(removal: StageRemoval): string {
  const { outcome, reason, command, exitCode, seconds, region } = removal;
  const name = `${pairOf(removal)} (${plain(region)})`;
  const why = reason === null ? '' : `: ${reasonTexts[reason]}`;
  const took = seconds === null ? '' : ` after ${seconds} s`;
  const code = exitCode === null ? '' : `, exit code ${exitCode}`;
  switch (outcome) {
    case 'planned':
      return `${name} would be removed by: ${commandWords(command ?? [])}`;
    case 'removed':
      return `${name} was removed${took}${code}`;
    case 'failed':
      return `${name} was not removed${why}${took}${code}`;
    case 'left':
      return `${name} was left${why}`;
    default:
      return outcome satisfies never;
  }
}

/** What `--remove-with` did or would do, as a block; none without it. */
export function removalLines(removals: readonly StageRemoval[]): string[] {
  if (removals.length === 0) return [];
  return [
    'Stages that are not meant to exist:',
    ...removals.map((each) => `  ${removalText(each)}`),
  ];
}

/** The same of a plan: what they leave behind is not known yet. */
export function plannedRemovalLines(removals: readonly StageRemoval[]): string[] {
  const lines = removalLines(removals);
  return removals.some(({ outcome }) => outcome === 'planned')
    ? [
        ...lines,
        'The account is looked at anew after that, so the sweep may take more than stands here.',
      ]
    : lines;
}
