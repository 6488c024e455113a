import { describe, expect, it } from 'vitest';
import type { BucketData, Fault } from 'simulated-aws';

import { s3Bucket } from '../../../src/kinds/s3-bucket/kind.ts';
import { fault, listed, signedIn } from '../signed-in.ts';

const made = '2026-09-01T10:00:00.000Z';
const edited = '2026-11-02T10:00:00.000Z';
const bucket: BucketData = {
  name: 'acme-pr-1-uploadsbucket-abcdefgh',
  region: 'eu-west-1',
  createdAt: made,
  changedAt: edited,
};

async function told(faults: readonly Fault[] = []) {
  const signed = await signedIn({ s3: { buckets: [bucket] }, faults: [...faults] });
  const { resources, gaps } = await s3Bucket.list(signed.context(), 'us-east-1');
  const [row] = resources;
  return { made: row?.createdAt, edited: row?.modifiedAt, gaps };
}

const deniedIn = (region: string) => fault('deny', 'S3.ListBuckets', { region });
const others = ['us-west-2', 'us-east-2', 'eu-west-1', 'eu-central-1'];

describe('the times of a bucket', () => {
  it('are that of its making and that of its last changed setting', async () => {
    expect(await told()).toEqual({ made, edited, gaps: [] });
  });

  it('are both that of its last change where us-east-1 lists nothing', async () => {
    expect(await told([deniedIn('us-east-1')])).toEqual({ made: edited, edited, gaps: [] });
  });

  it('come from another region where an organization denies the first', async () => {
    const faults = others.slice(0, 3).map(deniedIn);
    expect(await told(faults)).toEqual({ made, edited, gaps: [] });
  });

  it('leave every bucket in doubt where no list shows changes', async () => {
    const { gaps, ...times } = await told(others.map(deniedIn));
    expect(times).toEqual({ made, edited: made });
    expect(gaps).toMatchObject([
      {
        operation: 's3:ListAllMyBuckets',
        region: 'us-west-2',
        cause: 'denied',
        affects: { stages: 'all', kinds: ['s3-bucket'], regions: 'all' },
      },
    ]);
  });

  it('are not read at all where both lists are denied', async () => {
    await expect(told([...others, 'us-east-1'].map(deniedIn))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('change its hash when a setting is written, and not when an object is', async () => {
    const signed = await signedIn({ s3: { buckets: [bucket] } });
    const [before] = await listed(s3Bucket, signed);
    if (!before) throw new Error('There is no bucket.');
    const s3 = signed.session.clients.s3('eu-west-1');
    const { PutBucketVersioningCommand, PutObjectCommand } = await import('@aws-sdk/client-s3');
    const reread = () => s3Bucket.reread(before, signed.context());
    await s3.send(new PutObjectCommand({ Bucket: bucket.name, Key: 'a', Body: 'b' }));
    expect((await reread())?.configuration).toBe(before.configuration);
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket: bucket.name, VersioningConfiguration }));
    const after = await reread();
    expect(after?.configuration).not.toBe(before.configuration);
    expect(after).toMatchObject({ createdAt: made, modifiedAt: '2026-11-20T12:00:00.000Z' });
  });
});
