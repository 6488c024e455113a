import {
  ListBucketsCommand,
  ListObjectVersionsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  S3Client,
  paginateListBuckets,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import type { BucketData } from '../src/account-s3.ts';
import type { Fault } from '../src/account.ts';
import { simulate } from './simulated.ts';

function s3(buckets: BucketData[], faults: Fault[] = [], region = 'us-east-1') {
  const { configuration } = simulate({ s3: { buckets }, faults });
  return new S3Client({ ...configuration, region });
}

const objects = (keys: string[]) => keys.map((key) => ({ key, body: key }));

describe('ListBuckets', () => {
  const buckets = [
    { name: 'acme-b', region: 'eu-west-1' },
    { name: 'acme-a', region: 'us-east-1', createdAt: '2026-01-01T10:00:00.500Z' },
    { name: 'other', region: 'eu-west-1' },
  ];

  it('answers every bucket of every region at once, without regions, when nothing is asked', async () => {
    const { Buckets, Owner } = await s3(buckets).send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['acme-a', 'acme-b', 'other']);
    expect(Buckets?.[0]?.CreationDate?.toISOString()).toBe('2026-01-01T10:00:00.000Z');
    expect(Buckets?.every(({ BucketRegion }) => BucketRegion === undefined)).toBe(true);
    expect(Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives the region of each bucket once any parameter is sent', async () => {
    const client = s3(buckets);
    const { Buckets } = await client.send(new ListBucketsCommand({ MaxBuckets: 1000 }));
    expect(Buckets?.map(({ BucketRegion }) => BucketRegion)).toEqual([
      'us-east-1',
      'eu-west-1',
      'eu-west-1',
    ]);
  });

  it('goes on behind a continuation token', async () => {
    const pages: (string | undefined)[][] = [];
    for await (const page of paginateListBuckets({ client: s3(buckets), pageSize: 2 }, {})) {
      pages.push(page.Buckets?.map(({ Name }) => Name) ?? []);
    }
    expect(pages).toEqual([['acme-a', 'acme-b'], ['other']]);
  });

  it('filters by prefix, and by region only at that region’s endpoint', async () => {
    const byPrefix = await s3(buckets).send(new ListBucketsCommand({ Prefix: 'acme' }));
    expect(byPrefix.Buckets).toHaveLength(2);
    const inIreland = s3(buckets, [], 'eu-west-1');
    const byRegion = await inIreland.send(new ListBucketsCommand({ BucketRegion: 'eu-west-1' }));
    expect(byRegion.Buckets?.map(({ Name }) => Name)).toEqual(['acme-b', 'other']);
    await expect(
      s3(buckets).send(new ListBucketsCommand({ BucketRegion: 'eu-west-1' })),
    ).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});

describe('ListObjectsV2', () => {
  const folders = [
    {
      name: 'acme',
      region: 'us-east-1',
      objects: objects(['app/pr-1.json', 'app/pr-2.json', 'lock/x', 'readme', 'Zebra']),
    },
  ];

  it('orders keys by their bytes', async () => {
    const { Contents } = await s3(folders).send(new ListObjectsV2Command({ Bucket: 'acme' }));
    const keys = Contents?.map(({ Key }) => Key);
    expect(keys).toEqual(['Zebra', 'app/pr-1.json', 'app/pr-2.json', 'lock/x', 'readme']);
  });

  it('rolls keys up into common prefixes, which count as one row each', async () => {
    const page = await s3(folders).send(
      new ListObjectsV2Command({ Bucket: 'acme', Delimiter: '/', MaxKeys: 3 }),
    );
    expect(page.Contents?.map(({ Key }) => Key)).toEqual(['Zebra']);
    expect(page.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['app/', 'lock/']);
    expect(page).toMatchObject({ IsTruncated: true, KeyCount: 3 });
    const rest = await s3(folders).send(
      new ListObjectsV2Command({
        Bucket: 'acme',
        Delimiter: '/',
        ContinuationToken: page.NextContinuationToken,
      }),
    );
    expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['readme']);
    expect(rest.CommonPrefixes).toBeUndefined();
  });

  it('starts after a key and keeps to a prefix', async () => {
    const page = await s3(folders).send(
      new ListObjectsV2Command({ Bucket: 'acme', Prefix: 'app/', StartAfter: 'app/pr-1.json' }),
    );
    expect(page.Contents?.map(({ Key }) => Key)).toEqual(['app/pr-2.json']);
  });

  it('leaves out objects that a delete marker hides', async () => {
    const client = s3([
      {
        name: 'acme',
        region: 'us-east-1',
        versioning: 'Enabled',
        objects: [{ key: 'a' }, { key: 'b' }, { key: 'a', deleteMarker: true }],
      },
    ]);
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: 'acme' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['b']);
  });

  it('can answer an empty page with a token first', async () => {
    const client = s3(folders, [{ kind: 'empty-page', operation: 'S3.ListObjectsV2' }]);
    const counts: number[] = [];
    for await (const page of paginateListObjectsV2({ client, pageSize: 10 }, { Bucket: 'acme' })) {
      counts.push(page.KeyCount ?? -1);
    }
    expect(counts).toEqual([0, 5]);
  });
});

describe('ListObjects', () => {
  const bucket = (keys: string[]) => [
    { name: 'acme', region: 'us-east-1', objects: objects(keys) },
  ];

  it('goes on behind the last key, which it leaves to the caller to name', async () => {
    const client = s3(bucket(['a', 'b', 'c']));
    const first = await client.send(new ListObjectsCommand({ Bucket: 'acme', MaxKeys: 2 }));
    expect(first).toMatchObject({ IsTruncated: true, MaxKeys: 2, Marker: '' });
    expect(first.NextMarker).toBeUndefined();
    expect(first.Contents?.map(({ Key, Owner }) => [Key, Owner?.DisplayName])).toEqual([
      ['a', 'owner'],
      ['b', 'owner'],
    ]);
    const rest = await client.send(new ListObjectsCommand({ Bucket: 'acme', Marker: 'b' }));
    expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['c']);
    expect(rest.IsTruncated).toBe(false);
  });

  it('tells the next marker where a delimiter rolls keys up', async () => {
    const client = s3(bucket(['app/1', 'app/2', 'lock/1']));
    const page = await client.send(
      new ListObjectsCommand({ Bucket: 'acme', Delimiter: '/', MaxKeys: 1 }),
    );
    expect(page.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['app/']);
    expect(page.NextMarker).toBe('app/');
    const rest = await client.send(
      new ListObjectsCommand({ Bucket: 'acme', Delimiter: '/', Marker: page.NextMarker }),
    );
    expect(rest.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['lock/']);
  });
});

describe('ListObjectVersions', () => {
  const versioned: BucketData[] = [
    {
      name: 'acme',
      region: 'us-east-1',
      versioning: 'Enabled',
      objects: [
        { key: 'state.json', versionId: 'one', body: '1', at: '2026-01-03T00:00:00Z' },
        { key: 'other', versionId: 'two', body: '22' },
        { key: 'state.json', versionId: 'three', body: '333', at: '2026-01-01T00:00:00Z' },
        { key: 'state.json', versionId: 'four', deleteMarker: true },
      ],
    },
  ];

  it('lists versions and markers newest first within a key, in the order of writing', async () => {
    const page = await s3(versioned).send(new ListObjectVersionsCommand({ Bucket: 'acme' }));
    expect(
      page.Versions?.map(({ VersionId, IsLatest, Size }) => [VersionId, IsLatest, Size]),
    ).toEqual([
      ['two', true, 2],
      ['three', false, 3],
      ['one', false, 1],
    ]);
    expect(page.DeleteMarkers).toMatchObject([{ VersionId: 'four', IsLatest: true }]);
    expect(page.Versions?.[2]).toMatchObject({
      ETag: '"c4ca4238a0b923820dcc509a6f75849b"',
      LastModified: new Date('2026-01-03T00:00:00Z'),
      StorageClass: 'STANDARD',
    });
  });

  it('pages through versions of one key with both markers', async () => {
    const client = s3(versioned);
    const seen: string[] = [];
    let KeyMarker: string | undefined;
    let VersionIdMarker: string | undefined;
    do {
      const page = await client.send(
        new ListObjectVersionsCommand({ Bucket: 'acme', MaxKeys: 1, KeyMarker, VersionIdMarker }),
      );
      const rows = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      seen.push(...rows.map(({ VersionId }) => VersionId ?? ''));
      ({ NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page);
    } while (KeyMarker !== undefined);
    expect(seen).toEqual(['two', 'four', 'three', 'one']);
  });

  it('starts behind all versions of a key that is the marker alone', async () => {
    const page = await s3(versioned).send(
      new ListObjectVersionsCommand({ Bucket: 'acme', KeyMarker: 'other' }),
    );
    expect(page.Versions?.map(({ VersionId }) => VersionId)).toEqual(['three', 'one']);
  });

  it('refuses a version marker without a key marker', async () => {
    const call = s3(versioned).send(
      new ListObjectVersionsCommand({ Bucket: 'acme', VersionIdMarker: 'two' }),
    );
    await expect(call).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('shows objects of a never-versioned bucket with the version id null', async () => {
    const client = s3([{ name: 'plain', region: 'us-east-1', objects: objects(['a', 'a']) }]);
    const page = await client.send(new ListObjectVersionsCommand({ Bucket: 'plain' }));
    expect(page.Versions).toMatchObject([{ Key: 'a', VersionId: 'null', IsLatest: true }]);
  });

  it('keeps odd keys as they are, and encodes them when asked', async () => {
    const keys = [' a b', 'a&b<c>', 'ctrl-\u0001', 'line\r\nend', 'plus+é/ü', '0012'];
    const client = s3([{ name: 'odd', region: 'us-east-1', objects: objects(keys) }]);
    const page = await client.send(new ListObjectVersionsCommand({ Bucket: 'odd' }));
    expect(page.Versions?.map(({ Key }) => Key).toSorted()).toEqual(keys.toSorted());
    const encoded = await client.send(
      new ListObjectVersionsCommand({ Bucket: 'odd', EncodingType: 'url' }),
    );
    expect(encoded.Versions?.map(({ Key }) => Key)).toContain('plus%2B%C3%A9/%C3%BC');
    expect(encoded.Versions?.map(({ Key }) => Key)).toContain('+a+b');
  });

  it('rolls versions up into common prefixes', async () => {
    const client = s3([
      { name: 'acme', region: 'us-east-1', objects: objects(['x/1', 'x/2', 'y']) },
    ]);
    const page = await client.send(
      new ListObjectVersionsCommand({ Bucket: 'acme', Delimiter: '/', MaxKeys: 1 }),
    );
    expect(page.CommonPrefixes).toEqual([{ Prefix: 'x/' }]);
    expect(page).toMatchObject({ IsTruncated: true, NextKeyMarker: 'x/' });
    const rest = await client.send(
      new ListObjectVersionsCommand({ Bucket: 'acme', Delimiter: '/', KeyMarker: 'x/' }),
    );
    expect(rest.Versions?.map(({ Key }) => Key)).toEqual(['y']);
  });

  it('can answer an empty page with a marker first', async () => {
    const client = s3(versioned, [{ kind: 'empty-page', operation: 'S3.ListObjectVersions' }]);
    const empty = await client.send(new ListObjectVersionsCommand({ Bucket: 'acme' }));
    expect(empty).toMatchObject({ IsTruncated: true, NextKeyMarker: 'othe' });
    expect(empty.Versions).toBeUndefined();
    const rest = await client.send(
      new ListObjectVersionsCommand({ Bucket: 'acme', KeyMarker: empty.NextKeyMarker }),
    );
    expect(rest.Versions).toHaveLength(3);
  });
});
