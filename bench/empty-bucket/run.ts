import { brokenBounds, keysPerSecond, type Ranked } from './bounds.ts';
import { compileOurs, type Contestant, findOthers } from './contestants.ts';
import { type Run, runOf } from './race.ts';
import { pace } from './service.ts';

/** How large the buckets are, and how often each is emptied: short runs say little alone. */
const all = [
  { versions: 10_000, rounds: 3 },
  { versions: 100_000, rounds: 1 },
  { versions: 1_000_000, rounds: 1 },
];
const count = process.argv.includes('--small') ? 1 : process.argv.includes('--deep') ? 3 : 2;
const ours = await compileOurs();
const { others, missing } = await findOthers();
for (const reason of missing) console.log(`Not compared with ${reason}`);
console.log(
  '  Versions  Tool        Seconds  Versions/s  Of allowed  Requests  Wasted  Peak memory, MB',
);
const broken: string[] = [];
for (const { versions, rounds } of all.slice(0, count)) {
  const runs = new Map<Contestant, Run[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of [ours, ...others]) {
      const run = await runOf(contestant, versions);
      runs.set(contestant, [...(runs.get(contestant) ?? []), run]);
    }
  }
  const best = [...runs].map(([{ name }, own]): Ranked => ({ name, run: bestOf(own) }));
  for (const ranked of best) console.log(line(versions, ranked));
  const own = best.find(({ name }) => name === ours.name)?.run;
  if (!own) throw new Error('The tool itself did not run.');
  const rivals = best.filter(({ name }) => name !== ours.name);
  broken.push(...brokenBounds(versions, own, rivals).map((text) => `${versions}: ${text}`));
}
if (broken.length > 0) {
  console.error(['', 'Broken', ...broken.map((text) => `  ${text}`)].join('\n'));
  process.exitCode = 1;
}

/** The fastest; one that made a mistake only where all of them did. */
function bestOf(runs: readonly Run[]): Run {
  const [best] = runs.toSorted(
    (a, b) => a.mistakes.length - b.mistakes.length || a.seconds - b.seconds,
  );
  if (!best) throw new Error('There was no run.');
  return best;
}

function line(versions: number, { name, run }: Ranked): string {
  const speed = keysPerSecond(versions, run);
  const figures = [
    versions.toLocaleString('en-US').padStart(10),
    name.padEnd(10),
    run.seconds.toFixed(2).padStart(8),
    speed.toFixed(0).padStart(10),
    (speed / pace.keysPerSecond).toFixed(3).padStart(10),
    String(run.requests).padStart(8),
    String(run.wasted).padStart(6),
    run.peakBytes === null ? '?' : (run.peakBytes / 1e6).toFixed(0).padStart(15),
    ...run.mistakes,
  ];
  return figures.join('  ');
}
