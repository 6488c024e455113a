import { describe, expect, it } from 'vitest';

import { cloudfrontFunction } from '../../src/kinds/cloudfront-function/kind.ts';
import type { CloudFrontFunctionData } from 'simulated-aws';
import { account, fault, listed, signedIn, theOne } from './signed-in.ts';

const name = 'acme-pr-1-WebRequest-abcdefgh';
const storeArn = `arn:aws:cloudfront::${account}:key-value-store/`;
const aFunction: CloudFrontFunctionData = {
  name,
  comment: 'routes',
  code: 'development code',
  createdAt: '-20d',
  modifiedAt: '-2d',
  stores: [`${storeArn}dev`],
  live: { code: 'live code', stores: [`${storeArn}live`], modifiedAt: '-10d' },
};

const withFunction = (
  changes: Partial<CloudFrontFunctionData> = {},
  more: Parameters<typeof signedIn>[0] = {},
) =>
  signedIn({
    ...more,
    cloudfront: {
      functions: [{ ...aFunction, ...changes }],
      keyValueStores: [
        { name: 'dev', id: 'dev' },
        { name: 'live', id: 'live' },
      ],
      ...more.cloudfront,
    },
  });
const remove = cloudfrontFunction.steps.delete;

describe('listing CloudFront functions', () => {
  it('makes one resource of both stages: the older creation, the newer change, the stores of both', async () => {
    const signed = await withFunction();
    expect(await listed(cloudfrontFunction, signed)).toMatchObject([
      {
        key: `cloudfront-function:${name}`,
        createdAt: '2026-10-31T12:00:00.000Z',
        modifiedAt: '2026-11-18T12:00:00.000Z',
        description: 'routes',
        etag: null,
        tags: null,
        identifiers: [name, `arn:aws:cloudfront::${account}:function/${name}`],
        references: [
          { to: `${storeArn}dev`, relation: 'key-value-store' },
          { to: `${storeArn}live`, relation: 'key-value-store' },
        ],
      },
    ]);
  });

  it('lists a function that was never published', async () => {
    expect(await listed(cloudfrontFunction, await withFunction({ live: null }))).toHaveLength(1);
  });

  it('reads pages of a hundred rows, and neither ETags nor tags', async () => {
    const functions = Array.from({ length: 130 }, (_, index) => ({ name: `fn-${index}` }));
    const signed = await signedIn({ cloudfront: { functions } });
    expect(await listed(cloudfrontFunction, signed)).toHaveLength(130);
    expect(signed.session.calls().byOperation).toEqual({
      'CloudFront.ListFunctions': 3,
      'STS.GetCallerIdentity': 1,
    });
  });

  it('follows an empty page that has a marker', async () => {
    const signed = await withFunction(
      {},
      { faults: [fault('empty-page', 'CloudFront.ListFunctions', { times: 1 })] },
    );
    expect(await listed(cloudfrontFunction, signed)).toHaveLength(1);
  });

  it('says the same of a function by its own reads, tags and ETag added', async () => {
    const signed = await withFunction({ tags: { 'sst:app': 'acme' } });
    const listedOne = await theOne(cloudfrontFunction, name, signed);
    const fresh = await cloudfrontFunction.reread(listedOne, signed.context());
    expect(fresh).toEqual({ ...listedOne, tags: { 'sst:app': 'acme' }, etag: expect.any(String) });
    expect(await cloudfrontFunction.reread(listedOne, (await signedIn()).context())).toBeNull();
  });
});

describe('deleting a CloudFront function', () => {
  it('removes both stages with one call', async () => {
    const signed = await withFunction();
    expect(await remove?.(await theOne(cloudfrontFunction, name, signed), signed.step())).toEqual({
      result: 'done',
    });
    expect(await listed(cloudfrontFunction, signed)).toEqual([]);
    expect(signed.session.calls().byOperation['CloudFront.DeleteFunction']).toBe(1);
  });

  it('is done with one that is gone', async () => {
    const resource = await theOne(cloudfrontFunction, name, await withFunction());
    expect(await remove?.(resource, (await signedIn()).step())).toEqual({ result: 'gone' });
  });

  it('is refused by AWS while a distribution names it', async () => {
    const distributions = [
      {
        id: 'E1',
        origins: [{ domainName: 'x.example' }],
        behaviors: [
          {
            functions: [
              {
                event: 'viewer-request' as const,
                arn: `arn:aws:cloudfront::${account}:function/${name}`,
              },
            ],
          },
        ],
      },
    ];
    const signed = await withFunction({}, { cloudfront: { distributions } });
    expect(
      await remove?.(await theOne(cloudfrontFunction, name, signed), signed.step()),
    ).toMatchObject({ result: 'in-use' });
  });

  it('is stale where the ETag is overtaken', async () => {
    const signed = await withFunction(
      {},
      { faults: [fault('stale-etag', 'CloudFront.DeleteFunction')] },
    );
    expect(await remove?.(await theOne(cloudfrontFunction, name, signed), signed.step())).toEqual({
      result: 'stale',
    });
  });

  it('throws what it cannot make sense of', async () => {
    const signed = await withFunction({}, { faults: [fault('deny', 'CloudFront.DeleteFunction')] });
    await expect(
      remove?.(await theOne(cloudfrontFunction, name, signed), signed.step()),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('backing up a CloudFront function', () => {
  it('keeps code and configuration of both stages', async () => {
    const signed = await withFunction();
    const parts = await cloudfrontFunction.backup(
      await theOne(cloudfrontFunction, name, signed),
      signed.context(),
    );
    const contents = Object.fromEntries(
      parts.map((part) => [
        part.name,
        'content' in part ? Buffer.from(part.content).toString() : part.missing,
      ]),
    );
    expect(contents['development.js']).toBe('development code');
    expect(contents['live.js']).toBe('live code');
    expect(contents['live.json']).toContain(`${storeArn}live`);
  });

  it('keeps nothing of a stage that there is not, and says so of one that it cannot read', async () => {
    const signed = await withFunction({ live: null });
    const resource = await theOne(cloudfrontFunction, name, signed);
    const parts = await cloudfrontFunction.backup(resource, signed.context());
    expect(parts.map((part) => part.name).sort()).toEqual([
      'development.js',
      'development.json',
      'tags.json',
    ]);
    signed.aws.setFaults([fault('deny', 'CloudFront.GetFunction')]);
    const denied = await cloudfrontFunction.backup(resource, signed.context());
    expect(denied.find((part) => part.name === 'development.js')).toMatchObject({
      missing: expect.stringMatching(/^AccessDenied: /),
    });
  });
});
