import { mutationsOf, type Mutation } from '../mutation.ts';

/** Signs of who made a thing: names and comments of SST's, and what failed deploys say. */
export const makers: readonly Mutation[] = [
  ...mutationsOf('src/match/history/sst-made.ts', {
    'SST-made: a distribution needs no comment of SST’s': [
      "return distributionComment.test(description ?? '');",
      'return distributionComment !== null;',
    ],
    'SST-made: a name need not be of SST’s shape': [
      'return readings.some(',
      'return name !== "" || readings.some(',
    ],
    'SST-made: a cut name is nobody’s': [
      'mayBeCut(kind, name, facts) ? readName(kind, name, description) : fits',
      'mayBeCut(kind, "", facts) ? readName(kind, name, description) : fits',
    ],
    'SST-made: a whole name need not be this stage’s': [
      'mayBeCut(kind, name, facts) ? readName(kind, name, description) : fits',
      'readName(kind, name, description) ?? mayBeCut(kind, name, facts)',
    ],
    'SST-made: names need no tails from 3.8.0 on': [
      "!isOlderSst(sstVersion, '3.8.0')",
      "!isOlderSst(sstVersion, '99.0.0')",
    ],
    'SST-made: names had tails before 3.8.0': [
      "!isOlderSst(sstVersion, '3.8.0')",
      "!isOlderSst(sstVersion, '3.0.0')",
    ],
  }),
  ...mutationsOf('src/match/history/failed-deploys.ts', {
    'row 13: not only the newest deploy counts': [
      "runs.findLast(({ record }) => record === null || record.command === 'deploy')",
      'runs.findLast(({ record }) => (record?.errors.length ?? 0) > 0)',
    ],
    'row 13: any command counts': [
      "record === null || record.command === 'deploy'",
      'record !== undefined',
    ],
    'row 13: a newer run that could not be read does not count': [
      "record === null || record.command === 'deploy'",
      "record?.command === 'deploy'",
    ],
  }),
  ...mutationsOf('src/match/history/failed-runs.ts', {
    'row 13: the URN’s kind does not count': ['facts.pulumiTypes.includes(type) &&', ''],
    'row 13: it need not exist already': [
      'facts.alreadyExistsCodes.some((code) => error.includes(code)) &&',
      '',
    ],
    'row 13: a longer name counts': [
      'new RegExp(`(^|[^A-Za-z0-9_-])${escaped(name)}($|[^A-Za-z0-9_-])`)',
      'new RegExp(`(^|[^A-Za-z0-9_-])${escaped(name)}`)',
    ],
    'row 13: a name with more before it counts': [
      'new RegExp(`(^|[^A-Za-z0-9_-])${escaped(name)}($|[^A-Za-z0-9_-])`)',
      'new RegExp(`${escaped(name)}($|[^A-Za-z0-9_-])`)',
    ],
  }),
];
