import { expect, it } from 'vitest';
import { checkpointOf } from '../../src/sst/checkpoint.ts';
import { recordedKeys } from '../../src/sst/routes.ts';
import { checkpointJson, type Entry } from '../account/checkpoint.ts';
import { keysIn, routeIn } from '../account/stores.ts';

const store = 'arn:aws:cloudfront::123456789012:key-value-store/0a1b';

function keysOf(...entries: Entry[]) {
  const parsed = checkpointOf(checkpointJson({ app: 'acme', stage: 'pr-1', entries }));
  // Stands for the search for the account's resources.
  const find = (value: unknown) => (JSON.stringify(value).includes('bucket') ? ['bucket'] : []);
  return recordedKeys(parsed, find).map(({ keys, total, leadsTo }) => ({ keys, total, leadsTo }));
}

const bucket = { metadata: '{"s3":{"domain":"bucket.s3.amazonaws.com"}}', '/index.html': 's3' };

it('tells the keys that a site wrote under its namespace, and what their values name', () => {
  expect(keysOf(keysIn(store, { entries: bucket }))).toEqual([
    { keys: ['45ac:/index.html', '45ac:metadata'], total: 2, leadsTo: ['bucket'] },
  ]);
});

it('a route leads to what the keys of its namespace name', () => {
  const route = routeIn(store, { to: '45ac' });
  const elsewhere = routeIn(store, { component: 'Api', to: '9999' });
  const [, routed, other] = keysOf(keysIn(store, { entries: bucket }), route, elsewhere);
  expect(routed).toEqual({ keys: ['7f3e:routes'], total: 1, leadsTo: ['bucket'] });
  expect(other?.leadsTo).toEqual([]);
});

it('keeps the names of twenty keys, and counts all', () => {
  const entries = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`/${at}.js`, 's3']));
  expect(keysOf(keysIn(store, { entries }))).toMatchObject([{ total: 400 }]);
  expect(keysOf(keysIn(store, { entries }))[0]?.keys).toHaveLength(20);
});

it('tells nothing of keys that are encrypted as a whole', () => {
  const entries = { '4dabf18193072939515e22adb298388d': '1b47', ciphertext: 'v1:bucket' };
  expect(keysOf(keysIn(store, { entries }))).toEqual([{ keys: [], total: 0, leadsTo: [] }]);
});

it('counts nothing that is external, or in no store', () => {
  expect(keysOf({ ...keysIn(store), external: true })).toEqual([]);
  expect(keysOf(keysIn(''))).toEqual([]);
});
