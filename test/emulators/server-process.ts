import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const guard = fileURLToPath(new URL('guard.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

const startMs = 45_000;
const pollMs = 100;
const outputKept = 20_000;

export interface ServerCommand {
  /** The command line of a server that is to listen on this port of 127.0.0.1. */
  readonly words: (port: number) => readonly string[];
  readonly env?: (port: number) => Readonly<Record<string, string>>;
  /** A path that is answered, with whatever status, once the server is up. */
  readonly path: string;
}

export interface ServerProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a server on a free port and waits until it answers; it does not outlive this process. */
export async function startServer({ words, env, path }: ServerCommand): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['--import', tsx, guard, ...words(port)], {
    env: { PATH, HOME: '/nonexistent', NO_COLOR: '1', ...env?.(port) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output = collect(child);
  const stop = () => stopServer(child);
  try {
    await untilAnswered(`${url}${path}`, child);
  } catch (error) {
    await stop();
    throw new Error(`${words(port).join(' ')} did not start: ${output()}`, { cause: error });
  }
  return { url, stop };
}

async function untilAnswered(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + startMs;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`It ended with code ${child.exitCode}.`);
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => null);
    await answer?.body?.cancel();
    if (answer) return;
    if (Date.now() > deadline) throw new Error(`It did not answer within ${startMs / 1000} s.`);
    await wait(pollMs);
  }
}

/** The guard ends the server when its standard input ends, and itself with the server. */
async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin?.end();
  await ended;
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => void (text = `${text}${String(chunk)}`.slice(-outputKept)));
  }
  return () => text;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return address.port;
}
