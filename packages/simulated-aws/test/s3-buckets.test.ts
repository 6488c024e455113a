import {
  CreateBucketCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import type { BucketData } from '../src/account-s3.ts';
import { refusalOf, simulate } from './simulated.ts';

function withBucket(bucket: Partial<BucketData> = {}, region = 'us-east-1') {
  const buckets = [{ name: 'acme', region: 'us-east-1', ...bucket }];
  const { aws, configuration, tagging } = simulate({ s3: { buckets } });
  return { aws, tagging, client: new S3Client({ ...configuration, region }) };
}

const Bucket = 'acme';

describe('a bucket’s region', () => {
  it('is told by a 301 to whoever asks elsewhere, without a body for HEAD', async () => {
    const { client } = withBucket({ region: 'eu-west-1' }, 'us-west-2');
    const list = client.send(new ListObjectsV2Command({ Bucket }));
    await expect(list).rejects.toMatchObject({
      name: 'PermanentRedirect',
      $metadata: { httpStatusCode: 301 },
      $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } },
    });
    const head = client.send(new HeadBucketCommand({ Bucket }));
    await expect(head).rejects.toMatchObject({ $metadata: { httpStatusCode: 301 } });
  });

  it('is found by a client that follows redirects', async () => {
    const { configuration } = simulate({
      s3: { buckets: [{ name: 'acme', region: 'eu-west-1', objects: [{ key: 'a' }] }] },
    });
    const client = new S3Client({ ...configuration, followRegionRedirects: true });
    const { KeyCount } = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(KeyCount).toBe(1);
  });

  it('is empty in GetBucketLocation for us-east-1', async () => {
    const { client } = withBucket();
    const answer = await client.send(new GetBucketLocationCommand({ Bucket }));
    expect(answer.LocationConstraint ?? '').toBe('');
    const ireland = withBucket({ region: 'eu-west-1' }).client;
    const there = await ireland.send(new GetBucketLocationCommand({ Bucket }));
    expect(there.LocationConstraint).toBe('eu-west-1');
  });
});

describe('a bucket’s configuration', () => {
  it('has AWS’s defaults where nothing is set', async () => {
    const { client } = withBucket();
    expect(await refusalOf(client.send(new GetBucketTaggingCommand({ Bucket })))).toBe(
      'NoSuchTagSet 404',
    );
    expect(await refusalOf(client.send(new GetObjectLockConfigurationCommand({ Bucket })))).toBe(
      'ObjectLockConfigurationNotFoundError 404',
    );
    expect(await refusalOf(client.send(new GetBucketPolicyCommand({ Bucket })))).toBe(
      'NoSuchBucketPolicy 404',
    );
    expect(
      await refusalOf(client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))),
    ).toBe('NoSuchLifecycleConfiguration 404');
    expect(await refusalOf(client.send(new GetBucketCorsCommand({ Bucket })))).toBe(
      'NoSuchCORSConfiguration 404',
    );
    const versioning = await client.send(new GetBucketVersioningCommand({ Bucket }));
    expect(versioning.Status).toBeUndefined();
    const logging = await client.send(new GetBucketLoggingCommand({ Bucket }));
    expect(logging.LoggingEnabled).toBeUndefined();
    const access = await client.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(access.PublicAccessBlockConfiguration?.BlockPublicAcls).toBe(true);
    const notifications = await client.send(
      new GetBucketNotificationConfigurationCommand({ Bucket }),
    );
    expect(notifications.TopicConfigurations).toBeUndefined();
    const { ServerSideEncryptionConfiguration } = await client.send(
      new GetBucketEncryptionCommand({ Bucket }),
    );
    const rule = ServerSideEncryptionConfiguration?.Rules?.[0];
    expect(rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe('AES256');
  });

  it('tells what is set', async () => {
    const { client } = withBucket({
      versioning: 'Enabled',
      mfaDelete: true,
      objectLock: true,
      tags: { 'sst:app': 'acme & co', 'sst:stage': 'pr-1' },
      policy: '{"Statement":[]}',
      lifecycleRules: 2,
      logging: { bucket: 'logs', prefix: 'acme/' },
    });
    const { TagSet } = await client.send(new GetBucketTaggingCommand({ Bucket }));
    expect(TagSet).toEqual([
      { Key: 'sst:app', Value: 'acme & co' },
      { Key: 'sst:stage', Value: 'pr-1' },
    ]);
    const versioning = await client.send(new GetBucketVersioningCommand({ Bucket }));
    expect(versioning).toMatchObject({ Status: 'Enabled', MFADelete: 'Enabled' });
    const lock = await client.send(new GetObjectLockConfigurationCommand({ Bucket }));
    expect(lock.ObjectLockConfiguration?.ObjectLockEnabled).toBe('Enabled');
    expect((await client.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(
      '{"Statement":[]}',
    );
    const lifecycle = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(lifecycle.Rules).toHaveLength(2);
    const logging = await client.send(new GetBucketLoggingCommand({ Bucket }));
    expect(logging.LoggingEnabled).toMatchObject({ TargetBucket: 'logs', TargetPrefix: 'acme/' });
  });

  it('grants log delivery in the ACL of a bucket that takes CloudFront’s logs', async () => {
    const { client } = withBucket({ logDelivery: true });
    const { Grants } = await client.send(new GetBucketAclCommand({ Bucket }));
    expect(Grants?.map(({ Grantee }) => Grantee?.DisplayName ?? Grantee?.URI)).toEqual([
      'owner',
      'awslogsdelivery',
      'http://acs.amazonaws.com/groups/s3/LogDelivery',
      'http://acs.amazonaws.com/groups/s3/LogDelivery',
    ]);
    expect(Grants?.[0]?.Grantee?.Type).toBe('CanonicalUser');
    const plain = await withBucket().client.send(new GetBucketAclCommand({ Bucket }));
    expect(plain.Grants).toHaveLength(1);
    const { OwnershipControls } = await client.send(
      new GetBucketOwnershipControlsCommand({ Bucket }),
    );
    expect(OwnershipControls?.Rules?.[0]?.ObjectOwnership).toBe('BucketOwnerPreferred');
  });

  it('replaces all tags at once', async () => {
    const { client, aws } = withBucket({ tags: { old: 'tag' } });
    const Tagging = { TagSet: [{ Key: 'new', Value: '1 < 2' }] };
    await client.send(new PutBucketTaggingCommand({ Bucket, Tagging }));
    expect(aws.snapshot().s3?.buckets[0]?.tags).toEqual({ new: '1 < 2' });
  });

  it('cannot suspend versioning under Object Lock, nor change it without MFA where MFA delete is on', async () => {
    const suspend = new PutBucketVersioningCommand({
      Bucket,
      VersioningConfiguration: { Status: 'Suspended' },
    });
    const locked = withBucket({ versioning: 'Enabled', objectLock: true }).client;
    expect(await refusalOf(locked.send(suspend))).toBe('InvalidBucketState 409');
    const guarded = withBucket({ versioning: 'Enabled', mfaDelete: true }).client;
    expect(await refusalOf(guarded.send(suspend))).toBe('AccessDenied 403');
  });
});

describe('somebody else’s bucket', () => {
  it('is not listed, denies every call, and keeps its name taken', async () => {
    const { client } = withBucket({ owner: '999999999999' });
    const { Buckets } = await client.send(new ListBucketsCommand({}));
    expect(Buckets).toEqual([]);
    expect(await refusalOf(client.send(new ListObjectsV2Command({ Bucket })))).toBe(
      'AccessDenied 403',
    );
    expect(await refusalOf(client.send(new CreateBucketCommand({ Bucket })))).toBe(
      'BucketAlreadyExists 409',
    );
  });
});

describe('CreateBucket', () => {
  it('makes a bucket in the region of its location constraint, and one of our own only once', async () => {
    const { configuration, aws } = simulate();
    const client = new S3Client({ ...configuration, region: 'eu-west-1' });
    const create = new CreateBucketCommand({
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    });
    await client.send(create);
    expect(aws.snapshot().s3?.buckets).toMatchObject([{ name: 'acme', region: 'eu-west-1' }]);
    expect(await refusalOf(client.send(create))).toBe('BucketAlreadyOwnedByYou 409');
    expect(
      await refusalOf(
        client.send(
          new CreateBucketCommand({
            Bucket: 'b',
            CreateBucketConfiguration: { LocationConstraint: 'us-west-2' },
          }),
        ),
      ),
    ).toBe('IllegalLocationConstraintException 400');
  });
});

it('is the same after a snapshot', () => {
  const { aws } = withBucket({
    createdAt: '-100d',
    versioning: 'Suspended',
    tags: { a: 'b' },
    logDelivery: true,
    objects: [
      {
        key: 'a',
        at: '-3d',
        body: { json: true },
        gzip: true,
        lockedUntil: '2027-01-01T00:00:00Z',
      },
      { key: 'a', at: '-2d', deleteMarker: true },
      { key: 'a', versionId: 'null', at: '-1d', size: 5, storageClass: 'GLACIER' },
    ],
    uploads: [{ key: 'u', id: '1' }],
  });
  const [bucket] = aws.snapshot().s3?.buckets ?? [];
  expect(bucket?.objects?.map(({ at }) => at)).toEqual([
    '2026-11-17T12:00:00.000Z',
    '2026-11-18T12:00:00.000Z',
    '2026-11-19T12:00:00.000Z',
  ]);
  expect(simulate(aws.snapshot()).aws.snapshot()).toEqual(aws.snapshot());
});

it('has room for a hundred thousand versions', async () => {
  const objects = Array.from({ length: 100_000 }, (_, index) => ({
    key: `_next/static/${index % 20_000}.js`,
    size: 10,
  }));
  const { client, aws } = withBucket({ versioning: 'Enabled', objects });
  expect(aws.snapshot().s3?.buckets[0]?.objects).toHaveLength(100_000);
  const { Contents } = await client.send(
    new ListObjectsV2Command({ Bucket, StartAfter: '_next/static/5' }),
  );
  expect(Contents).toHaveLength(1000);
});
