import { mutationsOf, type Mutation } from '../mutation.ts';

/** Functions of regions, their log groups and their roles. */
export const functions: readonly Mutation[] = [
  ...mutationsOf('src/match/use/claims.ts', {
    'claimed: by its URL does not count': ['claims.get(hostKey(host)) ?? []', '[]'],
  }),
  ...mutationsOf('src/match/use/references.ts', {
    'used: by its URL does not count': ['if (named.has(host)) add(host, key);', ''],
  }),
  ...mutationsOf('src/match/evidence-index.ts', {
    'pruned: what a person took out of a snapshot lives on nowhere': [
      'history !== undefined && !history.past.some(({ departure }) => departure.mayBeHandedOver)',
      'history !== undefined',
    ],
    'roles: their own tags do not count': [
      'return tags ? { ...resource, tags } : resource;',
      "return tags && kind !== 'iam-role' ? { ...resource, tags } : resource;",
    ],
  }),
  ...mutationsOf('src/kinds/lambda/rows.ts', {
    'used: a function names no role': [
      "...(role === undefined ? [] : [{ to: resourceKey('iam-role', role), relation: 'role' }]),",
      '...(role === undefined ? [] : []),',
    ],
    'used: a function names no log group': [
      "{ to: resourceKey('log-group', `${region}:${group}`), relation: 'log-group' },",
      '',
    ],
    'used: an edge function names no log group of its replicas': [
      'distinctReferences([...shared.references, replicas])',
      'shared.references',
    ],
    'used: what only a version names does not count': [
      'const rows = [latest, ...versions];',
      'const rows = [latest].concat(versions.slice(versions.length));',
    ],
  }),
  ...mutationsOf('src/kinds/lambda/lambda-function.ts', {
    'gap: functions that were not listed hide no use of a role': [
      "'lambda-function',\n        'iam-role',",
      "'lambda-function',",
    ],
    'gap: functions that were not listed hide no use of a log group': [
      "'iam-role',\n        'log-group',",
      "'iam-role',",
    ],
  }),
  ...mutationsOf('src/kinds/log-group/kind.ts', {
    'follows: replicas’ groups are of their own region’s functions': [
      '{ id, region: home }',
      '{ id, region }',
    ],
    'row 10: a retention is no sign of data': ['holdsData: days !== undefined', 'holdsData: false'],
    'row 10: a group without a retention holds data': [
      'holdsData: days !== undefined',
      'holdsData: true',
    ],
  }),
  ...mutationsOf('src/scan/edge.ts', {
    'edge: a function of us-east-1 is of both kinds': [
      "if (kind !== 'lambda-function' || region !== edgeRegion) return true;",
      'if (kind || region) return true;',
    ],
  }),
];
