import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { top } from '../../build/bundling.ts';

/**
 * `run.ts [CLI...]`: packs and installs the built package, and starts it beside an empty program;
 * other builds that are named (`../old/dist/cli.js`) run in turn with it.
 */
const others = process.argv.slice(2);
const rounds = 15;
const bounds = { files: 40, packages: 15, megabytes: 15 } as const;

interface Packed {
  readonly filename: string;
  readonly entryCount: number;
}

const folder = mkdtempSync(join(tmpdir(), 'sst-sweep-start-'));
try {
  const npm = (words: readonly string[], cwd: string) =>
    execFileSync('npm', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [packed]: Packed[] = JSON.parse(
    npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], top),
  );
  if (!packed) throw new Error('npm packed nothing.');
  npm(['init', '--yes'], folder);
  npm(['install', '--offline', '--no-audit', join(folder, packed.filename)], folder);
  const installed = join(folder, 'node_modules');
  const size = {
    files: packed.entryCount,
    packages: packagesIn(installed),
    megabytes: Math.round(bytesIn(installed) / 1e5) / 10,
  };
  console.log(`Node ${process.version}, ${availableParallelism()} processors\n`);
  console.table(
    Object.entries(bounds).map(([what, bound]) => ({
      what,
      figure: size[what as keyof typeof bounds],
      'must be under': bound,
    })),
  );
  console.table(
    compare([join(installed, 'sst-sweep/dist/cli.js'), ...others.map((cli) => resolve(cli))]),
  );
  const broken = Object.entries(bounds).filter(
    ([what, bound]) => size[what as keyof typeof bounds] >= bound,
  );
  if (broken.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Each command of each build in turn, so that whatever else runs slows down all of them. */
function compare(builds: readonly string[]) {
  const commands = [['--help'], ['scan', '--demo', '-q', '--state-dir', join(folder, 'state')]];
  const runs = [
    { name: 'node -e 0', words: ['-e', '0'], times: [] as number[] },
    ...builds.flatMap((cli, at) =>
      commands.map((words) => ({
        name: `${at === 0 ? 'this' : cli}: ${words.slice(0, 3).join(' ')}`,
        words: [cli, ...words],
        times: [] as number[],
      })),
    ),
  ];
  for (let round = 0; round < rounds; round += 1) {
    for (const { words, times } of runs) times.push(timeOf(words));
  }
  const [empty] = runs;
  return runs.map(({ name, times }) => ({
    name,
    'median, ms': Math.round(median(times)),
    'times node -e 0': Number((median(times) / median(empty?.times ?? [])).toFixed(2)),
  }));
}

function timeOf(words: readonly string[]): number {
  const begun = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - begun;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

function packagesIn(folder: string): number {
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
  return names
    .map((name) => (name.startsWith('@') ? readdirSync(join(folder, name)).length : 1))
    .reduce((sum, each) => sum + each, 0);
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .filter((each) => each.isFile())
    .reduce((sum, each) => sum + each.size, 0);
}
