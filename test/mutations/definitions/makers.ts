import { mutationsOf, type Mutation } from '../mutation.ts';

/** Signs of who made a thing: names and comments of SST's, and what failed deploys say. */
export const makers: readonly Mutation[] = [
  ...mutationsOf('src/match/history/sst-made.ts', {
    'SST-made: a distribution needs no comment of SST’s': [
      "if (!distributionComment.test(resource.description ?? '')) return false;",
      '',
    ],
    'SST-made: a distribution needs no function of SST’s': [
      'return resource.references.some(({ to, relation }) => {',
      'return resource.references.length >= 0 || resource.references.some(({ to, relation }) => {',
    ],
    'SST-made: an origin is as good as a function': [
      "if (!relation.endsWith('-association')) return false;",
      '',
    ],
    'SST-made: a version of an edge function is none of SST’s': [
      'used?.memberOf ? index.resources.get(used.memberOf.key) : used',
      'used',
    ],
    'SST-made: a name need not be of SST’s shape': [
      'return readings.some((reading) =>\n    isOfVersion',
      'return readings.concat(fits).every((reading) =>\n    isOfVersion',
    ],
    'SST-made: a plain name before 3.8.0 is nobody else’s': [
      'resource.environmentPair !== null || (facts.guarded && !reading.weak)',
      'true',
    ],
    'SST-made: a plain name of a guarded kind is anybody’s': [
      'resource.environmentPair !== null || (facts.guarded && !reading.weak)',
      'resource.environmentPair !== null',
    ],
    'SST-made: a bare name of a guarded kind is nobody else’s': [
      '(facts.guarded && !reading.weak)',
      'facts.guarded',
    ],
    'SST-made: a plain name with SST’s environment is anybody’s': [
      'resource.environmentPair !== null || (facts.guarded && !reading.weak)',
      'facts.guarded && !reading.weak',
    ],
    'SST-made: a distribution may run another stage’s function': [
      'fitName({ kind, name, description }, rules, pairs)',
      'fitName({ kind, name, description }, rules, index.pairs)',
    ],
    'SST-made: a cut name is nobody’s': [
      'mayBeCut(kind, name, facts) ? readName(kind, name, description) : fits',
      'mayBeCut(kind, "", facts) ? readName(kind, name, description) : fits',
    ],
    'SST-made: a whole name need not be this stage’s': [
      'mayBeCut(kind, name, facts) ? readName(kind, name, description) : fits',
      'readName(kind, name, description) ?? mayBeCut(kind, name, facts)',
    ],
    'SST-made: a bucket had no tail before 3.8.0': [
      "if (kind === 's3-bucket') return readings.some(({ generation }) => generation === 'tail');",
      '',
    ],
    'SST-made: names need no tails from 3.8.0 on': [": generation !== 'plain';", ': true;'],
    'SST-made: names had tails before 3.8.0': [
      "generation !== 'tail' && plainIsEnough",
      'plainIsEnough',
    ],
    'SST-made: tails came with 3.7.0': ["'3.8.0'", "'3.7.0'"],
    'SST-made: tails came with 3.9.0': ["'3.8.0'", "'3.9.0'"],
  }),
  ...mutationsOf('src/match/versions.ts', {
    'row 15: a version that an alias names goes': ['...namingAliases(subject, judgement), ', ''],
    'row 15: aliases that could not be read name nothing': [
      "return [evidence('gap', gap, 'The aliases of its function could not be read.')];",
      'return gap ? [] : [];',
    ],
    'row 15: an alias names every version': [
      'return answer.versions.includes(ordinal)',
      'return answer.versions.length > 0',
    ],
  }),
  ...mutationsOf('src/kinds/lambda/aliases.ts', {
    'row 15: an alias names no version by weight': [
      '...Object.keys(routing?.AdditionalVersionWeights ?? {}),',
      '',
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
    'row 13: the URN’s kind does not count': ["isOfKind(urnOfError(error) ?? '', facts) &&", ''],
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
