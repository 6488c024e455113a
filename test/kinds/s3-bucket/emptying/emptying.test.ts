import { describe, expect, it } from 'vitest';

import { readBucketContents } from '../../../../src/kinds/s3-bucket/contents.ts';
import { s3Bucket } from '../../../../src/kinds/s3-bucket/kind.ts';
import type { BucketData, ObjectData } from 'simulated-aws';
import { fault, signedIn, theOne } from '../../signed-in.ts';
import type { SignedIn } from '../../signed-in.ts';

const name = 'acme-pr-1-webassets-abcdefgh';
const { empty } = s3Bucket.steps;

const withBucket = (changes: Partial<BucketData>, more: Parameters<typeof signedIn>[0] = {}) =>
  signedIn({ s3: { buckets: [{ name, region: 'eu-west-1', ...changes }] }, ...more });
const theBucket = (signed: SignedIn) => theOne(s3Bucket, name, signed);
const left = async (signed: SignedIn) =>
  (await readBucketContents(name, 'eu-west-1', signed.context()))?.versions;
const aPage = (count: number): ObjectData[] =>
  Array.from({ length: count }, (_, index) => ({ key: `k${index}`, at: '-9d', body: 'x' }));

describe('emptying a bucket', () => {
  it('deletes all versions and delete markers for good', async () => {
    const objects: ObjectData[] = [
      { key: 'a', at: '-9d' },
      { key: 'a', at: '-8d' },
      { key: 'a', at: '-7d', deleteMarker: true },
    ];
    const signed = await withBucket({ versioning: 'Enabled', objects });
    expect(await empty?.(await theBucket(signed), signed.step())).toEqual({ result: 'done' });
    expect(await left(signed)).toBe(0);
    expect(signed.progress.at(-1)).toBe('3 object versions deleted');
  });

  it('works on a bucket that was never versioned, page by page', async () => {
    const signed = await withBucket({ objects: aPage(2500) });
    expect(await empty?.(await theBucket(signed), signed.step())).toEqual({ result: 'done' });
    expect(await left(signed)).toBe(0);
    expect(signed.session.calls().byOperation['S3.DeleteObjects']).toBe(3);
  });

  it('deletes keys that no XML can name, and those that look like XML', async () => {
    const objects = [
      'tab\there',
      'bell\u0007',
      '&amp;<b>',
      ' blanks ',
      'new\nline',
      '😀',
      '..',
    ].map((key) => ({ key, at: '-9d' }));
    const signed = await withBucket({ objects });
    expect(await empty?.(await theBucket(signed), signed.step())).toEqual({ result: 'done' });
    expect(await left(signed)).toBe(0);
    expect(signed.session.calls().byOperation['S3.DeleteObject']).toBe(1);
  });

  it('repeats the keys that S3 could not delete just now', async () => {
    const faults = [fault('per-key-error', 'S3.DeleteObjects', { keys: ['k1', 'k2'], times: 2 })];
    const signed = await withBucket({ objects: aPage(5) }, { faults });
    expect(await empty?.(await theBucket(signed), signed.step())).toEqual({ result: 'done' });
    expect(await left(signed)).toBe(0);
  });

  it('says which key S3 will not delete at all', async () => {
    const signed = await withBucket(
      { objects: aPage(5) },
      { faults: [fault('per-key-error', 'S3.DeleteObjects', { keys: ['k1'] })] },
    );
    expect(await empty?.(await theBucket(signed), signed.step())).toMatchObject({
      result: 'refused',
      reason: 'object-refused',
      message: expect.stringContaining('"k1"'),
    });
  });

  it('survives throttles', async () => {
    const signed = await withBucket(
      { objects: aPage(3000) },
      { faults: [fault('throttle', 'S3.DeleteObjects', { times: 3 })] },
    );
    expect(await empty?.(await theBucket(signed), signed.step())).toEqual({ result: 'done' });
    expect(await left(signed)).toBe(0);
  });

  it('deletes nothing at all where one object is newer than the removal of the stage', async () => {
    const objects = [...aPage(1500), { key: 'zz-new', at: '-1d', body: 'x' }];
    const signed = await withBucket({ objects });
    const step = signed.step({ newerThan: '2026-11-15T00:00:00.000Z' });
    expect(await empty?.(await theBucket(signed), step)).toMatchObject({
      result: 'skipped',
      reason: 'newer-object',
      message: expect.stringContaining('zz-new'),
    });
    expect(await left(signed)).toBe(1501);
  });

  it('empties it where all objects are older', async () => {
    const signed = await withBucket({ objects: aPage(3) });
    expect(
      await empty?.(
        await theBucket(signed),
        signed.step({ newerThan: '2026-11-15T00:00:00.000Z' }),
      ),
    ).toEqual({ result: 'done' });
  });

  it('takes an upload that was begun after the removal for a writer, and aborts older ones', async () => {
    const uploads = [{ key: 'big', id: 'u1', at: '-1d' }];
    const busy = await withBucket({ uploads });
    expect(
      await empty?.(await theBucket(busy), busy.step({ newerThan: '2026-11-15T00:00:00.000Z' })),
    ).toMatchObject({ result: 'skipped', reason: 'newer-object' });
    expect(await empty?.(await theBucket(busy), busy.step())).toEqual({ result: 'done' });
    expect(busy.session.calls().byOperation['S3.AbortMultipartUpload']).toBe(1);
  });

  it('refuses a bucket with MFA delete before the first deletion', async () => {
    const signed = await withBucket({ versioning: 'Enabled', mfaDelete: true, objects: aPage(1) });
    expect(await empty?.(await theBucket(signed), signed.step())).toMatchObject({
      result: 'refused',
      reason: 'mfa-delete',
    });
    expect(await left(signed)).toBe(1);
  });

  it('refuses what Object Lock keeps, and never bypasses it', async () => {
    const objects = [{ key: 'kept', at: '-9d', lockedUntil: '2027-01-01T00:00:00.000Z' }];
    const signed = await withBucket({ versioning: 'Enabled', objectLock: true, objects });
    expect(await empty?.(await theBucket(signed), signed.step())).toMatchObject({
      result: 'refused',
      reason: 'object-lock',
    });
    expect(await left(signed)).toBe(1);
  });

  it.each([
    [{ lockMode: 'COMPLIANCE' }, 'Nobody can delete it before 2027-01-01T00:00:00.000Z'],
    [{ lockMode: 'GOVERNANCE' }, 'retained until 2027-01-01T00:00:00.000Z (governance mode'],
    [{ legalHold: true }, 'under a legal hold'],
  ] as const)('says what keeps a locked version, and until when: %o', async (lock, told) => {
    const kept = { key: 'kept', at: '-9d', lockedUntil: '2027-01-01T00:00:00.000Z', ...lock };
    const objects = [kept, { key: 'free', at: '-9d' }];
    const signed = await withBucket({ versioning: 'Enabled', objectLock: true, objects });
    const result = await empty?.(await theBucket(signed), signed.step());
    expect(result).toMatchObject({
      result: 'refused',
      reason: 'object-lock',
      message: expect.stringContaining(told),
    });
    const { requests } = signed.aws;
    expect(requests.filter(({ operation }) => operation === 'S3.DeleteObject')).toEqual([]);
    expect(await left(signed)).toBe(1);
  });

  it('names a policy that denies the deletion, and leaves the policy alone', async () => {
    const policy = JSON.stringify({
      Statement: [{ Effect: 'Deny', Action: 's3:DeleteObjectVersion', Resource: '*' }],
    });
    const signed = await withBucket({ versioning: 'Enabled', policy, objects: aPage(3) });
    expect(await empty?.(await theBucket(signed), signed.step())).toMatchObject({
      result: 'refused',
      reason: 'policy',
      message: expect.stringContaining('explicit deny in a resource-based policy'),
    });
    expect(await left(signed)).toBe(3);
  });

  it('is done with one that is gone', async () => {
    const bucket = await theBucket(await withBucket({}));
    expect(await empty?.(bucket, (await signedIn()).step())).toEqual({ result: 'gone' });
  });

  it('throws where the list of objects is denied', async () => {
    const signed = await withBucket(
      { objects: aPage(1) },
      { faults: [fault('deny', 'S3.ListObjectVersions')] },
    );
    await expect(empty?.(await theBucket(signed), signed.step())).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('stops when it is told to', async () => {
    const signed = await withBucket({ objects: aPage(3000) });
    const bucket = await theBucket(signed);
    signed.controller.abort();
    await expect(empty?.(bucket, signed.step())).rejects.toMatchObject({ name: 'AbortError' });
    expect(
      await readBucketContents(name, 'eu-west-1', {
        ...signed.context(),
        signal: new AbortController().signal,
      }),
    ).toMatchObject({ versions: 3000 });
  });
});
