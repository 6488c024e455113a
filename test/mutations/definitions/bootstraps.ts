import { mutationsOf, type Mutation } from '../mutation.ts';

/** Bootstraps and their buckets, homes of any name, and the regions of stacks. */
export const bootstraps: readonly Mutation[] = [
  ...mutationsOf('src/sst/bootstrap.ts', {
    'bootstrap: its state bucket has no name of its own': ["textOf(parsed['state'])", 'null'],
    'bootstrap: its asset bucket has no name of its own': ["textOf(parsed['asset'])", 'null'],
    'bootstrap: a value that is no object names nothing': [
      "throw new Error('the /sst/bootstrap parameter is not a JSON object')",
      'return { state: null, asset: null }',
    ],
    'bootstrap: a value that is no JSON names nothing': [
      "throw new Error('the /sst/bootstrap parameter is not JSON', { cause });",
      'return cause ? { state: null, asset: null } : { state: null, asset: null };',
    ],
  }),
  ...mutationsOf('src/scan/homes/bootstraps.ts', {
    'bootstrap: a SecureString is read as it is': ['WithDecryption: true', 'WithDecryption: false'],
  }),
  ...mutationsOf('src/scan/homes/homes.ts', {
    'bootstrap: one that could not be read is like any gap of a home': [
      "source: bootstrapSource, operation: 'ssm:GetParameter',",
      "source: 'sst-state', operation: 'ssm:GetParameter',",
    ],
    'bootstrap: one that could not be read hides departures': [
      'touching({ stages: [] })',
      "touching({ stages: 'all' })",
    ],
  }),
  ...mutationsOf('src/scan/scan.ts', {
    'bootstrap: its asset bucket is like others': ['[state, asset].filter', '[state].filter'],
    'bootstrap: its state bucket is like others': ['[state, asset].filter', '[asset].filter'],
  }),
  ...mutationsOf('src/kinds/s3-bucket/contents.ts', {
    'bootstrap: nobody looks for SST’s files in a bucket': [
      'if (keyOfSst === null && isKeyOfSst(key)) keyOfSst = key;',
      '',
    ],
    'bootstrap: nobody looks for states behind the first pages': [
      'keyOfSst ?? (complete ? null : await firstStateKey(place, context))',
      'keyOfSst',
    ],
  }),
  ...mutationsOf('src/sst/state-keys.ts', {
    'bootstrap: code of functions is no file of SST’s': ['functionCode.test(key) || ', ''],
    'bootstrap: states, locks and records are no files of SST’s': [
      ' || parseStateKey(key) !== null',
      '',
    ],
    'bootstrap: any archive is code of functions': ['-code-[0-9a-f]{64}\\.zip$|', '.*\\.zip$|'],
  }),
  ...mutationsOf('src/scan/regions.ts', {
    'regions: that of a stack that a tag names is not read': ['[arn, tags[stackTag]]', '[arn]'],
  }),
  ...mutationsOf('src/sweep/recheck.ts', {
    'sweep: a stack may take a thing over': [
      "if (now.tags[stackTag] !== before[stackTag]) return 'tags-changed';",
      '',
    ],
  }),
  ...mutationsOf('src/scan/questions/counts.ts', {
    'used: calls of a version are those of its function': [
      '...(question.version !== null && { Resource: `${functionName}:${question.version}` }),',
      '',
    ],
    'used: uncounted calls of a version are its function’s': [
      "resourceKey('lambda-edge-version', `${functionName}:${version}`)",
      "resourceKey('lambda-edge-function', functionName)",
    ],
  }),
];
