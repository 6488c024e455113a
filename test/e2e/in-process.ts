import { setMaxListeners } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { main } from '../../src/commands/main.ts';
import type { SimulatedAws } from '../../src/simulator/index.ts';

/** Runs one command of the binary in this process, on an account that the test can look into. */
export async function run(
  aws: SimulatedAws,
  argv: readonly string[],
  given: {
    readonly stdin?: string;
    readonly stateDir?: string;
    readonly signal?: AbortSignal;
    readonly cwd?: string;
    /** Results go to a terminal of so many. */
    readonly columns?: number;
  } = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const signal = given.signal ?? new AbortController().signal;
  setMaxListeners(0, signal);
  const stdin = new PassThrough();
  if (given.columns !== undefined) Object.assign(stdout, { isTTY: true, columns: given.columns });
  if (given.stdin !== undefined) stdin.end(given.stdin);
  const code = await main({
    argv,
    env: {},
    cwd: given.cwd ?? tmpdir(),
    streams: { stdin, stdout, stderr },
    clock: aws.clock,
    version: '0.0.0',
    machine: { pid: 1, isAlive: () => false },
    stateDir: given.stateDir ?? aStateDir(),
    signal,
    simulation: async () => ({
      clock: aws.clock,
      requestHandler: aws.handler,
      save: async () => undefined,
    }),
    serveSimulation: () => Promise.reject(new Error('not served')),
  });
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

/** Kept between two runs, it is one machine. */
export function aStateDir(): string {
  return mkdtempSync(join(tmpdir(), 'sst-sweep-'));
}
