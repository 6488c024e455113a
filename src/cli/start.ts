import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';
import supportsHyperlinks from 'supports-hyperlinks';
import { collectGarbageSooner } from './heap.ts';
import { runProgram } from './run-program.ts';
import { outliveReaders } from './streams.ts';
import { whereOutputIsLost } from '../commands/output/exit-code.ts';
import { main } from '../commands/program/main.ts';
import type { Runtime } from '../commands/program/runtime.ts';
import type { Clock } from '../model/clock.ts';
import { AbortError } from '../model/errors.ts';

const realClock: Clock = {
  now: () => new Date(),
  async sleep(milliseconds, signal) {
    try {
      await wait(milliseconds, undefined, signal && { signal });
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  },
};

/** The first Ctrl-C asks everything to come to a safe end; the second one does not wait for it. */
function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  // Every request that is under way listens to it.
  setMaxListeners(0, controller.signal);
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new AbortError('Interrupted.'));
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return controller.signal;
}

function versionOf(top: URL): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('package.json', top), 'utf8'),
  );
  return manifest.version;
}

/** Signal 0 only asks; a process of somebody else's answers that it may not be asked. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Linux keeps the state of programs apart from their data; other platforms do not. */
function platformStateDir(): string {
  const paths = envPaths('sst-sweep', { suffix: '' });
  return process.platform === 'linux' ? paths.log : paths.data;
}

/** Runs the command line of this process; `top` is the package's own folder. */
export async function start(top: URL): Promise<void> {
  collectGarbageSooner();
  // Read before the SDK is loaded: the move to Node 22 is the maintainers' business, not the user's.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const lost = outliveReaders(process);

  const demoAccount = fileURLToPath(new URL('fixtures/accounts/demo.json', top));
  const runtime: Runtime = {
    argv: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    // A page of help opens none.
    streams: {
      get stdin() {
        return process.stdin;
      },
      stdout: process.stdout,
      stderr: process.stderr,
    },
    links: supportsHyperlinks.stdout,
    clock: realClock,
    get version() {
      return versionOf(top);
    },
    machine: { pid: process.pid, isAlive },
    stateDir: platformStateDir(),
    signal: abortOnSignals(),
    runProgram,
    simulation: async (request) =>
      (await import('./simulated-account.ts')).openSimulation(request, demoAccount),
    serveSimulation: async (request) =>
      (await import('./simulated-account.ts')).serveSimulation(request, demoAccount),
  };

  // Node's own code for a program that ends while something is still awaited.
  process.exitCode = 13;
  const exitCode = await main(runtime);
  process.exitCode = (await lost.ended()) ? whereOutputIsLost(exitCode) : exitCode;
}
