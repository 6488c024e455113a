import { mutationsOf } from '../mutation.ts';

/** Rows 1 to 4: what a resource is, and who claims it. */
export const standing = [
  ...mutationsOf('src/match/rows/protected-or-claimed.ts', {
    'row 1: taken out': [
      'decide: ({ resource, claims, index }, judgement) => {',
      'decide: ({ resource, claims, index }, judgement) => {\n if (claims) return null;',
    ],
    'row 1: the bootstrap’s buckets do not count': ['isBootstrapBucket(resource.id) || ', ''],
    'row 1: a bucket that a bootstrap names is like others': [
      ' || index.inventory.bootstrapBuckets.includes(resource.id)',
      '',
    ],
    'row 1: a bucket that holds SST’s files is like others': [
      'const key = keyOfSstIn(resource, judgement);',
      'const key = resource === null ? keyOfSstIn(resource, judgement) : null;',
    ],
    'row 1: what a bootstrap stack owns does not count': [
      'claim.stack && isBootstrapStack(claim.stack.name)',
      'false',
    ],
    'row 1: the role of all API Gateways is like others': ['isGatewayRole(resource.id)', 'false'],
    'row 2: taken out': [
      'decide: ({ resource, index }) => {',
      'decide: ({ resource, index }) => {\n if (index) return null;',
    ],
    'row 2: the keep tag does not count': ['resource.tags?.[keepTag] !== undefined', 'false'],
    'row 2: keep rules do not count': ['if (rule === undefined) return null;', 'return null;'],
    'row 2: keep rules do not name ids': [
      '[resource.id, resource.name ?? resource.id]',
      '[resource.name ?? resource.id]',
    ],
    'row 3: taken out': ["(isSsts(subject) ? null : 'not-listed')", 'null'],
    'row 3: tags make nothing SST’s': [
      "Object.keys(resource.tags ?? {}).some((tag) => tag === 'sst:app' || tag === 'sst:stage') ||",
      '',
    ],
    'row 3: the tag of an app alone does not count': [
      "tag === 'sst:app' || tag === 'sst:stage'",
      "tag === 'sst:stage'",
    ],
    'row 3: the tag of a stage alone does not count': [
      "tag === 'sst:app' || tag === 'sst:stage'",
      "tag === 'sst:app'",
    ],
    'row 3: owners make nothing SST’s': ['owners.length > 0 ||', ''],
    'row 3: an SST-tagged stack makes nothing SST’s': [
      "by === 'state' || pair !== null",
      "by === 'state'",
    ],
    'row 3: any stack makes it SST’s': ["by === 'state' || pair !== null", 'by !== null'],
    'row 3: a name of SST’s shape makes nothing SST’s': ['shaped ||', ''],
    'row 3: a failed run’s message makes nothing SST’s': [
      'failedRunsNaming(subject).length > 0',
      'false',
    ],
    'row 4: taken out': [
      'number: 4,\n    decide: (subject) => {',
      'number: 4,\n    decide: (subject) => {\n if (subject) return null;',
    ],
    'row 4: stacks do not claim': [
      "by === 'stack' || state?.registered === true",
      'state?.registered === true',
    ],
    'row 4: checkpoints do not claim': [
      "by === 'stack' || state?.registered === true",
      "by === 'stack'",
    ],
    'row 4: a home need not be registered': [
      "by === 'stack' || state?.registered === true",
      'by !== null',
    ],
    'row 4: a failed deletion of a stack is not said': [
      "claim.stack?.status === 'DELETE_FAILED'",
      'false',
    ],
    'row 4: the stage’s own failed remove is not said': [
      "newest?.command === 'remove' &&",
      'newest === null &&',
    ],
    'row 4: a failed remove is said of what the stage only names': [
      'claim.own &&\n    newest',
      'newest',
    ],
    'row 4: a remove that was killed is not a failed one': [
      'newest.errors.length > 0 || !newest.completed',
      'newest.errors.length > 0',
    ],
    'row 4: a remove with errors is not a failed one': [
      'newest.errors.length > 0 || !newest.completed',
      '!newest.completed',
    ],
  }),
  ...mutationsOf('src/match/use/claims.ts', {
    'row 4: what a checkpoint only names is not claimed': [
      'of state.current?.mentions ?? []',
      'of state.current?.lists ?? []',
    ],
    'row 4: an SST-tagged stack is of no stage': [
      'const pair = tagged ? stageId(tagged) : null;',
      'const pair = null;',
    ],
    'abandoned: its own claims still hold': [
      'if (givenUp && history.get(key)?.givenUp.some((given) => given.state === state)) continue;',
      'void givenUp;',
    ],
    'abandoned: claims on what is not its own are dropped too': [
      'if (givenUp && history.get(key)?.givenUp.some((given) => given.state === state)) continue;',
      'if (givenUp) continue;',
    ],
  }),
  ...mutationsOf('src/scan/stacks.ts', {
    'row 4: a stack’s physical ids do not claim': ['[...physicalIds, ...values]', '[...values]'],
    'row 4: a stack’s parameters and outputs do not claim': [
      '[...physicalIds, ...values]',
      '[...physicalIds]',
    ],
    'row 4: a stack’s parameters do not claim': ["ParameterValue ?? '',", "'',"],
    'row 4: a stack’s outputs do not claim': [
      "...(stack.Outputs ?? []).map(({ OutputValue }) => OutputValue ?? ''),",
      '',
    ],
  }),
  ...mutationsOf('src/sst/bootstrap.ts', {
    'row 1: state buckets are not bootstrap': [
      'return stateBucket.test(name) || assetBucket.test(name);',
      'return assetBucket.test(name);',
    ],
    'row 1: asset buckets are not bootstrap': [
      'return stateBucket.test(name) || assetBucket.test(name);',
      'return stateBucket.test(name);',
    ],
    'row 1: SSTBootstrap is a stack like others': ["name === 'SSTBootstrap' || ", ''],
    'row 1: CDKToolkit is a stack like others': [" || name === 'CDKToolkit'", ''],
    'row 1: a state bucket need not end in SST’s letters': [
      '/^sst-state-[abcdefhkmnorstuvwxz]{12}$/',
      '/^sst-state-/',
    ],
    'row 1: an asset bucket need not end in SST’s letters': [
      '/^sst-asset-[abcdefhkmnorstuvwxz]{12}$/',
      '/^sst-asset-/',
    ],
  }),
  ...mutationsOf('src/match/findings/others.ts', {
    'kind other: the keep tag does not count': ['other.tags[keepTag] !== undefined', 'false'],
    'kind other: a stage that lives on does not count': ['facts?.livesOn === true', 'false'],
    'kind other: a claim does not count': ['if (claim) {', 'if (!key) {'],
    'kind other: what its stage let go of lives with it': [' && !newest?.departure.proven', ''],
    'kind other: it is more than unknown': [
      "verdict: 'unknown', row: 16",
      "verdict: 'leftover', row: 16",
    ],
  }),
];
