import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { keptPages } from '../../../../src/kinds/s3-bucket/emptying/kept-pages.ts';
import type { ObjectVersion } from '../../../../src/kinds/s3-bucket/versions.ts';
import { s3Bucket } from '../../../../src/kinds/s3-bucket/kind.ts';
import type { BucketData } from 'simulated-aws';
import { signedIn, theOne } from '../../signed-in.ts';

const aRow = (key: string, versionId = 'v1'): ObjectVersion => ({
  key,
  versionId,
  at: null,
  sizeBytes: 1,
  storageClass: 'STANDARD',
  deleteMarker: false,
  etag: undefined,
});
const aPage = (name: string, count: number, versionId?: string) =>
  Array.from({ length: count }, (_, index) => aRow(`${name}${index}`, versionId));

describe('pages that are kept', () => {
  it('come back as full calls, with what their deletion and an archive need', () => {
    const pages = keptPages(() => 0);
    pages.keep([aRow('a\u0000'), ...aPage('b', 799)]);
    pages.keep(aPage('c', 700));
    const calls = [...pages.take()];
    expect(calls.map((call) => call.length)).toEqual([1000, 500]);
    expect(calls[0]?.[0]).toMatchObject({ key: 'a\u0000', versionId: 'v1', deleteMarker: false });
    expect(pages.isPartial()).toBe(false);
  });

  it('are relied on for a minute only where whoever writes a key replaces its version', () => {
    let now = 0;
    const pages = keptPages(() => now);
    pages.keep(aPage('a', 10, 'null'));
    pages.keep(aPage('b', 10));
    now = 61_000;
    expect([...pages.take()].flat().map(({ key }) => key[0])).toEqual(Array(10).fill('b'));
    expect(pages.isPartial()).toBe(true);
  });

  it('are two thousand at most', { timeout: 60_000 }, () => {
    const pages = keptPages(() => 0);
    for (let page = 0; page < 2001; page += 1) pages.keep([aRow(`k${page}`)]);
    expect([...pages.take()].flat()).toHaveLength(2000);
    expect(pages.isPartial()).toBe(true);
  });
});

const name = 'acme-pr-1-uploads';

async function slowly(changes: Partial<BucketData>) {
  const bucket = { name, region: 'eu-west-1', ...changes };
  const signed = await signedIn({ s3: { buckets: [bucket], pace: { deleteMs: 20_000 } } });
  return { signed, bucket: await theOne(s3Bucket, name, signed) };
}

it(
  'an object that is overwritten while its bucket without versions is emptied stays',
  { timeout: 60_000 },
  async () => {
    const objects = Array.from({ length: 40_000 }, (_, index) => ({
      key: `k${String(index).padStart(5, '0')}`,
      at: '-9d',
      size: 1,
    }));
    const { signed, bucket } = await slowly({ objects });
    const overwritten = signed.aws.clock
      .sleep(50_000)
      .then(() =>
        signed.session.clients
          .s3('eu-west-1')
          .send(new PutObjectCommand({ Bucket: name, Key: 'k39999', Body: 'new' })),
      );
    const step = signed.step({ newerThan: '2026-11-19T00:00:00.000Z' });
    const result = await s3Bucket.steps.empty?.(bucket, step);
    await overwritten;
    expect(result).toMatchObject({
      result: 'skipped',
      reason: 'emptied-in-part',
      message: expect.stringContaining('"k39999" was written'),
    });
    const left = signed.aws.snapshot().s3?.buckets[0]?.objects ?? [];
    expect(left.map(({ key }) => key)).toContain('k39999');
  },
);

it('each page is handed to the archive before it is deleted', async () => {
  const objects = Array.from({ length: 1500 }, (_, index) => ({ key: `k${index}`, at: '-9d' }));
  const { signed, bucket } = await slowly({ objects });
  const handed: number[] = [];
  const step = signed.step({
    archive: {
      keep: async (_place, versions) => {
        const { requests } = signed.aws;
        const sent = requests.filter(({ operation }) => operation === 'S3.DeleteObjects').length;
        expect(sent).toBeLessThanOrEqual(handed.length);
        handed.push(versions.length);
        return [];
      },
    },
  });
  expect(await s3Bucket.steps.empty?.(bucket, step)).toEqual({ result: 'done' });
  expect(handed).toEqual([1000, 500]);
});
