import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AccountData } from 'simulated-aws';

const source = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

/** The built binary, where the gate names one; else its source. */
const { SST_SWEEP_BINARY: binary } = process.env;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What is piped in. */
  readonly stdin?: string;
  /** Sends Ctrl-C when this stands on stderr. */
  readonly interruptAt?: string;
  /** Sends SIGKILL when so many steps are told as done, with `--verbose`. */
  readonly killAfterSteps?: number;
  /** Is given what sends SIGKILL. */
  readonly onStart?: (kill: () => void) => void;
}

export function cliCommand(words: readonly string[]): [string, ...string[]] {
  if (binary) return [process.execPath, resolve(binary), ...words];
  return [process.execPath, '--import', tsx, source, ...words];
}

/** Runs it without a terminal, and without anything of this machine's AWS settings. */
export function sstSweep(words: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { PATH = '' } = process.env;
  const env = {
    PATH,
    HOME: '/nonexistent',
    NO_COLOR: '1',
    TZ: 'UTC',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...options.env,
  };
  const [program, ...all] = cliCommand(words);
  const child = spawn(program, all, { cwd: options.cwd ?? tmpdir(), env });
  options.onStart?.(() => child.kill('SIGKILL'));
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => void (written.stdout += String(chunk)));
  let interrupted = false;
  child.stderr.on('data', (chunk) => {
    written.stderr += String(chunk);
    const { killAfterSteps } = options;
    if (killAfterSteps !== undefined && written.stderr.split('✔').length > killAfterSteps)
      child.kill('SIGKILL');
    if (
      interrupted ||
      options.interruptAt === undefined ||
      !written.stderr.includes(options.interruptAt)
    )
      return;
    interrupted = true;
    child.kill('SIGINT');
  });
  child.stdin.end(options.stdin ?? '');
  return new Promise((ended, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      // Node's warnings are ours to mend, never the user's to read.
      if (/Warning:/.test(written.stderr)) reject(new Error(written.stderr));
      else ended({ code, ...written });
    });
  });
}

/** A state folder whose demo account is the given one; returns the flags that use it. */
export async function demoOf(account: AccountData): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sst-sweep-e2e-'));
  await mkdir(join(folder, 'demo'));
  await writeFile(join(folder, 'demo', 'account.json'), JSON.stringify(account));
  return ['--demo', '--state-dir', folder];
}
