import { describe, expect, it } from 'vitest';

import { cloudfrontKeyValueStore } from '../../src/kinds/cloudfront-key-value-store/kind.ts';
import type { KeyValueStoreData } from 'simulated-aws';
import { account, fault, listed, signedIn, theOne } from './signed-in.ts';

const name = 'acme-pr-1-WebKvStore-bkmtoxcd';
const id = '7f3ab431-3beb-46f1-a2b2-4d3986a25bfd';
const arn = `arn:aws:cloudfront::${account}:key-value-store/${id}`;
const key = `cloudfront-key-value-store:${name}`;

const withStore = (
  changes: Partial<KeyValueStoreData> = {},
  { cloudfront, ...more }: NonNullable<Parameters<typeof signedIn>[0]> = {},
) =>
  signedIn({
    ...more,
    cloudfront: {
      keyValueStores: [{ name, id, modifiedAt: '-2d', comment: 'routes', ...changes }],
      ...cloudfront,
    },
  });
const remove = cloudfrontKeyValueStore.steps.delete;

describe('listing key-value stores', () => {
  it('goes by the name, which has an ARN with another id', async () => {
    expect(await listed(cloudfrontKeyValueStore, await withStore())).toMatchObject([
      {
        key,
        id: name,
        name,
        arn,
        region: 'global',
        createdAt: null,
        modifiedAt: '2026-11-18T12:00:00.000Z',
        description: 'routes',
        etag: null,
        tags: null,
        identifiers: [name, arn, id],
        references: [],
      },
    ]);
  });

  it('reads pages of a hundred rows, and neither ETags nor tags', async () => {
    const keyValueStores = Array.from({ length: 130 }, (_, index) => ({
      name: `store-${index}`,
      id: `id-${index}`,
    }));
    const signed = await signedIn({ cloudfront: { keyValueStores } });
    expect(await listed(cloudfrontKeyValueStore, signed)).toHaveLength(130);
    expect(signed.session.calls().byOperation).toEqual({
      'CloudFront.ListKeyValueStores': 2,
      'STS.GetCallerIdentity': 1,
    });
  });

  it('says the same of a store by its own reads, tags and ETag added', async () => {
    const signed = await withStore({ tags: { 'sst:app': 'acme' }, etag: 'ESTORE' });
    const listedOne = await theOne(cloudfrontKeyValueStore, name, signed);
    const fresh = await cloudfrontKeyValueStore.reread(listedOne, signed.context());
    expect(fresh).toEqual({ ...listedOne, tags: { 'sst:app': 'acme' }, etag: 'ESTORE' });
  });

  it('is another configuration where the name went to another store', async () => {
    const [before] = await listed(cloudfrontKeyValueStore, await withStore());
    const [after] = await listed(cloudfrontKeyValueStore, await withStore({ id: 'another' }));
    expect(after?.key).toBe(before?.key);
    expect(after?.configuration).not.toBe(before?.configuration);
  });

  it('is no other configuration for being ready', async () => {
    const [before] = await listed(
      cloudfrontKeyValueStore,
      await withStore({ status: 'PROVISIONING' }),
    );
    const [after] = await listed(cloudfrontKeyValueStore, await withStore());
    expect(after?.configuration).toBe(before?.configuration);
  });
});

describe('deleting a key-value store', () => {
  const stored = async (signed: Awaited<ReturnType<typeof signedIn>>) =>
    theOne(cloudfrontKeyValueStore, name, signed);

  it('takes its name and its newest ETag', async () => {
    const signed = await withStore();
    expect(await remove?.(await stored(signed), signed.step())).toEqual({ result: 'done' });
    expect(await listed(cloudfrontKeyValueStore, signed)).toEqual([]);
  });

  it('is done with one that is gone', async () => {
    const resource = await stored(await withStore());
    expect(await remove?.(resource, (await signedIn()).step())).toEqual({ result: 'gone' });
  });

  it.each([
    ['development', { stores: [arn], live: { stores: [] } }],
    ['live', { stores: [], live: { stores: [arn] } }],
  ])('is refused by AWS while the %s stage of a function names it', async (_, stores) => {
    const signed = await withStore(
      {},
      { cloudfront: { functions: [{ name: 'edge', ...stores }] } },
    );
    expect(await remove?.(await stored(signed), signed.step())).toMatchObject({ result: 'in-use' });
    expect(await listed(cloudfrontKeyValueStore, signed)).toHaveLength(1);
  });

  it('waits, and writes nothing, while AWS still makes it', async () => {
    const signed = await withStore({ status: 'PROVISIONING' });
    expect(await remove?.(await stored(signed), signed.step())).toMatchObject({
      result: 'wait',
      reason: 'provisioning',
    });
    expect(signed.aws.requests.some(({ writes }) => writes)).toBe(false);
  });

  it('is stale where it is another one than was judged', async () => {
    const signed = await withStore();
    const judged = { ...(await stored(signed)), etag: 'EOLDER' };
    expect(await remove?.(judged, signed.step())).toEqual({ result: 'stale' });
    expect(signed.aws.requests.some(({ writes }) => writes)).toBe(false);
  });

  it('is stale where the ETag is overtaken', async () => {
    const faults = [fault('stale-etag', 'CloudFront.DeleteKeyValueStore')];
    const signed = await withStore({}, { faults });
    expect(await remove?.(await stored(signed), signed.step())).toEqual({ result: 'stale' });
  });

  it('throws what it cannot make sense of', async () => {
    const faults = [fault('deny', 'CloudFront.DeleteKeyValueStore')];
    const signed = await withStore({}, { faults });
    await expect(remove?.(await stored(signed), signed.step())).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });
});

it('backs up what the store is, and says that its entries are missing', async () => {
  const signed = await withStore();
  const parts = await cloudfrontKeyValueStore.backup(
    await theOne(cloudfrontKeyValueStore, name, signed),
    signed.context(),
  );
  const [config, , entries] = parts;
  expect(parts.map((part) => part.name)).toEqual(['config.xml', 'tags.json', 'entries.json']);
  expect(config && 'content' in config && Buffer.from(config.content).toString()).toContain(arn);
  expect(entries).toMatchObject({ missing: expect.stringContaining('data plane') });
  const called = Object.keys(signed.session.calls().byOperation);
  expect(called.filter((operation) => !operation.startsWith('CloudFront.'))).toEqual([
    'STS.GetCallerIdentity',
  ]);
});
