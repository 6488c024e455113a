import { setTimeout as sleep } from 'node:timers/promises';
import { openSession } from '../../src/aws/session.ts';
import { s3Bucket } from '../../src/kinds/s3-bucket/kind.ts';
import type { Clock } from '../../src/model/clock.ts';
import { bucket, warmUpBucket } from './environment.ts';

const clock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal ? { signal } : {}),
};

/**
 * `ours.ts <url>`: the sweep's own step. Before a sweep empties anything it has scanned the account
 * and waited for minutes, so the step is taken on a small bucket first.
 */
const session = await openSession({
  env: { AWS_ENDPOINT_URL: process.argv[2], AWS_REGION: 'us-east-1' },
  credentials: { accessKeyId: 'BENCH', secretAccessKey: 'bench' },
  clock,
});
const context = { session, clock, signal: new AbortController().signal };
const { resources } = await s3Bucket.list(context, 'us-east-1');
for (const name of [warmUpBucket, bucket]) {
  const resource = resources.find(({ id }) => id === name);
  if (!resource) throw new Error(`There is no bucket ${name}.`);
  const result = await s3Bucket.steps.empty?.(resource, {
    ...context,
    sweep: 'bench',
    newerThan: '2026-11-19T12:00:00.000Z',
    stillApproved: async () => null,
    progress: () => undefined,
  });
  if (result?.result !== 'done') throw new Error(JSON.stringify(result));
}
session.close();
