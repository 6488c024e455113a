import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ObjectData } from 'simulated-aws';
import {
  aHostileAccount,
  busy,
  type Body,
  bytes,
  judged,
  latest,
  stateOf,
  type Target,
  textOf,
  unknown,
  verdictsOf,
} from './damage.ts';

const text = (body: string) => (): Body => ({ body });

const notState: readonly (readonly [string, (file: ObjectData) => Body])[] = [
  ['empty', text('')],
  ['null', text('null')],
  ['a number', text('7')],
  ['a string', text('"{}"')],
  ['a list', text('[]')],
  ['an empty object', text('{}')],
  ['HTML', text('<html><body>404</body></html>')],
  ['two values', (file) => ({ body: `${textOf(file)}${textOf(file)}` })],
  ['a byte too many', (file) => ({ body: `${textOf(file)}\0` })],
  ['UTF-16', (file) => bytes(Buffer.from(textOf(file), 'utf16le'))],
  ['gzipped twice', (file) => bytes(gzipSync(gzipSync(textOf(file))))],
  ['a gzip head alone', () => bytes(Buffer.from([0x1f, 0x8b, 8, 0]))],
];

describe.each<Target>(['current checkpoint', 'older checkpoint', 'update record'])(
  'in place of a %s',
  (target) => {
    it.each(notState)('%s says nothing', async (_, damage) => {
      const found = await verdictsOf(aHostileAccount(target, damage));
      expect(found.damaged).toEqual(unknown);
      expect(found.healthy).toEqual(judged);
      expect(found.gaps).toEqual([expect.stringContaining('acme/pr-2')]);
    });
  },
);

it.each(notState)('in place of a lock, %s is a lock', async (_, damage) => {
  const found = await verdictsOf(aHostileAccount('lock', damage));
  expect(found.damaged).toEqual(busy);
  expect(found.healthy).toEqual(judged);
});

const wrongCheckpoints: readonly (readonly [string, (file: ObjectData) => Body])[] = [
  ['version 4', (file) => ({ body: JSON.stringify({ ...stateOf(file), version: 4 }) })],
  ['version "3"', (file) => ({ body: JSON.stringify({ ...stateOf(file), version: '3' }) })],
  [
    '`checkpoint` a list',
    (file) => ({ body: JSON.stringify({ ...stateOf(file), checkpoint: [] }) }),
  ],
  ['`latest` a list', text('{"version":3,"checkpoint":{"latest":[]}}')],
  ['`latest` a string', text('{"version":3,"checkpoint":{"latest":"{}"}}')],
  ['`resources` an object', latest((state) => Object.assign(state, { resources: {} }))],
  ['`resources` false', latest((state) => Object.assign(state, { resources: false }))],
  ['`resources` a string', latest((state) => Object.assign(state, { resources: '' }))],
  ['a resource that is null', latest((state) => Object.assign(state, { resources: [null] }))],
  ['a resource that is a list', latest((state) => Object.assign(state, { resources: [[]] }))],
  [
    'pending operations of a number',
    latest((state) => Object.assign(state, { pending_operations: 0 })),
  ],
];

describe.each<Target>(['current checkpoint', 'older checkpoint'])('a %s', (target) => {
  it.each(wrongCheckpoints)('with %s is not believed', async (_, damage) => {
    const found = await verdictsOf(aHostileAccount(target, damage));
    expect(found.damaged).toEqual(unknown);
    expect(found.healthy).toEqual(judged);
    expect(found.gaps).toEqual([expect.stringContaining('acme/pr-2')]);
  });
});
