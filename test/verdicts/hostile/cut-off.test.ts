import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  aHostileAccount,
  busy,
  bytes,
  judged,
  type Target,
  textOf,
  unknown,
  verdictsOf,
} from './damage.ts';

/** So many cuts, from the first byte to the last but one. */
const places = 30;

function cutsOf(length: number, count = places): readonly number[] {
  return Array.from({ length: count }, (_, index) =>
    Math.floor((index * (length - 1)) / (count - 1)),
  );
}

it.each<Target>(['current checkpoint', 'older checkpoint', 'update record'])(
  'where the %s is whole, both stages are judged',
  async (target) => {
    const found = await verdictsOf(aHostileAccount(target, (file) => ({ body: textOf(file) })));
    expect(found.damaged).toEqual(judged);
    expect(found.healthy).toEqual(judged);
    expect(found.gaps).toEqual([]);
  },
);

describe.each<Target>(['current checkpoint', 'older checkpoint', 'update record'])(
  'a %s that was cut off',
  (target) => {
    it.each(['plain', 'gzip'])('is not believed, wherever the cut is (%s)', async (kind) => {
      for (let place = 0; place < places; place++) {
        const hostile = aHostileAccount(target, (file) => {
          const whole = Buffer.from(textOf(file));
          const stored = kind === 'gzip' ? gzipSync(whole) : whole;
          return bytes(stored.subarray(0, cutsOf(stored.length)[place]));
        });
        const found = await verdictsOf(hostile);
        expect([place, found.damaged]).toEqual([place, unknown]);
        expect([place, found.healthy]).toEqual([place, judged]);
        expect(found.gaps).toEqual([expect.stringContaining('acme/pr-2')]);
      }
    });
  },
);

it('a lock that was cut off is a lock all the same', async () => {
  for (const cut of [0, 1, 10, 30]) {
    const hostile = aHostileAccount('lock', (file) =>
      bytes(Buffer.from(textOf(file)).subarray(0, cut)),
    );
    const found = await verdictsOf(hostile);
    expect(found.damaged).toEqual(busy);
    expect(found.healthy).toEqual(judged);
    expect(found.gaps).toHaveLength(1);
  }
});
