import { describe, expect, it } from 'vitest';

import {
  folderEnd,
  keyAhead,
  pagesLeftOf,
  rootEnd,
  stretchOf,
} from '../../../../src/kinds/s3-bucket/emptying/key-space.ts';
import { listInRanges } from '../../../../src/kinds/s3-bucket/emptying/ranges.ts';
import type { ObjectVersion } from '../../../../src/kinds/s3-bucket/versions.ts';
import type { BucketData } from 'simulated-aws';
import { chanceOf } from '../../../lives/chance.ts';
import { signedIn } from '../../signed-in.ts';

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

  it.each([1, 2, 3, 4, 5])(
    'shows each version once, whatever its keys look like (%i)',
    async (seed) => {
      const objects = someObjects(seed);
      const { rows } = await listed({ objects });
      expect(namesOf(rows)).toEqual(
        new Set(objects.map(({ key, versionId }) => `${key} ${versionId}`)),
      );
      expect(rows).toHaveLength(objects.length);
    },
  );

  it('of one key alone is listed in one part', async () => {
    const { rows, lists } = await listed({ bulk: { versions: 20_000, perKey: 20_000 } });
    expect(namesOf(rows).size).toBe(20_000);
    expect(lists).toHaveLength(20);
  });
});

describe('a small bucket', () => {
  it('is listed folder by folder at once, no page twice', async () => {
    const { rows, lists, seconds } = await listed({ bulk: { versions: 10_000, perKey: 5 } });
    expect(namesOf(rows).size).toBe(10_000);
    expect(rows).toHaveLength(10_000);
    expect(seconds).toBeLessThan(0.2);
    expect(lists.filter(({ rows: told }) => told === 0)).toEqual([]);
  });

  it('without folders is listed page by page', async () => {
    const objects = Array.from({ length: 5000 }, (_, index) => ({ key: `k${index}`, at: '-9d' }));
    const { rows, lists } = await listed({ objects });
    expect(rows).toHaveLength(5000);
    expect(lists).toHaveLength(5);
  });

  it('shows once what lies where one folder ends and the next begins', async () => {
    const atTheEnd = ['a/~', 'a/~~', 'a/é', 'a/\uffee', 'a0', 'a0/1', 'a1'];
    const inFolders = ['a/', 'b/'].flatMap((folder) =>
      Array.from({ length: 3000 }, (_, index) => `${folder}${index}`),
    );
    const keys = [...inFolders, ...atTheEnd];
    const { rows } = await listed({ objects: keys.map((key) => ({ key, at: '-9d' })) });
    expect(rows.map(({ key }) => key).sort()).toEqual([...keys].sort());
  });
});

const stretch = (...keys: string[]) => {
  const made = stretchOf(keys);
  if (!made) throw new Error('These keys tell nothing.');
  return made;
};
const isBetween = (key: string | null, low: string, high: string) =>
  key !== null && key > low && key < high;

describe('split points', () => {
  it('lie ahead of a list as far as its keys are dense', () => {
    const ten = stretch(...Array.from({ length: 11 }, (_, index) => `a/${100 + index}`));
    expect(isBetween(keyAhead(ten, 20), 'a/129', 'a/132')).toBe(true);
  });

  it('take names by hash as they are spread: nothing lies between 9 and a', () => {
    const pages = stretch('a/00f1', 'a/4b07', 'a/7f90');
    expect(isBetween(keyAhead(pages, 1), 'a/b', 'a/d')).toBe(true);
    expect(pagesLeftOf(pages, null)).toBeCloseTo(2, 0);
  });

  it('are not made where the keys of the root are over', () => {
    expect(keyAhead(stretch('a/0000', 'a/7fff', 'a/ffff'), 1)).toBeNull();
  });

  it('lie behind all keys of a folder where nothing is known of what follows', () => {
    expect(rootEnd(stretch('a/0', 'a/4', 'a/9'))).toMatchObject({ prefix: 'a/', point: 'a0' });
    expect(folderEnd('a/b/c')).toEqual({ prefix: 'a/', point: 'a0', before: 'a/~' });
    expect(folderEnd('a')).toBeNull();
  });

  it('do not exist behind keys that have nothing in common', () => {
    expect(rootEnd(stretch('0a', '9z'))).toBeNull();
  });

  it('rest on one folder only, once a list is well inside of it', () => {
    const pages = stretch('a/1', 'a/8', 'b/0', 'b/1', 'b/2');
    expect(pages.keys).toEqual(['b/0', 'b/1', 'b/2']);
    expect(isBetween(keyAhead(pages, 3), 'b/4', 'b/6')).toBe(true);
  });

  it('cannot be made of one key alone', () => {
    expect(stretchOf(['a/1', 'a/1'])).toBeNull();
    expect(stretchOf(['a/1'])).toBeNull();
  });

  it('have printable ASCII only, on whose order S3 and JavaScript agree', () => {
    expect(keyAhead(stretch('é/1', 'é/5'), 1)).toBeNull();
    expect(rootEnd(stretch('é/1', 'é/5'))).toBeNull();
    expect(folderEnd('é/1')).toBeNull();
  });

  it('tell what is left of a part', () => {
    expect(pagesLeftOf(stretch('a/1', 'a/2', 'a/3'), 'a/7')).toBeCloseTo(4, 0);
  });
});
