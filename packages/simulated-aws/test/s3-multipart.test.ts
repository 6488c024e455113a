import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { withS3 } from './s3-client.ts';
import { refusalOf } from './simulated.ts';

const mebibyte = 1024 ** 2;
const body = 'abcdefgh'.repeat(mebibyte);
const place = { Bucket: 'acme', Key: 'whole' };

async function anUpload() {
  const buckets = [{ name: 'acme', region: 'us-east-1', objects: [{ key: 'source', body }] }];
  const client = withS3({ s3: { buckets } }).s3();
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ ...place, ContentType: 'text/x', Metadata: { by: 'us' } }),
  );
  const copy = async (PartNumber: number, first: number, last: number) => {
    const { CopyPartResult } = await client.send(
      new UploadPartCopyCommand({
        ...place,
        UploadId,
        PartNumber,
        CopySource: 'acme/source',
        CopySourceRange: `bytes=${first}-${last}`,
      }),
    );
    return { PartNumber, ETag: CopyPartResult?.ETag };
  };
  const complete = (Parts: { PartNumber: number; ETag: string | undefined }[]) =>
    client.send(
      new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }),
    );
  return { client, copy, complete };
}

describe('a copy in parts', () => {
  it('is the parts in their order, with what was said when it was begun', async () => {
    const { client, copy, complete } = await anUpload();
    const last = await copy(2, 6 * mebibyte, body.length - 1);
    await complete([await copy(1, 0, 6 * mebibyte - 1), last]);
    const whole = await client.send(new GetObjectCommand(place));
    expect(whole).toMatchObject({ ContentType: 'text/x', Metadata: { by: 'us' } });
    expect((await whole.Body?.transformToString()) === body).toBe(true);
  });

  it('refuses small parts but the last one, unknown ones, and what lies beyond the source', async () => {
    const { copy, complete } = await anUpload();
    const small = [await copy(1, 0, 9), await copy(2, 10, 19)];
    expect(await refusalOf(complete(small))).toBe('EntityTooSmall 400');
    expect(await refusalOf(complete([{ PartNumber: 3, ETag: '"x"' }]))).toBe('InvalidPart 400');
    expect(await refusalOf(copy(4, 0, body.length))).toBe('InvalidArgument 400');
  });
});
