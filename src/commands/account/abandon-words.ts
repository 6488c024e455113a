import { UserError } from '../../model/errors.ts';
import type { AbandonWord } from '../../model/options.ts';
import { stageId } from '../../sst/state-keys.ts';
import { abandonText, everyStage } from '../input/flag-values.ts';
import type { Survey } from '../../survey/survey.ts';

/**
 * A word that fits no stage gives nothing up, nor does one that fits several: it is mistyped, a run has
 * followed since it was printed, or a home was copied. Without an error somebody would believe that the stage is given up.
 */
export function checkWordsFit(words: readonly AbandonWord[], { stages, inventory }: Survey): void {
  for (const word of words) {
    const places = stages.filter(
      ({ app, stage, source, registered, location }) =>
        source === 'sst-state' &&
        app === word.app &&
        stage === word.stage &&
        (word.bucket === null ? registered : location.startsWith(`s3://${word.bucket}/`)),
    );
    if (places.some(({ status }) => status === 'abandoned')) continue;
    const [place] = places;
    if (!place) {
      const where = word.bucket === null ? 'registered home' : `home ${word.bucket}`;
      throw new UserError(
        'ABANDON_NO_STAGE',
        `--abandon ${abandonText(word)}: no ${where} of account ${inventory.account} has a state of ${stageId(word)}.`,
        { hint: [everyStage, ' lists all stages, with their words where they can be given up.'] },
      );
    }
    if (
      word.update !== null &&
      places.length > 1 &&
      places.every((each) => each.abandonWord?.endsWith(`@${word.update}`))
    )
      throw new UserError(
        'ABANDON_AMBIGUOUS',
        `--abandon ${abandonText(word)}: ${stageId(word)} has a state in ${places.length} homes.`,
        {
          hint: ['Say which one, as ', everyStage, ' prints it: BUCKET:APP/STAGE@UPDATE.'],
        },
      );
    throw new UserError(
      'ABANDON_OUTDATED',
      `--abandon ${abandonText(word)}: ${stageId(word)} was changed since that word was printed.`,
      {
        hint: [
          `Look at it again: `,
          everyStage,
          place.abandonWord === null ? '.' : `. Its word is now ${place.abandonWord}.`,
        ],
      },
    );
  }
}
