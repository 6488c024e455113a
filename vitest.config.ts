import { defineConfig } from 'vitest/config';

const { VITEST_RESULTS: results, SST_SWEEP_BINARY: binary } = process.env;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
    exclude: ['test/emulators/**'],
    sequence: { shuffle: true },
    restoreMocks: true,
    unstubEnvs: true,
    testTimeout: 30_000,
    // The gate adds up what its test runs say.
    reporters: results
      ? [
          'default',
          ['json', { outputFile: `${results}/${binary ? 'binary' : 'unit'}.results.json` }],
        ]
      : ['default'],
    env: {
      TZ: 'UTC',
      NO_COLOR: '1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  },
});
