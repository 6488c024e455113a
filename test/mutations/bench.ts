import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CliOptions, createVitest, type Reporter, type Vitest } from 'vitest/node';
import { keptPool } from './kept-worker.ts';
import { type Mutation, mutated } from './mutation.ts';

export const top = fileURLToPath(new URL('../../', import.meta.url));

/** Of every run of tests here, whatever the tests. */
export const testOptions: CliOptions = {
  config: false,
  root: top,
  watch: false,
  include: ['test/**/*.test.ts'],
  restoreMocks: true,
  unstubEnvs: true,
  testTimeout: 30_000,
  maxWorkers: 1,
  update: false,
  env: {
    TZ: 'UTC',
    NO_COLOR: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  },
};

export interface Ran {
  /** The first failed test; null: all passed. */
  readonly caught: string | null;
  /** Why the tests could not even be run. */
  readonly broken: string | null;
}

/** Runs tests on the source with one mutation in it. No file is changed. */
export interface Bench {
  run(mutation: Mutation | null, folders: readonly string[]): Promise<Ran>;
  close(): Promise<void>;
}

/** `isolated`: every test file has a module world of its own, for those that put mocks into the SDK. */
export async function openBench({ isolated }: { readonly isolated: boolean }): Promise<Bench> {
  let mutation: Mutation | null = null;
  const kept = keptPool();
  const { reporter, failures } = catcher();
  const vitest = await createVitest(
    'test',
    {
      ...testOptions,
      exclude: ['test/emulators/**', 'test/mutations/**'],
      bail: 1,
      isolate: isolated,
      reporters: [reporter],
      ...(isolated ? {} : { pool: kept.pool }),
    },
    {
      plugins: [
        {
          name: 'mutation',
          enforce: 'pre',
          transform: (code, id) =>
            mutation && id.split('?')[0] === top + mutation.file ? mutated(code, mutation) : null,
        },
      ],
    },
  );
  await vitest.standalone();
  return {
    async run(next, folders) {
      for (const { file } of [mutation, next].filter((each) => each !== null)) {
        vitest.invalidateFile(top + file);
      }
      mutation = next;
      for (let tries = 0; tries < 3; tries++) {
        for (const file of ours) vitest.watcher.invalidates.add(file);
        failures.length = 0;
        const ran = await outcome(vitest, folders, failures);
        if (ran !== null) return ran;
      }
      return { caught: null, broken: 'tests were skipped, three times' };
    },
    async close() {
      await kept.end();
      await vitest.close();
    },
  };
}

/** What is loaded anew for every mutation: all but packages. */
const ours = ['src', 'test'].flatMap((folder) =>
  readdirSync(top + folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${top}${folder}/${file}`),
);

/**
 * Null: tests were skipped though none failed. The first failure calls off all others, and a process that
 * lives on may hear of that so late that it skips tests of the next run.
 */
async function outcome(
  vitest: Vitest,
  folders: readonly string[],
  failures: readonly string[],
): Promise<Ran | null> {
  const found = await vitest.globTestSpecifications([...folders]);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(found, false);
  const [caught = null] = failures;
  if (caught !== null) return { caught, broken: null };
  const skipped = testModules.flatMap((module) => [...module.children.allTests('skipped')]);
  if (skipped.length > 0) return null;
  const hooks = testModules.flatMap((module) =>
    module.errors().map((error) => ({ error, file: module.relativeModuleId })),
  );
  // What all tests of a file add up to is asserted after the last of them.
  const sum = hooks.find(({ error }) => error.name === 'AssertionError');
  if (sum) return { caught: `${sum.file} › ${messageOf(sum.error)}`, broken: null };
  const errors = [...hooks.map(({ error }) => error), ...unhandledErrors];
  const texts = errors.map(messageOf);
  if (testModules.length === 0) texts.push(`no tests in ${folders.join(' and ')}`);
  return { caught, broken: texts[0] ?? null };
}

/** Errors come serialised from the worker, and with all that they were thrown with. */
function messageOf(error: unknown): string {
  const isError = typeof error === 'object' && error !== null && 'message' in error;
  return String(isError ? error.message : error)
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300);
}

function catcher(): { reporter: Reporter; failures: string[] } {
  const failures: string[] = [];
  const reporter: Reporter = {
    onTestCaseResult(test) {
      if (test.result().state !== 'failed') return;
      failures.push(`${test.module.relativeModuleId} › ${test.fullName}`);
    },
  };
  return { reporter, failures };
}
