import { expect, it } from 'vitest';
import { createSimulatedAws, type Fault } from 'simulated-aws';
import { aSweepingAccount } from '../account/sweeping.ts';
import { resourcesOf } from './account-bytes.ts';
import { aStateDir, run } from './in-process.ts';

const options = ['--demo', '--yes', '--account', '123456789012', '--wait-edge', '1h'];
const sweep = ['sweep', ...options, '--delete-data', '--max-deletions', '100'];

it.each<readonly [string, Fault]>([
  [
    'between two steps',
    { kind: 'expired-token', operation: 'CloudFront.UpdateDistribution', after: 2 },
  ],
  [
    'while it waits',
    { kind: 'expired-token', operation: 'CloudFront.ListDistributions', after: 4 },
  ],
  ['while a bucket is emptied', { kind: 'expired-token', operation: 'S3.DeleteObjects' }],
])(
  'credentials that are over %s stop the sweep, and "resume" ends it',
  { timeout: 120_000 },
  async (_when, fault) => {
    const { data, leftovers } = aSweepingAccount();
    const aws = createSimulatedAws(structuredClone(data));
    const stateDir = aStateDir();
    aws.setFaults([fault]);
    const first = await run(aws, sweep, { stateDir });
    expect(first.code, first.stderr).toBe(4);
    expect(first.stdout).toMatch(
      /credentials have expired, so it stopped\. Sign in again, then\s+"sst-sweep\s+resume \S+/,
    );

    aws.setFaults([]);
    const second = await run(aws, ['resume', ...options], { stateDir });
    expect(second.code, second.stderr + second.stdout).toBe(0);
    const left = resourcesOf(aws.snapshot());
    expect(leftovers.filter((id) => left.has(id))).toEqual([]);
  },
);
