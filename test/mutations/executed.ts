import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { startVitest } from 'vitest/node';
import { fileURLToPath } from 'node:url';
import { long } from '../../vitest.config.ts';
import { testOptions, top } from './bench.ts';
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
 * The test files that run the function in which a mutation lies; for one outside of every function, such as a
 * table's, and in a function that no test runs, those that run any function of its file. Those come first that
 * speak of the same as the mutation does: they share the rarest words with it. Then the quickest.
 */
export function testsOf(
  mutation: Mutation,
  code: string,
  executed: readonly Executed[],
): readonly string[] {
  const { file, find } = mutation;
  const before = code.slice(0, code.indexOf(find) + find.length);
  const name = [...before.matchAll(declaration)].at(-1)?.[1];
  const ofFile = executed.filter(({ functions }) => functions[file] !== undefined);
  const ofFunction = ofFile.filter(
    ({ functions }) => name !== undefined && functions[file]?.includes(name),
  );
  const tests = ofFunction.length > 0 ? ofFunction : ofFile;
  const said = wordsOf(`${mutation.name} ${file} ${find} ${name ?? ''}`);
  const heard = new Map(tests.map(({ test }) => [test, wordsOfTest(test)]));
  const rarity = (word: string): number =>
    Math.log(tests.length / (1 + [...heard.values()].filter((words) => words.has(word)).length));
  const weights = new Map([...said].map((word) => [word, Math.max(0, rarity(word))]));
  const score = (test: string): number =>
    [...weights].reduce(
      (sum, [word, weight]) => sum + (heard.get(test)?.has(word) ? weight : 0),
      0,
    );
  return tests
    .map(({ test, ms }) => ({ test, ms, score: score(test) }))
    .toSorted((a, b) => b.score - a.score || a.ms - b.ms)
    .map(({ test }) => test);
}

/** `readQuietRegions` and `quiet-regions` say read, quiet and region. */
const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[a-z]{3,}/g)
      ?.map((word) => word.replace(/s$/, '')),
  );

const known = new Map<string, ReadonlySet<string>>();

function wordsOfTest(test: string): ReadonlySet<string> {
  const words = known.get(test) ?? wordsOf(`${test} ${readFileSync(top + test, 'utf8')}`);
  known.set(test, words);
  return words;
}
