import {
  DeleteObjectsCommand,
  GetObjectLegalHoldCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import type { BucketData } from '../src/account-s3.ts';
import type { AccountData } from '../src/account.ts';
import { serve } from '../src/server.ts';
import { refusalOf } from './simulated.ts';
import { withS3 } from './s3-client.ts';

const Bucket = 'acme';
const withBucket = (bucket: Partial<BucketData>, s3: Partial<AccountData['s3']> = {}) =>
  withS3({
    s3: {
      buckets: [{ name: Bucket, region: 'us-east-1', versioning: 'Enabled', ...bucket }],
      ...s3,
    },
  });
const deletion = (keys: number) =>
  new DeleteObjectsCommand({
    Bucket,
    Delete: { Objects: Array.from({ length: keys }, (_, index) => ({ Key: `k${index}` })) },
  });

describe('the pace of S3', () => {
  it('lets lists and deletions take their time', async () => {
    const { s3, clock } = withBucket({}, { pace: { listMs: 25, deleteMs: 60 } });
    const start = clock.now().getTime();
    await s3().send(new ListObjectVersionsCommand({ Bucket }));
    expect(clock.now().getTime() - start).toBe(25);
    await s3().send(deletion(1));
    expect(clock.now().getTime() - start).toBe(85);
  });

  it('takes a second’s worth of keys at once, and refuses what is beyond until they are back', async () => {
    const { s3, clock } = withBucket({}, { pace: { keysPerSecond: 1000 } });
    await s3().send(deletion(900));
    expect(await refusalOf(s3().send(deletion(200)))).toBe('SlowDown 503');
    await clock.advance(100);
    expect(await refusalOf(s3().send(deletion(200)))).toBe('no refusal');
  });
});

describe('a bulk of versions', () => {
  it('has as many as were asked for, with a delete marker on top of each key', async () => {
    const { s3, aws } = withBucket({ bulk: { versions: 25, perKey: 5, at: '-9d' } });
    const { Versions = [], DeleteMarkers = [] } = await s3().send(
      new ListObjectVersionsCommand({ Bucket }),
    );
    expect(Versions).toHaveLength(20);
    expect(DeleteMarkers).toHaveLength(5);
    expect(DeleteMarkers.every(({ IsLatest }) => IsLatest)).toBe(true);
    expect(aws.snapshot().s3?.buckets[0]?.objects).toHaveLength(25);
  });
});

describe('the request log', () => {
  it('counts what a list told for the first time, and what a deletion took away', async () => {
    const { s3, aws } = withBucket({ bulk: { versions: 3, perKey: 1 } });
    const { Versions = [] } = await s3().send(new ListObjectVersionsCommand({ Bucket }));
    await s3().send(new ListObjectVersionsCommand({ Bucket }));
    const Objects = Versions.map(({ Key, VersionId }) => ({ Key, VersionId }));
    await s3().send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    await s3().send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(aws.requests.map(({ rows }) => rows)).toEqual([3, 0, 3, 0]);
  });

  it('is served beside the account', async () => {
    const { aws, s3 } = withBucket({});
    await s3().send(new ListObjectVersionsCommand({ Bucket }));
    const server = await serve(aws, { port: 0 });
    const answer = await fetch(`http://127.0.0.1:${server.port}/-/requests`);
    expect(await answer.json()).toEqual(aws.requests);
    await server.close();
  });
});

describe('Object Lock', () => {
  const objects = [
    { key: 'held', versionId: 'v1', legalHold: true },
    { key: 'kept', versionId: 'v1', lockedUntil: '2027-01-01T00:00:00.000Z' },
    { key: 'free', versionId: 'v1' },
  ];

  it('tells until when a version is kept, and whether somebody holds it', async () => {
    const { s3 } = withBucket({ objectLock: true, objects });
    const kept = await s3().send(new GetObjectRetentionCommand({ Bucket, Key: 'kept' }));
    expect(kept.Retention).toEqual({
      Mode: 'COMPLIANCE',
      RetainUntilDate: new Date('2027-01-01T00:00:00.000Z'),
    });
    const held = await s3().send(new GetObjectLegalHoldCommand({ Bucket, Key: 'held' }));
    expect(held.LegalHold).toEqual({ Status: 'ON' });
    const free = s3().send(new GetObjectRetentionCommand({ Bucket, Key: 'free' }));
    expect(await refusalOf(free)).toBe('NoSuchObjectLockConfiguration 404');
  });

  it('lets nobody delete what is held, not even who bypasses governance', async () => {
    const { s3 } = withBucket({ objectLock: true, objects });
    const { Errors } = await s3().send(
      new DeleteObjectsCommand({
        Bucket,
        BypassGovernanceRetention: true,
        Delete: { Objects: [{ Key: 'held', VersionId: 'v1' }] },
      }),
    );
    expect(Errors).toMatchObject([{ Key: 'held', Code: 'AccessDenied' }]);
  });
});

describe('faults of deletions', () => {
  it.each([
    ['per-key-denied', 'AccessDenied', /explicit deny in a resource-based policy/],
    ['per-key-locked', 'AccessDenied', /protected by object lock/],
  ] as const)('%s fails single keys inside a 200', async (kind, code, message) => {
    const { s3, aws } = withBucket({});
    aws.setFaults([{ kind, operation: 'S3.DeleteObjects', keys: ['k1'] }]);
    const { Errors = [] } = await s3().send(deletion(2));
    expect(Errors).toMatchObject([{ Key: 'k1', Code: code }]);
    expect(Errors[0]?.Message).toMatch(message);
  });

  it.each([
    ['mfa-required', 'AccessDenied 403'],
    ['wrong-region', 'AuthorizationHeaderMalformed 400'],
    ['expired-token', 'ExpiredToken 400'],
  ] as const)('%s refuses the whole call', async (kind, refusal) => {
    const { s3, aws } = withBucket({});
    aws.setFaults([{ kind, operation: 'S3.*' }]);
    expect(await refusalOf(s3().send(deletion(1)))).toBe(refusal);
  });
});
