import { defineConfig } from 'vitest/config';

const { VITEST_RESULTS: results } = process.env;

/** Servers and clients that others wrote: `npm run test:emulators`. Needs Python, see test/emulators. */
export default defineConfig({
  test: {
    include: ['test/emulators/**/*.test.ts'],
    globalSetup: ['test/emulators/global-setup.ts'],
    reporters: results
      ? ['default', ['json', { outputFile: `${results}/emulators.results.json` }]]
      : ['default'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: {
      TZ: 'UTC',
      NO_COLOR: '1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  },
});
