import { mutationsOf, type Mutation } from '../mutation.ts';

/** What changed since an earlier report. */
export const comparisons: readonly Mutation[] = [
  ...mutationsOf('src/report/comparison.ts', {
    'comparison: what a gap hides is gone': [
      'missing.filter((each) => !isUnread(each))',
      'missing',
    ],
    'comparison: what is no leftover any more is not told': [
      "return verdict === 'leftover' ? [] : [{ ...each, verdict }];",
      'return [];',
    ],
  }),
  ...mutationsOf('src/commands/comparing/earlier-report.ts', {
    'comparison: a run that is watched keeps its report': [
      'given.stateDir !== undefined && !terminal.interactive',
      'given.stateDir !== undefined',
    ],
    'comparison: a place that nobody named is taken': [
      'given.stateDir !== undefined && !terminal.interactive',
      '!terminal.interactive',
    ],
    'comparison: a report with other filters is compared': [
      'if (narrower !== null) {',
      'if (narrower === null && file === null) {',
    ],
  }),
  ...mutationsOf('src/storage/last-report.ts', {
    'comparison: a report of any account is read': [
      '!read.success || read.data.account !== account',
      '!read.success',
    ],
  }),
  ...mutationsOf('src/commands/sweeping/sweep-plan.ts', {
    'comparison: what a sweep deleted is kept as a leftover': [
      'keepForComparison(agreed.look, context, isLeft)',
      'keepForComparison(agreed.look, context)',
    ],
  }),
];
