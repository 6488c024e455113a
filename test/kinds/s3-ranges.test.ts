import { describe, expect, it } from 'vitest';

import { keyAhead, keyBetween, pagesUpTo } from '../../src/kinds/bucket/key-space.ts';
import { listInRanges } from '../../src/kinds/bucket/ranges.ts';
import type { ObjectVersion } from '../../src/kinds/bucket/versions.ts';
import type { BucketData } from '../../src/simulator/account.ts';
import { chanceOf } from '../lives/chance.ts';
import { signedIn } from './signed-in.ts';

const name = 'acme-pr-1-uploads';

async function listed(changes: Partial<BucketData>) {
  const bucket = { name, region: 'eu-west-1', versioning: 'Enabled' as const, ...changes };
  const signed = await signedIn({ s3: { buckets: [bucket], pace: { listMs: 25 } } });
  const rows: ObjectVersion[] = [];
  const place = { name, region: 'eu-west-1' };
  await listInRanges(place, signed.context(), (page) => {
    rows.push(...page);
    return false;
  });
  const lists = signed.aws.requests.filter(
    ({ operation }) => operation === 'S3.ListObjectVersions',
  );
  return { rows, lists, seconds: (signed.aws.clock.now().getTime() - Date.parse(now)) / 1000 };
}
const now = '2026-11-20T12:00:00.000Z';
const namesOf = (rows: readonly ObjectVersion[]) =>
  new Set(rows.map(({ key, versionId }) => `${key} ${versionId}`));

/** Keys of many shapes, some with hundreds of versions, none of them where a split is expected. */
function someObjects(seed: number): NonNullable<BucketData['objects']> {
  const chance = chanceOf(seed);
  const folders = ['', '_next/static/', 'images/2026/', 'logs/é/', 'ünï/', '~/', 'z'.repeat(40)];
  return Array.from({ length: 18_000 + chance.below(20_000) }, (_, index) => {
    const folder = chance.pick(folders);
    const key = chance.below(40) === 0 ? `${folder}same` : `${folder}${chance.below(1e9)}`;
    return { key, at: '-9d', versionId: `v${index}`, size: 1 };
  });
}

describe('a large bucket', () => {
  it('is listed in parts, each version once, with hardly a page twice', async () => {
    const { rows, lists, seconds } = await listed({ bulk: { versions: 60_000, perKey: 5 } });
    expect(rows).toHaveLength(60_000);
    expect(namesOf(rows).size).toBe(60_000);
    // One after the other they would take 1.5 s.
    expect(seconds).toBeLessThan(1.1);
    expect(lists.length).toBeLessThanOrEqual(60 + 6);
  });

  it.each([1, 2, 3])('shows each version once, whatever its keys look like (%i)', async (seed) => {
    const objects = someObjects(seed);
    const { rows } = await listed({ objects });
    expect(namesOf(rows)).toEqual(
      new Set(objects.map(({ key, versionId }) => `${key} ${versionId}`)),
    );
    expect(rows).toHaveLength(objects.length);
  });

  it('of one key alone is listed in one part', async () => {
    const { rows, lists } = await listed({ bulk: { versions: 20_000, perKey: 20_000 } });
    expect(namesOf(rows).size).toBe(20_000);
    expect(lists).toHaveLength(20);
  });
});

describe('a small bucket', () => {
  it('is listed page by page', async () => {
    const { rows, lists } = await listed({ bulk: { versions: 10_000, perKey: 1 } });
    expect(rows).toHaveLength(10_000);
    expect(lists).toHaveLength(10);
  });
});

describe('split points', () => {
  it('lie ahead of a list as far as its keys are dense', () => {
    const point = keyAhead({ first: 'a/000', last: 'a/100', pages: 10 }, 20);
    expect(point !== null && point > 'a/200' && point < 'a/400').toBe(true);
  });

  it('lie behind all keys of a folder where that is nearly over', () => {
    expect(keyAhead({ first: 'a/0', last: 'a/z', pages: 10 }, 10)).toBe('a0');
  });

  it('leave out as many folders as the list is likely to need', () => {
    // A page from `a/00` to `a/0z`: ten of them are about ten digits.
    expect(keyAhead({ first: 'a/00', last: 'a/0z', pages: 1 }, 10)).toBe('a/8');
  });

  it('lie between two keys, and nowhere where there is no room', () => {
    const point = keyBetween('a/1', 'a/9');
    expect(point !== null && point > 'a/1' && point < 'a/9').toBe(true);
    expect(keyBetween('a', 'a')).toBeNull();
  });

  it('have printable ASCII only, on whose order S3 and JavaScript agree', () => {
    expect(keyAhead({ first: 'é/1', last: 'é/5', pages: 1 }, 1)).toBeNull();
    expect(keyBetween('é/1', 'é/5')).toBeNull();
  });

  it('tell what is left of a part', () => {
    const left = pagesUpTo('a/9', { first: 'a/1', last: 'a/5', pages: 8 });
    expect(left).toBeGreaterThan(6);
    expect(left).toBeLessThan(10);
  });
});
