import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reportSchema } from '../../src/report/json/schema/report.ts';
import { smallAccount } from './small-account.ts';
import { cliCommand, sstSweep } from './sst-sweep.ts';

it(
  'the simulated account is served to any client, and a scan of it says that this is not AWS',
  { timeout: 60_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sst-sweep-e2e-'));
    const file = join(folder, 'account.json');
    await writeFile(file, JSON.stringify(smallAccount()));
    const [program, ...words] = cliCommand(['simulate', '--port', '0', '--account-file', file]);
    const server = spawn(program, words, { stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = new Promise<number | null>((resolve) => server.on('close', resolve));
    const url = await new Promise<string>((resolve) =>
      server.stdout.once('data', (chunk) => resolve(String(chunk).trim())),
    );
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);

    const env = {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_REGION: 'us-east-1',
    };
    const { stdout, stderr } = await sstSweep(
      ['scan', '--json', '--quiet', '--account', '123456789012'],
      { env },
    );
    expect(stderr).toContain(`This is not AWS: requests go to ${url}`);
    const report = reportSchema.parse(JSON.parse(stdout));
    expect(report).toMatchObject({ simulated: false, summary: { live: 1 } });
    expect(report.endpoint).toContain(url);

    server.kill('SIGTERM');
    expect(await ended).toBe(0);
  },
);
