import { UserError } from '../../model/errors.ts';
import { stageId } from '../../sst/state-keys.ts';
import type { Survey } from '../../survey/survey.ts';

/**
 * `--ignore-stage` is for a state that cannot be read. A readable state tells by itself which resources it
 * names.
 */
export function checkIgnoredStages(
  words: readonly string[],
  { inventory }: Pick<Survey, 'inventory'>,
): void {
  for (const word of words) {
    const states = inventory.stages.filter((state) => stageId(state) === word);
    if (states.some(({ current }) => current?.readable === false)) continue;
    if (states.length === 0) {
      throw new UserError(
        'IGNORE_NO_STAGE',
        `--ignore-stage ${word}: no home that could be read has a state of ${word}.`,
        { hint: 'Correct the word, or leave the flag out.' },
      );
    }
    throw new UserError(
      'STAGE_IS_READABLE',
      `--ignore-stage ${word} was refused: the state of that stage can be read.`,
      { hint: 'Leave the flag out; it is for stages whose current state cannot be read.' },
    );
  }
}
