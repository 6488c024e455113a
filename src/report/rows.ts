/** The design's table for people: what each row says, and what would change a verdict that rests on it. */
interface RowText {
  readonly says: string;
  readonly change: readonly string[];
}

const rows: Readonly<Record<number, RowText>> = {
  1: {
    says: 'It belongs to the bootstrap of SST or CDK, which every stage of the account uses.',
    change: [],
  },
  2: {
    says: 'A keep rule or the tag sst-sweep:keep names it.',
    change: ['Take the rule out of --keep or the config file, or remove the tag.'],
  },
  3: { says: 'Nothing makes it SST’s.', change: [] },
  4: {
    says: 'A live stack claims it: a current state or a CloudFormation stack names it.',
    change: [
      'Run "sst remove" for the stage that claims it.',
      'Where "sst remove" cannot work any more, give the stage up with --abandon.',
    ],
  },
  5: {
    says: 'Something references it that is not itself a leftover.',
    change: ['Remove what uses it; then it is judged by its own facts.'],
  },
  6: {
    says: 'Its stage is at work, a lock is held, or it is too young to judge.',
    change: [
      'Wait until the run has ended, then scan again.',
      'If no run is going on and the lock is old, "sst unlock" ends it.',
      'The age that counts as young is set with --older-than.',
    ],
  },
  7: {
    says: 'Its possible owners disagree, or something that could not be read may decide.',
    change: [
      'Close the gap: grant the permission that it names and scan again.',
      'Vouch for a home or region that nothing of SST’s lives in, with --ignore-home or --ignore-region.',
    ],
  },
  8: {
    says: 'It changed after its stage let go of it, it is still used, or its departure is not proven.',
    change: [
      'A distribution that still answers is judged as if it did not with --allow-traffic.',
      'Type its exact id after "sst-sweep sweep" if you know that nothing needs it.',
    ],
  },
  9: {
    says: 'SST or CloudFormation left it on purpose.',
    change: [
      'Type its exact id after "sst-sweep sweep", or plan such resources with --include-retained.',
    ],
  },
  10: {
    says: 'It can hold data, and no recorded state ever owned it.',
    change: ['Type its exact id after "sst-sweep sweep" if you know that its data is not needed.'],
  },
  11: {
    says: 'A recorded state owned it, its departure is proven, and nothing live claims or uses it.',
    change: ['A claim by a live stack, or a reference from something live, would keep it.'],
  },
  12: {
    says: 'A run that did not complete made it, and no state of its stage ever took it in.',
    change: ['A claim by a live stack, or a reference from something live, would keep it.'],
  },
  13: {
    says: 'The newest deploy of its stage failed because this very resource already exists.',
    change: ['A claim by a live stack, or a reference from something live, would keep it.'],
  },
  14: {
    says: 'It is what SST makes, its name fits exactly one known stage, and nothing has used or changed it for a week.',
    change: ['A claim by a live stack, or a reference from something live, would keep it.'],
  },
  15: {
    says: 'Its tags or its name fit one removed stage, or it is an old version that nothing uses.',
    change: [
      'More history of its stage would make it surer: see whether a home could not be read.',
    ],
  },
  16: {
    says: 'It looks like SST’s, but the proof that nothing needs it is missing.',
    change: ['Type its exact id after "sst-sweep sweep" if you know that nothing needs it.'],
  },
};

const unheardOf: RowText = { says: 'The row that decided is not described.', change: [] };

export function rowText(row: number): RowText {
  return rows[row] ?? unheardOf;
}
