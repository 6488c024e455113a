import { ownCommand, type Sentence } from '../../model/command.ts';
import type { StageReport } from '../../model/finding.ts';
import { narrowStages } from '../../survey/narrow.ts';
import type { Survey } from '../../survey/survey.ts';
import { count, listed, pairOf, plain } from '../../text/text.ts';
import type { CommandContext } from '../context.ts';

/** A stage that is there, and that `--stages-from` would name if it were meant to exist. */
export function isUnwanted(
  { stage, status }: StageReport,
  { wantedStages }: Pick<CommandContext, 'wantedStages'>,
): boolean {
  if (wantedStages === null || status === 'removed') return false;
  return wantedStages.isKnown(stage) && !wantedStages.isWanted(stage);
}

/** Their states still own what they have, so no sweep takes it. Null: there are none. */
export function unwantedSentence(
  { stages }: Pick<Survey, 'stages'>,
  context: Pick<CommandContext, 'wantedStages' | 'options'>,
): Sentence | null {
  const shown = narrowStages(stages, context.options.filter);
  const names = [
    ...new Set(shown.filter((stage) => isUnwanted(stage, context)).map((stage) => pairOf(stage))),
  ];
  if (names.length === 0) return null;
  const first = listed(names.slice(0, 5).map(plain));
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  const are = names.length === 1 ? 'is' : 'are';
  return [
    `${count(names.length, 'stage')} that ${are} not meant to exist ${are} still there: ${first}${more}. `,
    ownCommand('stages'),
    ' lists the commands that remove them; a sweep does not.',
  ];
}
