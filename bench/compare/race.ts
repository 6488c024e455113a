import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { acceleratedClock, createSimulatedAws, serve } from 'simulated-aws';
import { environment } from '../empty-bucket/environment.ts';
import { peakMemoryOf } from '../peak-memory.ts';
import { compareAccount, resourcesIn } from './account.ts';
import type { Contestant, Place, Task } from './contestants.ts';

/** How one tool did one task on an account that nobody has touched before. */
export interface Run {
  readonly calls: number;
  /** From its first request to its last one; the account's time runs as fast as any other. */
  readonly seconds: number;
  readonly cpuSeconds: number | null;
  readonly peakBytes: number | null;
  /** Leftovers that the scan told, or that the sweep deleted. */
  readonly right: readonly string[];
  /** Leftovers that the scan did not tell, or that are still there. */
  readonly left: readonly string[];
  /** What lives or is kept on purpose, and was told or deleted all the same. */
  readonly wrong: readonly string[];
  readonly mistakes: readonly string[];
}

/** aws-nuke tries for ever what it cannot delete. */
const longestMs = 20 * 60_000;

export async function runOf(
  contestant: Contestant,
  { task, living }: { readonly task: Task; readonly living: number },
): Promise<Run> {
  // Signatures bear the time of the machine.
  const { data, leftovers, distribution } = compareAccount(new Date().toISOString(), living);
  const clock = acceleratedClock({ start: new Date(data.now), speed: 1 });
  const aws = createSimulatedAws(data, { clock });
  const server = await serve(aws, { port: 0 });
  const folder = await mkdtemp(join(tmpdir(), 'sst-sweep-bench-'));
  try {
    const place = { task, url: `http://127.0.0.1:${server.port}`, folder, distribution };
    const all = resourcesIn(data);
    const { code, output, errors, ...spent } = await watched(contestant, place);
    const taken =
      task === 'scan'
        ? named(all, await contestant.found(place, output))
        : gone(all, resourcesIn(aws.snapshot()));
    const times = aws.requests.map(({ at }) => Date.parse(at));
    const unknown = aws.requests.filter(({ operation }) => operation.endsWith('.Unknown'));
    return {
      ...spent,
      calls: aws.requests.length,
      seconds: (Math.max(...times) - Math.min(...times)) / 1000,
      right: taken.filter((id) => leftovers.has(id)),
      left: [...leftovers].filter((id) => !taken.includes(id)),
      wrong: taken.filter((id) => !leftovers.has(id)),
      mistakes: [
        ...(code === 0 ? [] : [`ended with ${code}: ${`${output}${errors}`.slice(-500)}`]),
        ...unknown.map(({ operation, target }) => `${operation} ${target}: not simulated`),
      ],
    };
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}

/** Those of all that a tool told by their ids. */
function named(all: readonly string[], ids: readonly string[]): string[] {
  return all.filter((each) => ids.some((id) => id !== '' && each.endsWith(` ${id}`)));
}

function gone(before: readonly string[], after: readonly string[]): string[] {
  return before.filter((each) => !after.includes(each));
}

/** Runs a command, and keeps an eye on its memory and on the time that it computes. */
async function watched(contestant: Contestant, place: Place) {
  const { words, environment: own = {} } = await contestant.prepare(place);
  const [program = '', ...rest] = words;
  const child = spawn(program, rest, {
    cwd: place.folder,
    env: {
      ...environment,
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: place.url,
      ...own,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longestMs,
    killSignal: 'SIGKILL',
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => void (output += String(chunk)));
  child.stderr.on('data', (chunk) => void (errors = (errors + String(chunk)).slice(-5000)));
  const ended = once(child, 'close');
  let peakBytes: number | null = null;
  let cpuSeconds: number | null = null;
  while (child.exitCode === null && child.signalCode === null) {
    peakBytes = (child.pid === undefined ? null : peakMemoryOf(child.pid)) ?? peakBytes;
    cpuSeconds = (child.pid === undefined ? null : cpuSecondsOf(child.pid)) ?? cpuSeconds;
    await Promise.race([ended, wait(20)]);
  }
  await ended;
  return { code: child.exitCode ?? child.signalCode, output, errors, peakBytes, cpuSeconds };
}

/** What Linux counted for a process so far, in hundredths of a second; null: it has ended. */
function cpuSecondsOf(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const [user, system] = [Number(fields[11]), Number(fields[12])];
    // A process that has ended and was not waited for has nothing any more.
    return user + system > 0 ? (user + system) / 100 : null;
  } catch {
    return null;
  }
}
