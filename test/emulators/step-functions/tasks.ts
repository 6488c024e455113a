import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { bundling, top } from '../../../build/bundling.ts';
import { anyKeys } from '../programs.ts';
import type { AskedTask } from './engine-services.ts';

/** Compiles the tool and its tasks as the container has them; the program of a task. */
export async function compiledTask(): Promise<string> {
  const bundle = await rolldown({ ...bundling, input: { cli: 'src/cli.ts', task: 'src/task.ts' } });
  // As `dist` lies beside the manifest, in which the tool reads its version.
  const folder = join(top, '.venv/engine');
  const dir = join(folder, 'dist');
  await mkdir(folder, { recursive: true });
  await copyFile(join(top, 'package.json'), join(folder, 'package.json'));
  await bundle.write({ dir, format: 'esm' });
  await bundle.close();
  return join(dir, 'task.js');
}

export interface TaskRunner {
  run(task: AskedTask): Promise<number | null>;
  /** Kills the task of that account that is under way, as a machine that is gone ends it. */
  kill(account: string): void;
  /** What tasks wrote on standard error. */
  readonly said: readonly string[];
}

/** Tasks as processes of this machine, whose AWS is at `endpoint`. */
export function taskRunner(
  program: string,
  { endpoint, shared }: { readonly endpoint: string; readonly shared: string },
): TaskRunner {
  const running = new Map<string, () => void>();
  const said: string[] = [];
  return {
    said,
    async run({ words, env }) {
      const { PATH = '' } = process.env;
      const child = spawn(process.execPath, [program, ...words], {
        // Its own group: what kills a container kills all that runs in it.
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe'],
        env: {
          PATH,
          HOME: await mkdtemp(join(tmpdir(), 'sst-sweep-engine-')),
          TZ: 'UTC',
          NO_COLOR: '1',
          ...anyKeys,
          AWS_ENDPOINT_URL: endpoint,
          SST_SWEEP_SHARED: shared,
          SST_SWEEP_LONGEST_WAIT: '1',
          ...env,
        },
      });
      child.stderr.on('data', (chunk) => void said.push(String(chunk)));
      running.set(words[1] ?? '', () => void process.kill(-(child.pid ?? 0), 'SIGKILL'));
      return new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('close', (code) => resolve(code));
      });
    },
    kill: (account) => running.get(account)?.(),
  };
}
