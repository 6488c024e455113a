import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import type { ObjectArchive } from '../../../../src/kinds/object-archive.ts';
import { s3Bucket } from '../../../../src/kinds/s3-bucket/kind.ts';
import type { BucketData, Fault, ObjectData } from 'simulated-aws';
import { directoryArchive } from '../../../../src/archive/directory.ts';
import { s3Archive } from '../../../../src/archive/s3.ts';
import { account, fault, signedIn, theOne, type SignedIn } from '../../signed-in.ts';

const name = 'acme-pr-1-webassets-abcdefgh';
const { empty } = s3Bucket.steps;
const objects: ObjectData[] = ['a', 'b', 'c', 'bell\u0007'].map((key) => ({
  key,
  at: '-9d',
  body: `old ${key}`,
}));

async function aBucket(changes: Partial<BucketData> = {}, faults: readonly Fault[] = []) {
  const buckets = [
    { name, region: 'eu-west-1', objects, ...changes },
    { name: 'our-archive', region: 'us-west-2' },
  ];
  return signedIn({ s3: { buckets }, faults: [...faults] });
}

const archives = {
  'a directory': () => directoryArchive(mkdtempSync(join(tmpdir(), 'sst-sweep-')), account),
  's3://our-archive': () => s3Archive({ bucket: 'our-archive', prefix: '' }, account),
};
const places = Object.keys(archives) as (keyof typeof archives)[];

const overwrite = ({ session }: SignedIn, Key: string) =>
  session.clients
    .s3('eu-west-1')
    .send(new PutObjectCommand({ Bucket: name, Key, Body: `new ${Key}` }));

/** Somebody writes an object when all of a page is archived, and nothing of it is deleted yet. */
function writtenAfter(archive: ObjectArchive, signed: SignedIn, key: string): ObjectArchive {
  return {
    async keep(...given) {
      const missing = await archive.keep(...given);
      await overwrite(signed, key);
      return missing;
    },
  };
}

/** Somebody writes it right before S3 gets the first deletion. */
function writtenBeforeDeletion(signed: SignedIn, key: string): void {
  let written = false;
  signed.aws.beforeWrite = async () => {
    if (written) return;
    written = true;
    await overwrite(signed, key);
  };
}

const bodies = ({ aws }: SignedIn) =>
  aws
    .snapshot()
    .s3?.buckets.find((bucket) => bucket.name === name)
    ?.objects?.map(({ body }) => body);

const emptied = async (signed: SignedIn, archive?: ObjectArchive) =>
  empty?.(await theOne(s3Bucket, name, signed), signed.step(archive ? { archive } : {}));

const inPart = { result: 'skipped', reason: 'emptied-in-part' };

describe('an object that is overwritten while its bucket is emptied', () => {
  it.each(
    places.flatMap((place) => [undefined, 'Suspended' as const].map((v) => [place, v] as const)),
  )(
    'stays with its new bytes where it was archived to %s before that (versioning %s)',
    async (place, versioning) => {
      for (const key of ['b', 'bell\u0007']) {
        const given = objects.map((object) => ({ ...object, versionId: 'null' }));
        const signed = await aBucket(versioning ? { versioning, objects: given } : {});
        const archive = writtenAfter(archives[place](), signed, key);
        const result = await emptied(signed, archive);
        expect(result).toMatchObject(inPart);
        expect(result).toHaveProperty('message', expect.stringContaining('was written since'));
        expect(bodies(signed)).toEqual([`new ${key}`]);
      }
    },
  );

  it('stays where only its deletion marker was listed', async () => {
    const marker = { key: 'a', at: '-9d', versionId: 'null', deleteMarker: true };
    const signed = await aBucket({ versioning: 'Suspended', objects: [marker] });
    const archive = writtenAfter(archives['a directory'](), signed, 'a');
    expect(await emptied(signed, archive)).toMatchObject({
      result: 'skipped',
      reason: 'newer-object',
    });
    expect(bodies(signed)).toEqual(['new a']);
  });

  it('stays without an archive too, where the bucket was never versioned', async () => {
    const signed = await aBucket();
    writtenBeforeDeletion(signed, 'b');
    expect(await emptied(signed)).toMatchObject(inPart);
    expect(bodies(signed)).toEqual(['new b']);
  });

  it.each(places)('is not archived to %s as if it were what was listed', async (place) => {
    const signed = await aBucket();
    const archive = archives[place]();
    const late: ObjectArchive = {
      async keep(...given) {
        await overwrite(signed, 'b');
        return archive.keep(...given);
      },
    };
    expect(await emptied(signed, late)).toMatchObject(inPart);
    expect(bodies(signed)).toEqual(['new b']);
  });
});

describe('a bucket in which nobody writes', () => {
  it.each([undefined, 'Enabled', 'Suspended'] as const)(
    'is emptied with an archive (versioning %s), `null` versions and markers among them',
    async (versioning) => {
      const given: ObjectData[] = [
        ...objects.map((object) => ({ ...object, versionId: 'null' })),
        { key: 'a', at: '-8d', versionId: 'v2', body: 'newer' },
        { key: 'gone', at: '-8d', versionId: 'null', deleteMarker: true },
      ];
      const signed = await aBucket(versioning ? { versioning, objects: given } : {});
      expect(await emptied(signed, archives['a directory']())).toEqual({ result: 'done' });
      expect(bodies(signed) ?? []).toEqual([]);
    },
  );

  it('is emptied by a caller who may not read its objects, which a condition needs', async () => {
    const policy = JSON.stringify({
      Statement: [{ Effect: 'Deny', Action: 's3:GetObject', Resource: `arn:aws:s3:::${name}/*` }],
    });
    const many = Array.from({ length: 2500 }, (_, index) => ({ key: `k${index}`, at: '-9d' }));
    const signed = await aBucket({ policy, objects: many });
    expect(await emptied(signed)).toEqual({ result: 'done' });
    expect(bodies(signed) ?? []).toEqual([]);
  });

  it('still says which key cannot be deleted at all', async () => {
    const signed = await aBucket({}, [
      fault('per-key-denied', 'S3.DeleteObjects', { keys: ['b'] }),
    ]);
    expect(await emptied(signed)).toMatchObject({
      result: 'refused',
      reason: 'policy',
      message: expect.stringContaining('"b"'),
    });
    expect(bodies(signed)).toEqual(['old b']);
  });
});
