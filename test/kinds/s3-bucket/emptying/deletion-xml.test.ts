import { DeleteObjectsCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';

import { deletionXml } from '../../../../src/kinds/s3-bucket/emptying/deletion-xml.ts';
import { childrenOf, parseXml, textOf } from '../../../../packages/simulated-aws/src/xml.ts';

const objects = [
  { Key: 'plain/key.txt', VersionId: 'v1' },
  { Key: `a<b>&"c" 'd' ]]> é 🙂`, VersionId: 'null', ETag: '"0123"' },
  { Key: ' tab\tline\nreturn\rnext\u0085separator\u2028 ' },
];

const named = (xml: string) => {
  const root = parseXml(xml)?.['Delete'];
  if (!root || typeof root === 'string') throw new Error(`This is no deletion: ${xml}`);
  return childrenOf(root as never, 'Object').map((object) =>
    ['Key', 'VersionId', 'ETag'].map((name) => textOf(object, name)),
  );
};

/** What the SDK would send. */
async function bodyOfSdk(): Promise<string> {
  let body = '';
  const client = new S3Client({
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    requestHandler: {
      handle: async (request: { body: unknown }) => {
        body = String(request.body);
        throw new Error('not sent');
      },
    },
    maxAttempts: 1,
  });
  const command = new DeleteObjectsCommand({ Bucket: 'b', Delete: { Objects: objects } });
  await client.send(command).catch(() => undefined);
  return body;
}

it('names the same versions as the SDK would, whatever their keys are made of', async () => {
  const expected = objects.map(({ Key, VersionId, ETag }) => [Key, VersionId, ETag]);
  expect(named(deletionXml(objects))).toEqual(expected);
  expect(named(await bodyOfSdk())).toEqual(expected);
});

it('writes line ends as references, since readers of XML would change them', () => {
  expect(deletionXml([{ Key: 'a\r\nb' }])).toContain('<Key>a&#xd;&#xa;b</Key>');
});

it('asks S3 to tell of errors only', () => {
  expect(deletionXml([])).toMatch(/<Quiet>true<\/Quiet><\/Delete>$/);
});
