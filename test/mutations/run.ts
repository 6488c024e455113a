import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mutations } from './all.ts';
import { type Bench, openBench, type Ran, top } from './bench.ts';
import { type Mutation, mutated } from './mutation.ts';

/**
 * `run.ts [--quick] [words|words]`: makes each mutation whose name holds the words, or other ones, one at a
 * time, and says which test fails then. Ends with 1 where none does. `--quick`: only by the
 * cheapest tests; what survives may still be caught by the others.
 */
const isQuick = process.argv.includes('--quick');
const words = process.argv.slice(2).filter((word) => word !== '--quick');
const phrases = words.join(' ').split('|');
const benches = 2;

/** The cheapest first; what AWS is mocked for needs module worlds of its own. */
const quickRounds = [
  {
    folders: [
      'test/verdicts/definitions',
      'test/verdicts/stories',
      'test/verdicts/attacks',
      'test/verdicts/checkpoints',
      'test/verdicts/traps',
      'test/verdicts/kinds',
      'test/sst',
    ],
    isolated: false,
  },
  { folders: ['test/verdicts/strangers'], isolated: false },
] as const;

const slowRounds = [
  {
    folders: ['test/verdicts', 'test/kinds', 'test/plan', 'test/sweep/recheck'],
    isolated: false,
  },
  { folders: ['test/scan'], isolated: true },
  { folders: ['test/lives'], isolated: false },
] as const;

/** The tests of the folder that a file lies in. */
const mirrors: Readonly<Record<string, Round>> = {
  'src/model/': { folders: ['test/model'], isolated: false },
  'src/report/': { folders: ['test/report'], isolated: false },
  'src/kinds/': { folders: ['test/kinds'], isolated: false },
  'src/storage/': { folders: ['test/storage'], isolated: false },
  'src/scan/': { folders: ['test/scan'], isolated: true },
  'src/doctor/': { folders: ['test/doctor'], isolated: false },
  'src/aws/': { folders: ['test/aws'], isolated: false },
  'src/sweep/': { folders: ['test/sweep/fresh-account'], isolated: false },
  'src/match/focus': { folders: ['test/survey'], isolated: false },
  'src/match/evidence-index': { folders: ['test/survey'], isolated: false },
};

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

const checked = new Map<string, Promise<Ran>>();

/** Tests that fail without any mutation would catch every one: each round is run so before its first use. */
async function check({ folders }: Round, bench: Bench): Promise<void> {
  const name = folders.join(' ');
  const known = checked.get(name) ?? bench.run(null, folders);
  checked.set(name, known);
  const { caught, broken } = await known;
  if (caught !== null || broken !== null) {
    throw new Error(`without any mutation this fails: ${caught ?? broken}`);
  }
}

const record = new URL('caught-by.json', import.meta.url);

/** The test file that caught each mutation last: it is asked first, and where it passes all others are. */
const caughtBy: Record<string, string> = JSON.parse(readFileSync(record, 'utf8'));

/** The files that caught what was last taken out of the same file of the source, newest first. */
const catchers = new Map<string, readonly string[]>();
for (const mutation of mutations) {
  const test = caughtBy[mutation.name];
  if (test !== undefined) noteCatcher(mutation, test);
}

function noteCatcher({ file }: Mutation, test: string): void {
  // Not the lives: they take longer than all others together.
  if (test.startsWith('test/lives/')) return;
  const others = (catchers.get(file) ?? []).filter((each) => each !== test);
  catchers.set(file, [test, ...others].slice(0, 6));
}

function likelyRounds({ name, file }: Mutation): readonly Round[] {
  const known = caughtBy[name];
  const likely = known === undefined ? (catchers.get(file) ?? []) : [known];
  const folders = likely.filter((each) => existsSync(top + each));
  return folders.length === 0
    ? []
    : [{ folders, isolated: folders.some((each) => each.startsWith('test/scan/')) }];
}

function remember(mutation: Mutation, caught: string): void {
  const [test = ''] = caught.split(' › ');
  caughtBy[mutation.name] = test;
  noteCatcher(mutation, test);
}

function roundsFor(mutation: Mutation): readonly Round[] {
  const mirror = Object.entries(mirrors).find(([folder]) => mutation.file.startsWith(folder));
  return [
    ...likelyRounds(mutation),
    ...quickRounds,
    ...(mirror ? [mirror[1]] : []),
    ...(isQuick ? [] : slowRounds),
  ];
}

async function tests(desk: Desk, mutation: Mutation): Promise<Ran> {
  for (const round of roundsFor(mutation)) {
    const bench = round.isolated ? desk.isolated : desk.shared;
    await check(round, bench);
    const ran = await bench.run(mutation, round.folders);
    if (ran.caught !== null) remember(mutation, ran.caught);
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
