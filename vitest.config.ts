import { defineConfig } from 'vitest/config';

/** Each run of the gate has a name of its own: `test`, `test:long`, `test:binary`. */
const { VITEST_RESULTS: results, npm_lifecycle_event: run = 'test' } = process.env;

const excluded = ['test/emulators/**', '**/node_modules/**'];

/** Whole lives, every fault at every write, every printed command: minutes, where all others are seconds. */
export const long = [
  'test/action/**/*.test.ts',
  'test/commands/output/event-types.test.ts',
  'test/commands/policy/narrowed.test.ts',
  'test/docs/errors.test.ts',
  'test/doctor/{hostile-outputs,readings,table,wordings}.test.ts',
  'test/e2e/**/*.test.ts',
  'test/engine/killed.test.ts',
  'test/kinds/s3-bucket/emptying/{pace,ranges}.test.ts',
  'test/fuzz/**/*.test.ts',
  'test/lives/**/*.test.ts',
  'test/printed/**/*.test.ts',
  'test/storage/private-paths.test.ts',
  'test/sweep/{quarantine,state-on-s3}/**/*.test.ts',
  'test/sweep/{account-changed,archive,emptying,fault-matrix,kill-matrix,on-the-simulator,races,restore,restore-partly}.test.ts',
  'test/verdicts/hostile/**/*.test.ts',
];

/** Each test here is fast; eight hundred accounts of other people take as long as half of all the rest. */
const many = ['test/verdicts/strangers/**/*.test.ts', 'test/verdicts/gaps.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'short',
          include: ['test/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
          exclude: [...excluded, ...long, ...many],
        },
      },
      { extends: true, test: { name: 'long', include: [...long, ...many], exclude: excluded } },
    ],
    sequence: { shuffle: true },
    // The SDK's clients take longer to load than most files take to run: the files of a worker share them.
    isolate: false,
    maxWorkers: '100%',
    restoreMocks: true,
    unstubEnvs: true,
    testTimeout: 30_000,
    // The gate adds up what its test runs say.
    reporters: results
      ? ['default', ['json', { outputFile: `${results}/${run.replaceAll(':', '-')}.results.json` }]]
      : ['default'],
    env: {
      TZ: 'UTC',
      NO_COLOR: '1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  },
});
