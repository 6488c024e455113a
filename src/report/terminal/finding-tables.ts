import type { Command, Sentence } from '../../model/command.ts';
import type { Gap } from '../../model/gap.ts';
import { mendsOf } from '../../advice/gap-mends.ts';
import { plain } from '../../text/text.ts';

/** Commands that would change a verdict; null where none may be printed. */
export interface WaysOn {
  /** The sweep that takes the resource. */
  readonly sweep: Command | null;
  /** SST's own remove of the stage that claims it, where somebody asked for that. */
  readonly remove: Command | null;
  /** In which project that is typed, where it matters (`projectNote`). */
  readonly project: string | null;
  /** Gives that stage up. */
  readonly abandon: Command | null;
  /** It is a distribution that still answers. */
  readonly answers: boolean;
  /** Gaps that may hide the deciding facts. */
  readonly gaps: readonly Gap[];
}

/**
 * The verdict table for people: the sentence of each row, and the fact that would change a verdict that rests
 * on it.
 */
interface RowText {
  readonly sentence: string;
  change(ways: WaysOn): readonly Sentence[];
}

const nothing = () => [];

function knowingBetter({ sweep }: WaysOn): readonly Sentence[] {
  return sweep === null ? [] : [['If you know that nothing needs it: ', sweep, '.']];
}

function distinct(sentences: readonly Sentence[]): readonly Sentence[] {
  return [...new Map(sentences.map((each) => [JSON.stringify(each), each])).values()];
}

const rows: Readonly<Record<number, RowText>> = {
  1: {
    sentence: 'It belongs to the bootstrap of SST or CDK, which every stage of the account uses.',
    change: nothing,
  },
  2: {
    sentence: 'A keep rule or the tag sst-sweep:keep names it.',
    change: () => ['Take the rule out of --keep or the config file, or remove the tag.'],
  },
  3: { sentence: 'Nothing makes it SST’s.', change: nothing },
  4: {
    sentence: 'A live stack claims it: a current state or a CloudFormation stack names it.',
    change: ({ remove, project, abandon }) => [
      'It goes with the stage that claims it, or when that lets go of it.',
      ...(remove === null
        ? []
        : [
            [
              'The remove of that stage failed; once more: ',
              remove,
              project === null ? '.' : `. ${plain(project)}`,
            ],
          ]),
      ...(abandon === null
        ? []
        : [['Where that cannot work any more, the stage is given up: ', abandon, '.']]),
    ],
  },
  5: {
    sentence: 'Something references it that is not itself a leftover.',
    change: () => ['Remove what uses it; then it is judged by its own facts.'],
  },
  6: {
    sentence: 'Its stage is at work, a lock is held, or it is too young to judge.',
    change: () => [
      'Wait until the run has ended, then scan again.',
      'If no run is going on and the lock is old, SST’s unlock ends it.',
      'The age that counts as young is set with --older-than.',
    ],
  },
  7: {
    sentence: 'Its possible owners disagree, or something that could not be read may decide.',
    change: ({ gaps }) => [
      ...distinct(gaps.flatMap(mendsOf)),
      ...(gaps.every(({ state }) => state !== null)
        ? []
        : [
            'Vouch for a home or region that nothing of SST’s lives in, with --ignore-home or --ignore-region.',
          ]),
    ],
  },
  8: {
    sentence:
      'It changed after its stage let go of it, it is still used, or its departure is not proven.',
    change: (ways) => [
      ...(ways.answers
        ? ['A distribution that still answers is judged as if it did not with --allow-traffic.']
        : []),
      ...knowingBetter(ways),
    ],
  },
  9: {
    sentence: 'SST or CloudFormation left it on purpose.',
    change: (ways) => [
      ...knowingBetter(ways),
      'Such resources of a stage are planned with --include-retained.',
    ],
  },
  10: {
    sentence: 'It can hold data, and no recorded state ever owned it.',
    change: knowingBetter,
  },
  11: {
    sentence:
      'A recorded state owned it, its departure is proven, and nothing live claims or uses it.',
    change: () => ['A claim by a live stack, or a reference from something live, would keep it.'],
  },
  12: {
    sentence:
      'A deploy that did not complete, or ended with errors, made it, and no state of its stage ever took it in.',
    change: () => ['A claim by a live stack, or a reference from something live, would keep it.'],
  },
  13: {
    sentence: 'The newest deploy of its stage failed because this very resource already exists.',
    change: () => ['A claim by a live stack, or a reference from something live, would keep it.'],
  },
  14: {
    sentence:
      'It is what SST makes, its name fits exactly one known stage, and nothing has used or changed it for a week.',
    change: () => ['A claim by a live stack, or a reference from something live, would keep it.'],
  },
  15: {
    sentence:
      'Its tags or its name fit one removed stage, or it is an old version that nothing uses.',
    change: () => [
      'More history of its stage would make it surer: see whether a home could not be read.',
    ],
  },
  16: {
    sentence: 'It looks like SST’s, but the proof that nothing needs it is missing.',
    change: knowingBetter,
  },
};

const undescribed: RowText = {
  sentence: 'The row that decided is not described.',
  change: nothing,
};

export function rowText(row: number): RowText {
  return rows[row] ?? undescribed;
}
