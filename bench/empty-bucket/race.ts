import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { LoggedRequest } from 'simulated-aws';
import { peakMemoryOf } from '../peak-memory.ts';
import type { Contestant } from './contestants.ts';
import { bucket, environment } from './environment.ts';
import { startService } from './service.ts';

/** How one contestant emptied one bucket. */
export interface Run {
  /** As S3 saw it, from the first request to the last. */
  readonly seconds: number;
  readonly requests: number;
  /** Deletions that deleted nothing, and lists that told nothing new: refused ones, and repetitions. */
  readonly wasted: number;
  /** Null where the operating system does not tell. */
  readonly peakBytes: number | null;
  readonly mistakes: readonly string[];
}

/** Lets a contestant empty a bucket of so many versions, that nobody has touched before. */
export async function runOf(contestant: Contestant, versions: number): Promise<Run> {
  const service = await startService(versions);
  try {
    const { code, peakBytes, output } = await watched(contestant.words(service.url));
    const requests = (await service.requests()).filter(isOfBucket);
    const deleted = sum(requests.filter(isDeletion));
    return {
      ...countsOf(requests),
      peakBytes,
      mistakes: [
        ...(code === 0 ? [] : [`ended with ${code}: ${output.slice(-500)}`]),
        ...(deleted === versions ? [] : [`deleted ${deleted} of ${versions} versions`]),
      ],
    };
  } finally {
    await service.stop();
  }
}

const isOfBucket = ({ target }: LoggedRequest) =>
  target === bucket || target?.startsWith(`${bucket}/`) === true;
const isDeletion = ({ operation }: LoggedRequest) => operation.startsWith('S3.DeleteObject');
const isList = ({ operation }: LoggedRequest) => operation.startsWith('S3.ListObject');
const sum = (requests: readonly LoggedRequest[]) =>
  requests.reduce((total, { rows }) => total + (rows ?? 0), 0);

function countsOf(requests: readonly LoggedRequest[]) {
  const times = requests.map(({ at }) => Date.parse(at));
  const wasted = requests.filter(
    (request) => (isDeletion(request) || isList(request)) && (request.rows ?? 0) === 0,
  );
  const span = Math.max(...times) - Math.min(...times);
  return { seconds: span / 1000, requests: requests.length, wasted: wasted.length };
}

/** Runs a command and keeps an eye on its memory. */
async function watched([program = '', ...words]: readonly string[]) {
  const child = spawn(program, words, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => void (output = (output + String(chunk)).slice(-5000)));
  const ended = once(child, 'exit');
  let peakBytes: number | null = null;
  while (child.exitCode === null && child.signalCode === null) {
    peakBytes = (child.pid === undefined ? null : peakMemoryOf(child.pid)) ?? peakBytes;
    await Promise.race([ended, wait(100)]);
  }
  return { code: child.exitCode ?? child.signalCode, peakBytes, output };
}
