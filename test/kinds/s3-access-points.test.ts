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
  { status = 200, endpoint = null }: { status?: number; endpoint?: string | null } = {},
): Promise<CallContext> {
  const { aws, controller } = await withBucket({});
  const handler: typeof aws.handler = {
    ...aws.handler,
    handle: async (request, options) =>
      request.path.startsWith('/v20180820/')
        ? { response: { statusCode: status, headers: {}, body: Readable.from([body]) } }
        : aws.handler.handle(request, options),
  };
  const session = await openSession({
    env: {},
    region: 'us-east-1',
    clock: aws.clock,
    requestHandler: handler,
    simulated: true,
  });
  return { session: { ...session, endpoint }, clock: aws.clock, signal: controller.signal };
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

  it('may call the list by another name', async () => {
    const context = await answering(
      '<ListAccessPointsResponse><AccessPointList/></ListAccessPointsResponse>',
    );
    expect(await readAccessPoints({ region }, context)).toEqual([]);
  });

  it('has no access points where it has no such path', async () => {
    const context = await answering('', { status: 404, endpoint });
    expect(await readMultiRegionAccessPoints(context)).toEqual([]);
  });

  it('is not AWS, whose 404 says nothing', async () => {
    const context = await answering('', { status: 404 });
    await expect(readMultiRegionAccessPoints(context)).rejects.toThrow();
  });

  it('says nothing by another error', async () => {
    const context = await answering('', { status: 501, endpoint });
    await expect(readMultiRegionAccessPoints(context)).rejects.toThrow();
  });
});
