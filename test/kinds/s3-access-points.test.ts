import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';

import { UnreadableAnswer } from '../../src/aws/failures.ts';
import { openSession } from '../../src/aws/session.ts';
import type { CallContext } from '../../src/aws/call-context.ts';

import {
  readAccessPoints,
  readMultiRegionAccessPoints,
} from '../../src/kinds/s3-bucket/settings/access-points.ts';
import { readBucketContents } from '../../src/kinds/s3-bucket/contents.ts';
import { s3Bucket } from '../../src/kinds/s3-bucket/kind.ts';
import type { BucketData } from 'simulated-aws';
import { fault, signedIn, theOne } from './signed-in.ts';

const name = 'acme-pr-1-webassets-abcdefgh';
const region = 'eu-west-1';
const withBucket = (changes: Partial<BucketData>, more: Parameters<typeof signedIn>[0] = {}) =>
  signedIn({ s3: { buckets: [{ name, region, ...changes }] }, ...more });

describe('a bucket with an access point', () => {
  it('is not emptied, since S3 would not delete it', async () => {
    const objects = [{ key: 'a', at: '-9d' }];
    const signed = await withBucket({ accessPoints: ['reports'], objects });
    const bucket = await theOne(s3Bucket, name, signed);
    expect(await s3Bucket.steps.empty?.(bucket, signed.step())).toEqual({
      result: 'in-use',
      message: 'Access points lead to it, and S3 deletes no bucket that has any: reports.',
    });
    expect((await readBucketContents(name, region, signed.context()))?.versions).toBe(1);
  });

  it('is not emptied where nobody may ask for them', async () => {
    const faults = [fault('deny', 'S3.ListAccessPoints')];
    const objects = [{ key: 'a', at: '-9d' }];
    const signed = await withBucket({ objects }, { faults });
    const bucket = await theOne(s3Bucket, name, signed);
    await expect(s3Bucket.steps.empty?.(bucket, signed.step())).rejects.toThrow('not authorized');
    expect((await readBucketContents(name, region, signed.context()))?.versions).toBe(1);
  });

  it('that was made after it was emptied stays', async () => {
    const signed = await withBucket({ accessPoints: ['reports'] });
    const bucket = await theOne(s3Bucket, name, signed);
    expect(await s3Bucket.steps.delete?.(bucket, signed.step())).toEqual({
      result: 'in-use',
      message: 'Access points lead to it.',
    });
  });
});

/** A session in which S3 Control answers this. */
async function answering(
  body: string,
  {
    status = 200,
    endpoint = null,
    headers = {},
  }: {
    readonly status?: number;
    /** Of S3; null: AWS's own. */
    readonly endpoint?: string | null;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<CallContext> {
  const { aws, controller } = await withBucket({});
  const handler: typeof aws.handler = {
    ...aws.handler,
    handle: async (request, options) =>
      request.path.startsWith('/v20180820/')
        ? { response: { statusCode: status, headers, body: Readable.from([body]) } }
        : aws.handler.handle(request, options),
  };
  const session = await openSession({
    env: {
      AWS_ACCESS_KEY_ID: 'simulated',
      AWS_SECRET_ACCESS_KEY: 'simulated',
      // Whatever another service's server is says nothing of S3.
      AWS_ENDPOINT_URL_CLOUDFRONT: 'http://127.0.0.1:9',
      ...(endpoint !== null && { AWS_ENDPOINT_URL_S3: endpoint }),
    },
    region: 'us-east-1',
    clock: aws.clock,
    requestHandler: handler,
  });
  return { session, clock: aws.clock, signal: controller.signal };
}

describe('what is no answer of S3 Control’s', () => {
  it.each(['ListAccessPoints', 'ListMultiRegionAccessPoints'])(
    'is no empty list: %s cut off',
    async (operation) => {
      const faults = [fault('truncate', `S3.${operation}`)];
      const signed = await withBucket({ accessPoints: ['reports'] }, { faults });
      const read =
        operation === 'ListAccessPoints'
          ? readAccessPoints({ region }, signed.context())
          : readMultiRegionAccessPoints(signed.context());
      await expect(read).rejects.toThrow();
    },
  );

  it.each([
    ['another document', '<html><body>Sign in</body></html>'],
    [
      'a point without a bucket',
      '<ListAccessPointsResult><AccessPointList><AccessPoint><Name>a</Name></AccessPoint></AccessPointList></ListAccessPointsResult>',
    ],
  ])('is no empty list: %s', async (_, body) => {
    const context = await answering(body);
    await expect(readAccessPoints({ region }, context)).rejects.toThrow(UnreadableAnswer);
  });

  it('is none where nothing stands in it', async () => {
    const context = await answering('<ListAccessPointsResult/>');
    expect(await readAccessPoints({ region }, context)).toEqual([]);
  });
});

describe('a server of others', () => {
  const endpoint = 'http://127.0.0.1:9';
  const list = '<ListAccessPointsResponse><AccessPointList/></ListAccessPointsResponse>';

  it('may call the list by another name', async () => {
    const context = await answering(list, { endpoint });
    expect(await readAccessPoints({ region }, context)).toEqual([]);
  });

  it('has no access points where it has no such path', async () => {
    const context = await answering('', { status: 404, endpoint });
    expect(await readMultiRegionAccessPoints(context)).toEqual([]);
  });

  it.each([
    ['AWS, whose 404 says nothing', { status: 404 }],
    ['Amazon’s S3 behind a proxy', { status: 404, endpoint, headers: { server: 'AmazonS3' } }],
    ['one that answers with another error', { status: 501, endpoint }],
    ['a host of AWS’s of another form', { status: 404, endpoint: 'https://s3.amazonaws.com' }],
  ])('is not %s', async (_, given) => {
    const context = await answering('', given);
    await expect(readMultiRegionAccessPoints(context)).rejects.toThrow();
  });
});
