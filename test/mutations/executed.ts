import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { startVitest } from 'vitest/node';
import { fileURLToPath } from 'node:url';
import { long } from '../../vitest.config.ts';
import { testOptions } from './bench.ts';
import type { Mutation } from './mutation.ts';

/** One test file: how long it ran, and the functions of each file of the source that it called. */
export interface Executed {
  /** Path from the top of the repository. */
  readonly test: string;
  readonly ms: number;
  readonly functions: Readonly<Record<string, readonly string[]>>;
}

/**
 * Runs all tests that take seconds once, on the source as it is, and reads what `executed.setup.ts` wrote. Throws
 * where one of them fails: it would catch every mutation. `EXECUTED_FUNCTIONS` names a file to keep, or one
 * that was kept.
 */
export async function readExecutedFunctions(): Promise<readonly Executed[]> {
  const file = (process.env['EXECUTED_FUNCTIONS'] ??=
    `${mkdtempSync(`${tmpdir()}/`)}/executed.jsonl`);
  if (!existsSync(file)) await runOnce();
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Executed => JSON.parse(line));
}

async function runOnce(): Promise<void> {
  const vitest = await startVitest('test', [], {
    ...testOptions,
    exclude: ['test/{bench,docs,emulators,lint,mutations}/**', ...long],
    isolate: false,
    setupFiles: [fileURLToPath(new URL('executed.setup.ts', import.meta.url))],
  });
  const failed = vitest.state.getFailedFilepaths();
  await vitest.close();
  if (failed.length > 0) throw new Error(`without any mutation these fail: ${failed.join(' ')}`);
}

/** A declaration that begins a line: functions within functions are theirs. */
const declaration = /^(?:export )?(?:async )?(?:function|const) (\w+)/gm;

/**
 * The test files that run the function in which a mutation lies, the quickest first; for one outside of every
 * function, such as a table's, and in a function that no test runs, those that run any function of its file.
 */
export function testsOf(
  { file, find }: Mutation,
  code: string,
  executed: readonly Executed[],
): readonly string[] {
  const before = code.slice(0, code.indexOf(find) + find.length);
  const name = [...before.matchAll(declaration)].at(-1)?.[1];
  const ofFile = executed.filter(({ functions }) => functions[file] !== undefined);
  const ofFunction = ofFile.filter(
    ({ functions }) => name !== undefined && functions[file]?.includes(name),
  );
  return (ofFunction.length > 0 ? ofFunction : ofFile)
    .toSorted((a, b) => a.ms - b.ms)
    .map(({ test }) => test);
}
