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
  more: {
    readonly stdin?: string;
    readonly cwd?: string;
    /** Results go to a terminal of so many. */ readonly columns?: number;
  } = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const stdin = new PassThrough();
  if (more.columns !== undefined) Object.assign(stdout, { isTTY: true, columns: more.columns });
  if (more.stdin !== undefined) stdin.end(more.stdin);
  const code = await main({
    argv,
    env: {},
    cwd: more.cwd ?? tmpdir(),
    streams: { stdin, stdout, stderr },
    clock: aws.clock,
    version: '0.0.0',
    machine: { pid: 1, isAlive: () => false },
    stateDir: mkdtempSync(join(tmpdir(), 'sst-sweep-')),
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
