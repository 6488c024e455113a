import { spawn, type ChildProcess } from 'node:child_process';
import type { ProgramEnd, ProgramRun, RunProgram } from '../model/stage-removal.ts';

/** SST ends a run safely when it is interrupted; what does not end within this time is killed. */
const graceMs = 60_000;
const longestLine = 2000;

/** Runs a program without a shell and without input, in a group of its own, so that all that it starts ends with it. */
export const runProgram: RunProgram = (run) => {
  const { words, cwd, env, signal } = run;
  const [program = '', ...rest] = words;
  const child = spawn(program, rest, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    shell: false,
  });
  const lines = [linesOf(run), linesOf(run)] as const;
  child.stdout.setEncoding('utf8').on('data', lines[0].take);
  child.stderr.setEncoding('utf8').on('data', lines[1].take);
  return new Promise((resolve) => {
    let why: ProgramEnd['why'] = 'exited';
    let kill: NodeJS.Timeout | undefined;
    const stop = (because: ProgramEnd['why']) => {
      if (kill) return;
      why = because;
      signalGroup(child, 'SIGINT');
      kill = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
    };
    const interrupt = () => stop('interrupted');
    const limit = setTimeout(() => stop('timed-out'), run.timeoutMs);
    if (signal.aborted) interrupt();
    else signal.addEventListener('abort', interrupt, { once: true });
    const end = (exitCode: number | null) => {
      clearTimeout(limit);
      clearTimeout(kill);
      signal.removeEventListener('abort', interrupt);
      for (const { flush } of lines) flush();
      resolve({ exitCode, why });
    };
    child.once('error', () => {
      if (child.pid !== undefined) return;
      why = 'not-started';
      end(null);
    });
    // Not `close`: what it left running in the background may hold the pipes for ever.
    child.once('exit', (code) =>
      setImmediate(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        end(code);
      }),
    );
  });
};

/** Without a number it never started, and without its group it has ended. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** A line without an end is cut, so that nothing piles up. */
function linesOf({ onLine }: Pick<ProgramRun, 'onLine'>) {
  let rest = '';
  return {
    take(text: string) {
      const parts = (rest + text).split(/\r\n|\n|\r/);
      rest = parts.pop() ?? '';
      for (const line of parts) onLine(line);
      while (rest.length > longestLine) {
        onLine(rest.slice(0, longestLine));
        rest = rest.slice(longestLine);
      }
    },
    flush() {
      if (rest !== '') onLine(rest);
      rest = '';
    },
  };
}
