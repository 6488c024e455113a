import { readFileSync } from 'node:fs';
import { mutations } from './all.ts';
import { type Bench, openBench, type Ran, top } from './bench.ts';
import { type Mutation, mutated } from './mutation.ts';

/**
 * `run.ts [words|words]`: makes each mutation whose name holds the words, or other ones, one at a time,
 * and says which test fails then. Ends with 1 where none does.
 */
const phrases = process.argv.slice(2).join(' ').split('|');
const benches = 2;

/** The cheapest first; what AWS is mocked for needs module worlds of its own. */
const rounds = [
  {
    folders: [
      'test/verdicts/definitions',
      'test/verdicts/stories',
      'test/verdicts/attacks',
      'test/verdicts/checkpoints',
      'test/sst',
    ],
    isolated: false,
  },
  { folders: ['test/verdicts/strangers'], isolated: false },
  {
    folders: ['test/verdicts', 'test/kinds', 'test/plan', 'test/sweep/recheck'],
    isolated: false,
  },
  { folders: ['test/scan'], isolated: true },
  { folders: ['test/lives'], isolated: false },
] as const;

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

type Round = (typeof rounds)[number];

const checked = new Map<Round, Promise<Ran>>();

/** Tests that fail without any mutation would catch every one: each round is run so before its first use. */
async function check(round: Round, bench: Bench): Promise<void> {
  const known = checked.get(round) ?? bench.run(null, round.folders);
  checked.set(round, known);
  const { caught, broken } = await known;
  if (caught !== null || broken !== null) {
    throw new Error(`without any mutation this fails: ${caught ?? broken}`);
  }
}

async function tests(desk: Desk, mutation: Mutation): Promise<Ran> {
  for (const round of rounds) {
    const bench = round.isolated ? desk.isolated : desk.shared;
    await check(round, bench);
    const ran = await bench.run(mutation, round.folders);
    if (ran.caught !== null || ran.broken !== null) return ran;
  }
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

const chosen = mutations.filter(({ name }) => phrases.some((words) => name.includes(words)));
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
    }
    await desk.shared.close();
    await desk.isolated.close();
  }),
);
const seconds = Math.round((Date.now() - started) / 1000);
console.log(`\n${chosen.length} mutations, ${chosen.length - wrong} caught, ${seconds} s`);
process.exitCode = wrong > 0 || chosen.length === 0 ? 1 : 0;
