import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mutations } from './all.ts';
import { type Bench, openBench, type Ran, top } from './bench.ts';
import { readExecutedFunctions, testsOf } from './executed.ts';
import { type Mutation, mutated } from './mutation.ts';

/**
 * `run.ts [--quick] [words|words]`: makes each mutation whose name holds the words, or other ones, one at a
 * time, and says which test fails then. Ends with 1 where none does. Asked first is the test that caught it
 * last, then those that run the mutated function, the likeliest first, then the lives. `--quick`: no lives.
 */
const isQuick = process.argv.includes('--quick');
const words = process.argv.slice(2).filter((word) => word !== '--quick');
const phrases = words.join(' ').split('|');
const benches = Number(process.env['BENCHES'] ?? 2);

/** Of the tests that run a function, so many are asked at a time: the first are the likeliest by far. */
const groups = [3, 6, 12, 1000];

interface Desk {
  readonly shared: Bench;
  readonly isolated: Bench;
}

async function openDesk(): Promise<Desk> {
  return {
    shared: await openBench({ isolated: false }),
    isolated: await openBench({ isolated: true }),
  };
}

interface Round {
  readonly folders: readonly string[];
  readonly isolated: boolean;
}

const record = new URL('caught-by.json', import.meta.url);

/** The test file that caught each mutation last: it is asked first, and where it passes all others are. */
const caughtBy: Record<string, string> = JSON.parse(readFileSync(record, 'utf8'));

const executed = await readExecutedFunctions();

/** Tests of the scan put mocks into the SDK, so each needs a module world of its own. */
const round = (folders: readonly string[]): readonly Round[] =>
  [false, true]
    .map((isolated) => ({
      folders: folders.filter((test) => test.startsWith('test/scan/') === isolated),
      isolated,
    }))
    .filter(({ folders: some }) => some.length > 0);

function roundsFor(mutation: Mutation): readonly Round[] {
  const known = caughtBy[mutation.name];
  const code = readFileSync(top + mutation.file, 'utf8');
  const tests = testsOf(mutation, code, executed).filter((test) => test !== known);
  const rounds = known !== undefined && existsSync(top + known) ? [...round([known])] : [];
  let from = 0;
  for (const size of groups) {
    rounds.push(...round(tests.slice(from, from + size)));
    from += size;
  }
  return isQuick ? rounds : [...rounds, { folders: ['test/lives'], isolated: false }];
}

const checked = new Map<string, Promise<Ran>>();

/** A test that fails without any mutation would catch every one. */
async function check(test: string, bench: Bench): Promise<void> {
  const known = checked.get(test) ?? bench.run(null, [test]);
  checked.set(test, known);
  const { caught, broken } = await known;
  if (caught !== null || broken !== null)
    throw new Error(`without any mutation this fails: ${caught ?? broken}`);
}

async function tests(desk: Desk, mutation: Mutation): Promise<Ran> {
  for (const each of roundsFor(mutation)) {
    const bench = each.isolated ? desk.isolated : desk.shared;
    const ran = await bench.run(mutation, each.folders);
    if (ran.caught !== null) {
      const [test = ''] = ran.caught.split(' › ');
      await check(test, bench);
      caughtBy[mutation.name] = test;
    }
    if (ran.caught !== null || ran.broken !== null) return ran;
  }
  delete caughtBy[mutation.name];
  return { caught: null, broken: null };
}

/** The line on one mutation, and whether it is as it should be. */
async function tried(
  mutation: Mutation,
  desk: Desk,
): Promise<{ readonly line: string; readonly ok: boolean }> {
  try {
    mutated(readFileSync(top + mutation.file, 'utf8'), mutation);
  } catch (error) {
    return { line: `NOT MADE: ${error instanceof Error ? error.message : ''}`, ok: false };
  }
  const { caught, broken } = await tests(desk, mutation);
  if (broken !== null) return { line: `${mutation.name} → BROKEN: ${broken}`, ok: false };
  return { line: `${mutation.name} → ${caught ?? 'SURVIVED'}`, ok: caught !== null };
}

function keepRecord(): void {
  const names = new Set(mutations.map(({ name }) => name));
  const rows = Object.entries(caughtBy)
    .filter(([name]) => names.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(record, `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`);
}

const chosen = mutations.filter(({ name }) => phrases.some((phrase) => name.includes(phrase)));
const started = Date.now();
const desks = await Promise.all(Array.from({ length: benches }, openDesk));
const waiting = chosen.values();
let wrong = 0;
await Promise.all(
  desks.map(async (desk) => {
    for (const mutation of waiting) {
      const { line, ok } = await tried(mutation, desk);
      if (!ok) wrong += 1;
      console.log(line);
      keepRecord();
    }
    await desk.shared.close();
    await desk.isolated.close();
  }),
);
const seconds = Math.round((Date.now() - started) / 1000);
console.log(`\n${chosen.length} mutations, ${chosen.length - wrong} caught, ${seconds} s`);
process.exitCode = wrong > 0 || chosen.length === 0 ? 1 : 0;
