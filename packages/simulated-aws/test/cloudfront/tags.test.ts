import {
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudfront';
import { expect, it } from 'vitest';

import { refusalOf, simulate } from '../simulated.ts';

const prefix = 'arn:aws:cloudfront::111122223333:';
const storeId = '0d0e0f00-0000-4000-8000-000000000001';
const taggable = {
  distributions: [{ id: 'E1', tags: { 'sst:app': 'acme' } }],
  functions: [{ name: 'f' }],
  keyValueStores: [{ name: 'kv', id: storeId }],
  originAccessControls: [{ id: 'EOAC', name: 'oac' }],
};

it.each(['distribution/E1', 'function/f', `key-value-store/${storeId}`])(
  'tags and untags %s',
  async (resource) => {
    const { cloudfront } = simulate({ cloudfront: taggable });
    const Resource = `${prefix}${resource}`;
    const tagsOf = async () => {
      const { Tags } = await cloudfront.send(new ListTagsForResourceCommand({ Resource }));
      return Object.fromEntries((Tags?.Items ?? []).map(({ Key, Value }) => [Key, Value]));
    };
    const before = await tagsOf();
    const Items = [
      { Key: 'a', Value: '1' },
      { Key: 'b&c', Value: '' },
    ];
    await cloudfront.send(new TagResourceCommand({ Resource, Tags: { Items } }));
    expect(await tagsOf()).toEqual({ ...before, a: '1', 'b&c': '' });
    await cloudfront.send(new UntagResourceCommand({ Resource, TagKeys: { Items: ['a', 'b&c'] } }));
    expect(await tagsOf()).toEqual(before);
  },
);

it.each([
  ['arn:aws:cloudfront:global:111122223333:distribution/E1', 'InvalidArgument 400'],
  [`${prefix}distribution/E404`, 'NoSuchResource 404'],
  [`${prefix}origin-access-control/EOAC`, 'InvalidArgument 400'],
  ['not an ARN', 'InvalidArgument 400'],
])('refuses to name the tags of %s', async (Resource, refusal) => {
  const { cloudfront } = simulate({ cloudfront: taggable });
  expect(await refusalOf(cloudfront.send(new ListTagsForResourceCommand({ Resource })))).toBe(
    refusal,
  );
});
