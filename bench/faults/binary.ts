import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Writable } from 'node:stream';
import { peakMemoryOf } from '../peak-memory.ts';

export interface Ended {
  /** Null: it had to be stopped. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** Megabytes at their most; 0 where the system does not tell. */
  readonly memory: number;
}

/** Longer than any bound of the tool's own: a list of 3,000 pages takes ten minutes where AWS is asked slowly. */
const longestMs = 25 * 60_000;
const mostOutput = 32 * 1024 * 1024;

/** Runs a program against an endpoint, with nothing of this machine's AWS settings. */
export function runBinary(
  [program, ...words]: readonly [string, ...string[]],
  { url, feed }: { readonly url?: string; readonly feed?: (to: Writable) => void },
): Promise<Ended> {
  const started = Date.now();
  const child = spawn(program, words, {
    cwd: tmpdir(),
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: '/nonexistent',
      NO_COLOR: '1',
      TZ: 'UTC',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_REGION: 'us-east-1',
      ...(url !== undefined && { AWS_ENDPOINT_URL: url }),
    },
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk) => {
      if (written[name].length < mostOutput) written[name] += String(chunk);
    });
  child.stdin.on('error', () => undefined);
  if (feed) feed(child.stdin);
  else child.stdin.end();
  let memory = 0;
  const watching = setInterval(() => {
    if (child.pid === undefined) return;
    memory = Math.max(memory, Math.round((peakMemoryOf(child.pid) ?? 0) / 1024 ** 2));
  }, 200);
  const stopping = setTimeout(() => child.kill('SIGKILL'), longestMs);
  return new Promise((ended, failed) => {
    child.on('error', failed);
    child.on('close', (code) => {
      clearInterval(watching);
      clearTimeout(stopping);
      ended({ code, ...written, seconds: (Date.now() - started) / 1000, memory });
    });
  });
}
