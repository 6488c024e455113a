import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountData, BucketData, BulkData, LoggedRequest, S3Pace } from 'simulated-aws';
import { bucket, environment, pathOf, tsx, warmUpBucket } from './environment.ts';

/** What S3 costs here, and what it takes of deletions. */
export const pace = { listMs: 25, deleteMs: 60, keysPerSecond: 3500 } as const satisfies S3Pace;

/** Versions to a key; the newest of them is a delete marker. */
const perKey = 5;

export interface Service {
  readonly url: string;
  /** What it was asked for so far. */
  requests(): Promise<readonly LoggedRequest[]>;
  stop(): Promise<void>;
}

/** `sst-sweep simulate` in a process of its own, with one bucket of so many versions, in real time. */
export async function startService(versions: number): Promise<Service> {
  const folder = await mkdtemp(join(tmpdir(), 'sst-sweep-bench-'));
  const file = join(folder, 'account.json');
  await writeFile(file, JSON.stringify(account(versions)));
  const words = ['--import', tsx, pathOf('../../src/cli.ts'), 'simulate', '--port', '0'];
  const server = spawn(process.execPath, [...words, '--account-file', file], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(server, 'exit');
  const said = once(server.stdout, 'data').then(([text]) => String(text).trim());
  const url = await Promise.race([said, ended.then(([code]) => `ended with ${String(code)}`)]);
  await rm(folder, { recursive: true });
  if (!url.startsWith('http://127.0.0.1:')) throw new Error(`The simulated account ${url}.`);
  return {
    url,
    requests: async () => (await fetch(`${url}/-/requests`)).json() as Promise<LoggedRequest[]>,
    async stop() {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

function versioned(name: string, bulk: BulkData): BucketData {
  return { name, region: 'us-east-1', versioning: 'Enabled', bulk };
}

function account(versions: number): AccountData {
  const bulk = { versions, perKey, at: '-90d' };
  return {
    schema: 'sst-sweep/simulated-account@1',
    account: '123456789012',
    now: '2026-11-20T12:00:00.000Z',
    speed: 1,
    s3: {
      pace,
      buckets: [versioned(bucket, bulk), versioned(warmUpBucket, { ...bulk, versions: 6000 })],
    },
  };
}
