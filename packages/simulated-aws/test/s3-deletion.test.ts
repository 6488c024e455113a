import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  HeadBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { DeleteObjectCommandInput } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import type { BucketData } from '../src/account-s3.ts';
import type { AccountData } from '../src/account.ts';
import { account, refusalOf, simulate } from './simulated.ts';

function withBucket(bucket: Partial<BucketData> = {}, rest: Partial<AccountData> = {}) {
  const buckets = [{ name: 'acme', region: 'us-east-1', ...bucket }];
  const { aws, clock, configuration } = simulate({ s3: { buckets }, ...rest });
  return { aws, clock, client: new S3Client(configuration) };
}

const deleteAll = (keys: (string | [string, string])[], Quiet = true) =>
  new DeleteObjectsCommand({
    Bucket: 'acme',
    Delete: {
      Quiet,
      Objects: keys.map((key) =>
        typeof key === 'string' ? { Key: key } : { Key: key[0], VersionId: key[1] },
      ),
    },
  });

describe('a deletion under a condition', () => {
  const etagOf = (text: string) => `"${createHash('md5').update(text).digest('hex')}"`;
  const objects = [{ key: 'a', body: 'one' }];
  const one = (given: Partial<DeleteObjectCommandInput>) =>
    new DeleteObjectCommand({ Bucket: 'acme', Key: 'a', ...given });
  const many = (entry: object) =>
    new DeleteObjectsCommand({ Bucket: 'acme', Delete: { Objects: [{ Key: 'a', ...entry }] } });

  it('deletes what has the ETag, and refuses another one, nothing, and a version id', async () => {
    const { client } = withBucket({ objects });
    const sent = (given: Partial<DeleteObjectCommandInput>) => refusalOf(client.send(one(given)));
    expect(await sent({ IfMatch: etagOf('two') })).toBe('PreconditionFailed 412');
    expect(await sent({ IfMatch: etagOf('one'), VersionId: 'null' })).toBe('NotImplemented 501');
    await client.send(one({ IfMatch: etagOf('one') }));
    expect(await sent({ IfMatch: etagOf('one') })).toBe('NoSuchKey 404');
  });

  it('is judged key by key in DeleteObjects', async () => {
    const { client } = withBucket({ objects });
    const { Errors } = await client.send(many({ ETag: etagOf('two') }));
    expect(Errors).toMatchObject([{ Key: 'a', Code: 'PreconditionFailed' }]);
    const { Deleted } = await client.send(many({ ETag: etagOf('one') }));
    expect(Deleted).toMatchObject([{ Key: 'a' }]);
  });

  it('needs the permission to read the object', async () => {
    const policy = JSON.stringify({
      Statement: [{ Effect: 'Deny', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme/*' }],
    });
    const { client } = withBucket({ objects, policy });
    expect(await refusalOf(client.send(one({ IfMatch: etagOf('one') })))).toBe('AccessDenied 403');
  });
});

describe('DeleteObjects', () => {
  it('tells of every key, or of none when quiet; a missing key counts as deleted', async () => {
    const { client } = withBucket({ objects: [{ key: 'a&b' }, { key: 'b' }] });
    const told = await client.send(deleteAll(['a&b', 'missing'], false));
    expect(told.Deleted).toMatchObject([{ Key: 'a&b' }, { Key: 'missing' }]);
    const quiet = await client.send(deleteAll(['b']));
    expect(quiet.Deleted).toBeUndefined();
    expect(quiet.Errors).toBeUndefined();
  });

  it('only hides objects of a versioned bucket when no version is named', async () => {
    const { client } = withBucket({
      versioning: 'Enabled',
      objects: [{ key: 'a', versionId: 'v1' }],
    });
    const { Deleted } = await client.send(deleteAll(['a'], false));
    expect(Deleted).toMatchObject([{ Key: 'a', DeleteMarker: true }]);
    expect(await refusalOf(client.send(new DeleteBucketCommand({ Bucket: 'acme' })))).toBe(
      'BucketNotEmpty 409',
    );
  });

  it('fails single keys inside a 200', async () => {
    const { client } = withBucket(
      { objects: [{ key: 'a' }, { key: 'b' }] },
      { faults: [{ kind: 'per-key-error', operation: 'S3.DeleteObjects', keys: ['b'], times: 1 }] },
    );
    const { Errors, $metadata } = await client.send(deleteAll(['a', 'b']));
    expect($metadata.httpStatusCode).toBe(200);
    expect(Errors).toMatchObject(
      [{ Key: 'b', Code: 'InternalError', Message: /try again/ }].map((error) => ({
        ...error,
        Message: expect.stringMatching(error.Message),
      })),
    );
    expect((await client.send(deleteAll(['a', 'b']))).Errors).toBeUndefined();
  });

  it('refuses locked versions one by one until their time is over; markers are never locked', async () => {
    const { client, clock } = withBucket({
      versioning: 'Enabled',
      objectLock: true,
      objects: [
        { key: 'a', versionId: 'v1', lockedUntil: '2026-11-20T13:00:00Z' },
        { key: 'a', versionId: 'v2', lockedUntil: '2026-11-20T13:00:00Z', lockMode: 'GOVERNANCE' },
        { key: 'a', versionId: 'm1', deleteMarker: true },
      ],
    });
    const all = deleteAll([
      ['a', 'v1'],
      ['a', 'v2'],
      ['a', 'm1'],
    ]);
    const { Errors } = await client.send(all);
    expect(Errors).toMatchObject([
      { VersionId: 'v1', Code: 'AccessDenied', Message: expect.stringContaining('object lock') },
      { VersionId: 'v2', Code: 'AccessDenied' },
    ]);
    await client.send(
      new DeleteObjectCommand({
        Bucket: 'acme',
        Key: 'a',
        VersionId: 'v2',
        BypassGovernanceRetention: true,
      }),
    );
    await clock.advance(3_600_000);
    expect((await client.send(all)).Errors).toBeUndefined();
    await client.send(new DeleteBucketCommand({ Bucket: 'acme' }));
  });

  it('refuses the whole call where MFA delete is on and versions are named', async () => {
    const { client } = withBucket({
      versioning: 'Enabled',
      mfaDelete: true,
      objects: [{ key: 'a', versionId: 'v1' }],
    });
    expect(await refusalOf(client.send(deleteAll([['a', 'v1']])))).toBe('AccessDenied 403');
    expect(await refusalOf(client.send(deleteAll(['a'])))).toBe('no refusal');
  });

  it('refuses more than a thousand keys and keys that XML cannot carry', async () => {
    const { client } = withBucket({ objects: [{ key: 'a\u0001' }] });
    const many = Array.from({ length: 1001 }, (_, index) => `key-${index}`);
    expect(await refusalOf(client.send(deleteAll(many)))).toBe('MalformedXML 400');
    expect(await refusalOf(client.send(deleteAll(['a\u0001'])))).toBe('MalformedXML 400');
    await client.send(new DeleteObjectCommand({ Bucket: 'acme', Key: 'a\u0001' }));
    await client.send(new DeleteBucketCommand({ Bucket: 'acme' }));
  });

  it('denies single keys that the bucket policy denies', async () => {
    const policy = JSON.stringify({
      Statement: {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:DeleteObject*',
        Resource: 'arn:aws:s3:::acme/keep/*',
      },
    });
    const { client } = withBucket({ policy, objects: [{ key: 'keep/a' }, { key: 'b' }] });
    const { Errors } = await client.send(deleteAll(['keep/a', 'b']));
    expect(Errors).toMatchObject([{ Key: 'keep/a', Code: 'AccessDenied' }]);
  });

  it('goes on listing behind a version that was deleted meanwhile', async () => {
    const objects = Array.from({ length: 6 }, (_, index) => ({ key: 'a', versionId: `v${index}` }));
    const { client } = withBucket({ versioning: 'Enabled', objects });
    const seen: string[] = [];
    let markers: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
    for (let isTruncated = true; isTruncated;) {
      const page = await client.send(
        new ListObjectVersionsCommand({ Bucket: 'acme', MaxKeys: 2, ...markers }),
      );
      const ids = page.Versions?.map(({ VersionId }) => VersionId ?? '') ?? [];
      seen.push(...ids);
      await client.send(deleteAll(ids.map((id) => ['a', id])));
      markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
      isTruncated = page.IsTruncated ?? false;
    }
    expect(seen).toEqual(['v5', 'v4', 'v3', 'v2', 'v1', 'v0']);
  });
});

describe('DeleteBucket', () => {
  const remove = new DeleteBucketCommand({ Bucket: 'acme' });

  it('is refused while anything is in the bucket, and frees the name', async () => {
    const { client } = withBucket({ objects: [{ key: 'a' }] });
    expect(await refusalOf(client.send(remove))).toBe('BucketNotEmpty 409');
    await client.send(deleteAll(['a']));
    await client.send(remove);
    expect(await refusalOf(client.send(remove))).toBe('NoSuchBucket 404');
    expect(await refusalOf(client.send(new HeadBucketCommand({ Bucket: 'acme' })))).toBe(
      'NotFound 404',
    );
    await client.send(new CreateBucketCommand({ Bucket: 'acme' }));
  });

  it('may be refused once after emptying', async () => {
    const { client } = withBucket(
      {},
      {
        faults: [{ kind: 'bucket-not-empty-once', operation: 'S3.DeleteBucket' }],
      },
    );
    expect(await refusalOf(client.send(remove))).toBe('BucketNotEmpty 409');
    expect(await refusalOf(client.send(remove))).toBe('no refusal');
  });

  it('is not held up by unfinished uploads, which can be listed and aborted', async () => {
    const { client } = withBucket({
      uploads: [
        { key: 'big', id: 'u1' },
        { key: 'big', id: 'u2' },
      ],
    });
    const list = new ListMultipartUploadsCommand({ Bucket: 'acme', MaxUploads: 1 });
    const page = await client.send(list);
    expect(page).toMatchObject({
      IsTruncated: true,
      NextKeyMarker: 'big',
      NextUploadIdMarker: 'u1',
    });
    const abort = new AbortMultipartUploadCommand({ Bucket: 'acme', Key: 'big', UploadId: 'u1' });
    await client.send(abort);
    expect(await refusalOf(client.send(abort))).toBe('NoSuchUpload 404');
    await client.send(remove);
  });

  it('is denied by a policy that protects the bucket, but not by one that demands TLS', async () => {
    const deny = (Action: string, rest = {}) =>
      JSON.stringify({
        Statement: [
          {
            Effect: 'Deny',
            Principal: '*',
            Action,
            Resource: ['arn:aws:s3:::acme', 'arn:aws:s3:::acme/*'],
            ...rest,
          },
        ],
      });
    const protectedBucket = withBucket({ policy: deny('s3:DeleteBucket') });
    expect(await refusalOf(protectedBucket.client.send(remove))).toBe('AccessDenied 403');
    const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
    const { client } = withBucket({ policy: deny('s3:*', { Condition }) });
    expect(await refusalOf(client.send(remove))).toBe('no refusal');
  });

  it('is denied when the expected owner is another account', async () => {
    const { client } = withBucket();
    const as = (ExpectedBucketOwner: string) =>
      refusalOf(client.send(new DeleteBucketCommand({ Bucket: 'acme', ExpectedBucketOwner })));
    expect(await as('999999999999')).toBe('AccessDenied 403');
    expect(await as(account)).toBe('no refusal');
  });
});
