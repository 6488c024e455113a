import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountData } from 'simulated-aws';
import { cliCommand } from './sst-sweep.ts';

/** Serves an account with `sst-sweep simulate` in a process of its own; returns the environment of its clients. `whenDone` takes what stops it. */
export async function serveAccount(
  account: AccountData,
  whenDone: (stop: () => void) => void,
): Promise<Readonly<Record<string, string>>> {
  const folder = await mkdtemp(join(tmpdir(), 'sst-sweep-e2e-'));
  const file = join(folder, 'account.json');
  await writeFile(file, JSON.stringify(account));
  const [program, ...words] = cliCommand(['simulate', '--port', '0', '--account-file', file]);
  const server = spawn(program, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  whenDone(() => void server.kill('SIGKILL'));
  const url = await new Promise<string>((resolve, reject) => {
    server.on('error', reject);
    server.stdout.once('data', (chunk) => resolve(String(chunk).trim()));
  });
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
    AWS_REGION: 'us-east-1',
  };
}
