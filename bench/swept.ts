import { setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { main } from '../src/commands/program/main.ts';
import type { SimulatedAws } from 'simulated-aws';

/** The command `sweep --yes` with these further words, on a simulated account in this very process. */
export async function swept(
  aws: Pick<SimulatedAws, 'clock' | 'handler'>,
  words: readonly string[] = [],
): Promise<{ readonly code: number; readonly stdout: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const stateDir = mkdtempSync(join(tmpdir(), 'sst-sweep-bench-'));
  const given = ['sweep', '--demo', '--yes', '--account', '123456789012', '--json', '--quiet'];
  try {
    const code = await main({
      argv: [...given, '--max-deletions', '1000', ...words],
      env: {},
      cwd: stateDir,
      streams: { stdin: new PassThrough(), stdout, stderr },
      links: false,
      clock: aws.clock,
      version: '0.0.0',
      machine: { pid: 1, isAlive: () => false },
      stateDir,
      signal,
      simulation: async () => ({
        clock: aws.clock,
        requestHandler: aws.handler,
        save: async () => undefined,
      }),
      runProgram: () => Promise.reject(new Error('no program is run')),
      serveSimulation: () => Promise.reject(new Error('not served')),
    });
    return { code, stdout: String(stdout.read() ?? '') };
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
}
