import { mutationsOf, type Mutation } from '../mutation.ts';

/** What the way to AWS may do. */
export const hardening: readonly Mutation[] = [
  ...mutationsOf('src/plan/plan-file.ts', {
    'plan file: changed options are its own': [
      'sealOptions(options, plan).digest !== digest',
      "digest === ''",
    ],
  }),
  ...mutationsOf('src/storage/journal.ts', {
    'journal: damage in its middle is not told': [
      'damagedLines: damagedLines(text)',
      'damagedLines: []',
    ],
    'journal: half a line of a killed run is damage': ['isSound || isTorn(index)', 'isSound'],
  }),
  ...mutationsOf('src/aws/bound-keys.ts', {
    'keys: those of another account are used': [
      'if (found !== expected) throw',
      'if (found === null) throw',
    ],
    'keys: nobody is asked whose they are': ['if (account === null) {', 'if (lastGiven !== "") {'],
  }),
  ...mutationsOf('src/kinds/cloudfront-distribution/disabling.ts', {
    'traces: a change that came late is somebody else’s': ['(isOther || isLate)', '(isOther)'],
  }),
  ...mutationsOf('src/sweep/step-runner.ts', {
    'disk: what was done before it was full is not told': [
      'if (!isUnwritten(error)) throw error;',
      'throw error;',
    ],
  }),
];
