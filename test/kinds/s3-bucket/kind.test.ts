import { describe, expect, it } from 'vitest';

import { readGrantees } from '../../../src/kinds/s3-bucket/settings/acl.ts';
import { readBucketContents } from '../../../src/kinds/s3-bucket/contents.ts';
import { s3Bucket } from '../../../src/kinds/s3-bucket/kind.ts';
import type { BucketData } from 'simulated-aws';
import { fault, listed, signedIn, theOne } from '../signed-in.ts';

const name = 'acme-pr-1-webassets-abcdefgh';
const aBucket: BucketData = {
  name,
  region: 'eu-west-1',
  createdAt: '-30d',
  tags: { 'sst:app': 'acme' },
};

const withBucket = (changes: Partial<BucketData> = {}, more: Parameters<typeof signedIn>[0] = {}) =>
  signedIn({ s3: { buckets: [{ ...aBucket, ...changes }] }, ...more });
const { delete: remove } = s3Bucket.steps;

describe('listing buckets', () => {
  it('says where each lies, how it is named, and since when at the latest', async () => {
    expect(await listed(s3Bucket, await withBucket())).toMatchObject([
      {
        key: `s3-bucket:${name}`,
        arn: `arn:aws:s3:::${name}`,
        region: 'eu-west-1',
        createdAt: '2026-10-21T12:00:00.000Z',
        modifiedAt: '2026-10-21T12:00:00.000Z',
        identifiers: [name, `arn:aws:s3:::${name}`],
        tags: null,
      },
    ]);
  });

  it('lists buckets of all regions with one call for each of two times, and reads no tags', async () => {
    const buckets = Array.from({ length: 120 }, (_, index) => ({
      name: `bucket-${index}`,
      region: index % 2 ? 'eu-west-1' : 'us-east-1',
    }));
    const signed = await signedIn({ s3: { buckets } });
    expect(await listed(s3Bucket, signed)).toHaveLength(120);
    expect(signed.session.calls().byOperation).toEqual({
      'S3.ListBuckets': 2,
      'STS.GetCallerIdentity': 1,
    });
  });

  it('says the same of one by its own reads, tags added', async () => {
    const signed = await withBucket();
    const bucket = await theOne(s3Bucket, name, signed);
    expect(await s3Bucket.reread(bucket, signed.context())).toEqual({
      ...bucket,
      tags: { 'sst:app': 'acme' },
    });
    expect(await s3Bucket.reread(bucket, (await signedIn()).context())).toBeNull();
  });

  it('takes an untagged bucket for one without tags, and a denial for a denial', async () => {
    const untagged = await withBucket({ tags: {} });
    const denied = await withBucket({}, { faults: [fault('deny', 'S3.GetBucketTagging')] });
    const bucket = await theOne(s3Bucket, name, untagged);
    expect((await s3Bucket.reread(bucket, untagged.context()))?.tags).toEqual({});
    await expect(s3Bucket.reread(bucket, denied.context())).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });
});

describe('looking into a bucket', () => {
  it('counts versions and delete markers, and says when the first and the last were written', async () => {
    const objects = [
      { key: 'a', at: '-9d', body: 'xx', storageClass: 'GLACIER' },
      { key: 'a', at: '-8d', deleteMarker: true },
      { key: 'b', at: '-7d', body: 'yyy' },
    ];
    const signed = await withBucket({ versioning: 'Enabled', objects });
    expect(await readBucketContents(name, 'eu-west-1', signed.context())).toEqual({
      versions: 3,
      complete: true,
      oldestAt: '2026-11-11T12:00:00.000Z',
      newestAt: '2026-11-13T12:00:00.000Z',
      sizeBytes: 5,
      bytesByClass: { GLACIER: 2, STANDARD: 3 },
      objectLock: false,
      mfaDelete: false,
      versioned: true,
      keyOfSst: null,
      writtenIn: [
        { from: '2026-11-11T12:00:00.000Z', to: '2026-11-11T12:00:00.000Z' },
        { from: '2026-11-13T12:00:00.000Z', to: '2026-11-13T12:00:00.000Z' },
      ],
    });
  });

  it('tells when objects were written, a minute as one time, but not of more than 500', async () => {
    const ago = (seconds: number) => ({ key: `k${seconds}`, at: `-${seconds}s`, body: 'x' });
    const close = await withBucket({ objects: [300, 240, 190, 60].map(ago) });
    expect(await readBucketContents(name, 'eu-west-1', close.context())).toMatchObject({
      writtenIn: [
        { from: '2026-11-20T11:55:00.000Z', to: '2026-11-20T11:56:50.000Z' },
        { from: '2026-11-20T11:59:00.000Z', to: '2026-11-20T11:59:00.000Z' },
      ],
    });
    const many = (count: number) => Array.from({ length: count }, (_, at) => ago((at + 1) * 90));
    for (const [count, kept] of [
      [500, 500],
      [501, undefined],
    ] as const) {
      const signed = await withBucket({ objects: many(count) });
      const contents = await readBucketContents(name, 'eu-west-1', signed.context());
      expect(contents?.writtenIn?.length).toBe(kept);
    }
  });

  it('reads twenty pages at most, and says that it did not see all', async () => {
    const objects = Array.from({ length: 20_001 }, (_, index) => ({
      key: `k${index}`,
      at: '-1d',
      body: 'x',
    }));
    const signed = await withBucket({ objects });
    const contents = await readBucketContents(name, 'eu-west-1', signed.context());
    expect(contents).toMatchObject({
      versions: 20_000,
      complete: false,
      sizeBytes: null,
      bytesByClass: null,
    });
  });

  it.each([
    ['app/acme/prod.json', 'a'],
    ['app/acme/prod.json', 'k'],
    [`assets/Api-code-${'0'.repeat(64)}.zip`, 'k'],
  ])('finds %s among twenty thousand objects whose keys begin with %s', async (key, letter) => {
    const objects = Array.from({ length: 20_001 }, (_, index) => ({
      key: `${letter}${index}`,
      at: '-1d',
      body: 'x',
    }));
    const signed = await withBucket({ objects: [...objects, { key, at: '-1d', body: '{}' }] });
    const contents = await readBucketContents(name, 'eu-west-1', signed.context());
    expect(contents?.keyOfSst).toBe(key);
  });

  it('finds Object Lock and MFA delete, and nothing of a bucket that is gone', async () => {
    const signed = await withBucket({ objectLock: true, mfaDelete: true, versioning: 'Enabled' });
    expect(await readBucketContents(name, 'eu-west-1', signed.context())).toMatchObject({
      objectLock: true,
      mfaDelete: true,
    });
    expect(await readBucketContents('gone-bucket', 'eu-west-1', signed.context())).toBeNull();
  });

  it.each([
    [true, { cloudFront: true, s3: true }],
    ['cloudfront', { cloudFront: true, s3: false }],
    ['s3', { cloudFront: false, s3: true }],
    [false, { cloudFront: false, s3: false }],
  ] as const)('knows whose logs may be written into it: %s', async (logDelivery, may) => {
    const signed = await withBucket({ logDelivery });
    const [place, context] = [{ name, region: 'eu-west-1' }, signed.context()];
    expect(await readGrantees(place, context)).toEqual({ ...may, others: [], everybody: false });
    expect(await readGrantees({ ...place, name: 'gone-bucket' }, context)).toEqual({
      cloudFront: false,
      s3: false,
      others: [],
      everybody: false,
    });
  });
});

describe('deleting a bucket', () => {
  it('deletes an empty one, and is done with one that is gone', async () => {
    const signed = await withBucket();
    const bucket = await theOne(s3Bucket, name, signed);
    expect(await remove?.(bucket, signed.step())).toEqual({ result: 'done' });
    expect(await remove?.(bucket, signed.step())).toEqual({ result: 'gone' });
  });

  it('tries again where S3 calls an empty bucket not empty', async () => {
    const signed = await withBucket(
      {},
      { faults: [fault('bucket-not-empty-once', 'S3.DeleteBucket')] },
    );
    expect(await remove?.(await theOne(s3Bucket, name, signed), signed.step())).toEqual({
      result: 'done',
    });
    expect(signed.session.calls().byOperation['S3.DeleteBucket']).toBe(2);
  });

  it('never deletes an object that was written after the bucket was emptied', async () => {
    const signed = await withBucket({ objects: [{ key: 'new-log', body: 'x' }] });
    expect(await remove?.(await theOne(s3Bucket, name, signed), signed.step())).toMatchObject({
      result: 'refused',
      reason: 'still-written',
    });
    expect(signed.session.calls().byOperation['S3.DeleteObjects']).toBeUndefined();
  });

  it('reaches a bucket whose region was told wrong', async () => {
    const signed = await withBucket();
    const bucket = { ...(await theOne(s3Bucket, name, signed)), region: 'us-east-1' };
    expect(await remove?.(bucket, signed.step())).toEqual({ result: 'done' });
  });

  it('names the owner it expects on every call', async () => {
    const signed = await withBucket({}, { account: '999999999999' });
    const bucket = await theOne(s3Bucket, name, signed);
    const foreign = { ...signed.step(), session: { ...signed.session, account: '111111111111' } };
    await expect(remove?.(bucket, foreign)).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(await listed(s3Bucket, signed)).toHaveLength(1);
  });
});

describe('backing up a bucket', () => {
  it('keeps its settings, each as a part, and whether it is empty', async () => {
    const signed = await withBucket({
      versioning: 'Enabled',
      encryption: 'AES256',
      policy: '{"Statement":[]}',
    });
    const parts = await s3Bucket.backup(await theOne(s3Bucket, name, signed), signed.context());
    const kept = parts.filter((part) => 'content' in part).map((part) => part.name);
    expect(kept).toEqual(
      expect.arrayContaining([
        'acl.json',
        'encryption.json',
        'policy.json',
        'tags.json',
        'versioning.json',
      ]),
    );
    expect(parts).toHaveLength(23);
    expect(parts.every((part) => 'content' in part || part.missing !== '')).toBe(true);
  });
});
