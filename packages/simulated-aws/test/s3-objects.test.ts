import { gunzipSync, gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';

import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import type { BucketData } from '../src/account-s3.ts';
import type { SimulatedAwsOptions } from '../src/simulated-aws.ts';
import { withS3 } from './s3-client.ts';
import { refusalOf } from './simulated.ts';

function withBucket(bucket: Partial<BucketData> = {}, options: SimulatedAwsOptions = {}) {
  const data = { s3: { buckets: [{ name: 'acme', region: 'us-east-1', ...bucket }] } };
  const { aws, s3 } = withS3(data, options);
  return { aws, client: s3() };
}

async function textOf(client: S3Client, Key: string, VersionId?: string): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: 'acme', Key, VersionId }));
  return (await Body?.transformToString()) ?? '';
}

describe('GetObject', () => {
  it('answers a JSON body that the data gives as a value', async () => {
    const { client } = withBucket({ objects: [{ key: 'state.json', body: { stack: 'acme' } }] });
    expect(await textOf(client, 'state.json')).toBe('{"stack":"acme"}');
  });

  it('answers a compressed body with its encoding', async () => {
    const { client } = withBucket({ objects: [{ key: 's', body: 'hello', gzip: true }] });
    const answer = await client.send(new GetObjectCommand({ Bucket: 'acme', Key: 's' }));
    expect(answer.ContentEncoding).toBe('gzip');
    const bytes = (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
    expect(gunzipSync(bytes).toString()).toBe('hello');
    expect(answer.ContentLength).toBe(bytes.length);
  });

  it('takes bodies from a file or from whoever makes them up, when they are asked for', async () => {
    const asked: string[] = [];
    const { client } = withBucket(
      {
        versioning: 'Enabled',
        objects: [
          { key: 'f', file: 'state.json' },
          { key: 'g', versionId: 'v1', size: 7 },
        ],
      },
      {
        readFile: (path: string) => new TextEncoder().encode(`file ${path}`),
        bodies: (...names: string[]) => {
          asked.push(names.join(' '));
          return new TextEncoder().encode('made up');
        },
      },
    );
    expect(await textOf(client, 'f')).toBe('file state.json');
    const { Versions } = await client.send(new ListObjectVersionsCommand({ Bucket: 'acme' }));
    expect(Versions?.[1]).toMatchObject({ Key: 'g', Size: 7 });
    expect(asked).toEqual([]);
    expect(await textOf(client, 'g')).toBe('made up');
    expect(asked).toEqual(['acme g v1']);
  });

  it('answers a part when a range is asked for, and refuses one behind the end', async () => {
    const { client } = withBucket({ objects: [{ key: 'a', body: '0123456789' }] });
    const part = await client.send(
      new GetObjectCommand({ Bucket: 'acme', Key: 'a', Range: 'bytes=2-4' }),
    );
    expect(await part.Body?.transformToString()).toBe('234');
    expect(part).toMatchObject({
      ContentRange: 'bytes 2-4/10',
      $metadata: { httpStatusCode: 206 },
    });
    const end = await client.send(
      new GetObjectCommand({ Bucket: 'acme', Key: 'a', Range: 'bytes=-3' }),
    );
    expect(await end.Body?.transformToString()).toBe('789');
    const behind = client.send(
      new GetObjectCommand({ Bucket: 'acme', Key: 'a', Range: 'bytes=10-' }),
    );
    expect(await refusalOf(behind)).toBe('InvalidRange 416');
  });

  it('answers 404 for what is missing or hidden, and 405 for a delete marker itself', async () => {
    const { client } = withBucket({
      versioning: 'Enabled',
      objects: [
        { key: 'a', versionId: 'v1', body: 'old' },
        { key: 'a', versionId: 'm1', deleteMarker: true },
      ],
    });
    const get = (Key: string, VersionId?: string) =>
      refusalOf(client.send(new GetObjectCommand({ Bucket: 'acme', Key, VersionId })));
    expect(await get('none')).toBe('NoSuchKey 404');
    expect(await get('a')).toBe('NoSuchKey 404');
    expect(await get('a', 'm1')).toBe('MethodNotAllowed 405');
    expect(await get('a', 'v9')).toBe('NoSuchVersion 404');
    expect(await textOf(client, 'a', 'v1')).toBe('old');
    const head = client.send(new HeadObjectCommand({ Bucket: 'acme', Key: 'a' }));
    expect(await refusalOf(head)).toBe('NotFound 404');
  });

  it('finds a bucket with dots by path, and keys with odd characters', async () => {
    const { s3 } = withS3({
      s3: {
        buckets: [
          {
            name: 'www.acme.dev',
            region: 'us-east-1',
            objects: [{ key: 'a b/ü+?#.js', body: 'x' }],
          },
        ],
      },
    });
    const answer = await s3().send(
      new HeadObjectCommand({ Bucket: 'www.acme.dev', Key: 'a b/ü+?#.js' }),
    );
    expect(answer.ContentLength).toBe(1);
  });
});

describe('PutObject', () => {
  it('replaces the object where versions are not kept', async () => {
    const { client } = withBucket();
    for (const Body of ['one', 'two']) {
      await client.send(new PutObjectCommand({ Bucket: 'acme', Key: 'a', Body }));
    }
    const { Versions } = await client.send(new ListObjectVersionsCommand({ Bucket: 'acme' }));
    expect(Versions).toMatchObject([{ Key: 'a', VersionId: 'null', Size: 3 }]);
    expect(await textOf(client, 'a')).toBe('two');
  });

  it('adds a version where versions are kept', async () => {
    const { client } = withBucket({ versioning: 'Enabled' });
    const first = await client.send(
      new PutObjectCommand({ Bucket: 'acme', Key: 'a', Body: 'one' }),
    );
    const second = await client.send(
      new PutObjectCommand({ Bucket: 'acme', Key: 'a', Body: 'two' }),
    );
    expect(first.VersionId).not.toBe(second.VersionId);
    expect(await textOf(client, 'a', first.VersionId)).toBe('one');
    expect(await textOf(client, 'a')).toBe('two');
  });

  it('replaces only the null version once versioning is suspended', async () => {
    const { client } = withBucket({
      versioning: 'Enabled',
      objects: [{ key: 'a', versionId: 'v1' }],
    });
    const VersioningConfiguration = { Status: 'Suspended' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: 'acme', VersioningConfiguration }));
    for (const Body of ['one', 'two']) {
      await client.send(new PutObjectCommand({ Bucket: 'acme', Key: 'a', Body }));
    }
    const { Versions } = await client.send(new ListObjectVersionsCommand({ Bucket: 'acme' }));
    expect(Versions?.map(({ VersionId }) => VersionId)).toEqual(['null', 'v1']);
  });

  it('is refused where the condition does not hold', async () => {
    const { client } = withBucket({ objects: [{ key: 'a', body: 'one' }] });
    const put = (Key: string, condition: { IfMatch?: string; IfNoneMatch?: string }) =>
      refusalOf(
        client.send(new PutObjectCommand({ Bucket: 'acme', Key, Body: 'two', ...condition })),
      );
    expect(await put('a', { IfNoneMatch: '*' })).toBe('PreconditionFailed 412');
    expect(await put('a', { IfMatch: '"other"' })).toBe('PreconditionFailed 412');
    expect(await put('b', { IfMatch: '"other"' })).toBe('NoSuchKey 404');
    expect(await put('b', { IfNoneMatch: '*' })).toBe('no refusal');
  });

  it('keeps a body that was sent in chunks with a checksum behind it', async () => {
    const { client } = withBucket();
    const Body = Readable.from([Buffer.from('hello '), Buffer.from('chunked world')]);
    await client.send(new PutObjectCommand({ Bucket: 'acme', Key: 'a', Body, ContentLength: 19 }));
    expect(await textOf(client, 'a')).toBe('hello chunked world');
    const head = await client.send(new HeadObjectCommand({ Bucket: 'acme', Key: 'a' }));
    expect(head.ContentEncoding).toBeUndefined();
  });

  it('keeps bytes that are not text, through a snapshot too', async () => {
    const { aws, client } = withBucket();
    const Body = gzipSync('hello');
    await client.send(
      new PutObjectCommand({ Bucket: 'acme', Key: 'a', Body, ContentEncoding: 'gzip' }),
    );
    const { s3, aws: again } = withS3(aws.snapshot());
    const copy = await s3().send(new GetObjectCommand({ Bucket: 'acme', Key: 'a' }));
    expect(copy.ContentEncoding).toBe('gzip');
    expect(Buffer.from((await copy.Body?.transformToByteArray()) ?? [])).toEqual(Body);
    expect(again.snapshot()).toEqual(aws.snapshot());
  });
});

describe('DeleteObject', () => {
  it('puts a delete marker on top, and is permanent with a version id', async () => {
    const { client } = withBucket({
      versioning: 'Enabled',
      objects: [{ key: 'a', versionId: 'v1' }],
    });
    const hidden = await client.send(new DeleteObjectCommand({ Bucket: 'acme', Key: 'a' }));
    expect(hidden.DeleteMarker).toBe(true);
    const gone = await client.send(
      new DeleteObjectCommand({ Bucket: 'acme', Key: 'a', VersionId: hidden.VersionId }),
    );
    expect(gone).toMatchObject({ DeleteMarker: true, VersionId: hidden.VersionId });
    expect(await textOf(client, 'a', 'v1')).toBe('');
  });

  it('succeeds where there is nothing', async () => {
    const { client } = withBucket();
    const answer = await client.send(new DeleteObjectCommand({ Bucket: 'acme', Key: 'none' }));
    expect(answer.$metadata.httpStatusCode).toBe(204);
  });
});
