import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { restoreSchema } from '../../src/report/json/schema/restore.ts';
import { resultSchema } from '../../src/report/json/schema/result.ts';
import {
  type AccountData,
  createSimulatedAws,
  type Fault,
  type ObjectData,
  type SimulatedAws,
} from 'simulated-aws';
import { aRestoringAccount } from '../account/restoring.ts';
import { aStateDir, run } from '../e2e/in-process.ts';
import { killedAt } from '../e2e/killed.ts';
import { account, sweepIn } from './restored.ts';

const yes = ['--demo', '--yes', '--account', account, '--json', '--quiet'];
const sweepAll = ['sweep', ...yes, '--delete-data', '--wait-edge', '4h'];
const { bucket } = aRestoringAccount();

/** Keys that lead elsewhere, or are one file where a file system ignores case, cuts or forbids. */
const keys = [
  '../../escape.txt',
  '/etc/passwd',
  'a/../b',
  'A.js',
  'a.js',
  'a.js/',
  'NUL',
  'dot.',
  'space ',
  'new\nline',
  'control\u0001character',
  'ünïcödé/😀',
  'percent%2Fslash?versionId=x&y=z+',
  'x'.repeat(1024),
];

function objects(): ObjectData[] {
  const at = (hours: number) => new Date(Date.parse('2026-10-20T00:00:00Z') + hours * 3_600_000);
  const time = (hours: number) => at(hours).toISOString();
  return [
    ...keys.map((key, index) => ({
      key,
      at: time(index),
      body: `body ${index}`,
      versionId: `k${index}`,
    })),
    { key: 'app.js', at: time(1), body: 'one', versionId: 'v1' },
    { key: 'app.js', at: time(2), deleteMarker: true, versionId: 'v2' },
    { key: 'app.js', at: time(3), body: 'three', versionId: 'v3' },
    { key: 'gone.js', at: time(4), body: 'was here', versionId: 'v4' },
    { key: 'gone.js', at: time(5), deleteMarker: true, versionId: 'v5' },
    {
      key: 'described',
      at: time(6),
      versionId: 'v6',
      base64: Buffer.from([0, 255, 10, 13]).toString('base64'),
      contentType: 'image/png',
      contentEncoding: 'br',
      headers: {
        'cache-control': 'max-age=60',
        'content-disposition': 'inline',
        'x-amz-meta-author': 'somebody',
        'x-amz-tagging': 'a=1&b=two+words',
      },
    },
    { key: 'empty', at: time(7), body: '', versionId: 'v7' },
  ];
}

function anAccountWith(given: readonly ObjectData[] = objects()): AccountData {
  const { data } = aRestoringAccount();
  const site = data.s3?.buckets.find(({ name }) => name === bucket);
  if (site) site.objects = [...given];
  data.s3?.buckets.push({ name: 'our-archive', region: 'us-west-2' });
  return data;
}

/** By key: what every version says, oldest first. */
function contentsOf(aws: SimulatedAws): Record<string, readonly object[]> {
  const found = aws.snapshot().s3?.buckets.find(({ name }) => name === bucket)?.objects ?? [];
  const all: Record<string, object[]> = {};
  for (const { key, versionId: _id, at: _at, ...content } of found)
    (all[key] ??= []).push({
      deleteMarker: false,
      // What S3 says of an object of which nobody said it.
      ...(!content.deleteMarker && { contentType: 'binary/octet-stream' }),
      ...content,
    });
  return Object.fromEntries(Object.entries(all).sort(([left], [right]) => (left < right ? -1 : 1)));
}

async function swept(archive: string, data = anAccountWith(), faults: readonly Fault[] = []) {
  const aws = createSimulatedAws(data);
  aws.setFaults(faults);
  const before = contentsOf(aws);
  const stateDir = aStateDir();
  const { code, stdout } = await run(aws, [...sweepAll, '--archive', archive], { stateDir });
  const emptied = resultSchema
    .parse(JSON.parse(stdout))
    .outcomes.find(({ action, resource }) => action === 'empty' && resource === bucket);
  return { aws, before, stateDir, code, emptied };
}

async function restored(aws: SimulatedAws, stateDir: string) {
  const argv = ['restore', await sweepIn(stateDir), ...yes];
  const { code, stdout } = await run(aws, argv, { stateDir });
  const report = restoreSchema.parse(JSON.parse(stdout));
  return { code, bucket: report.outcomes.find(({ kind }) => kind === 's3-bucket') };
}

const aFolder = () => mkdtempSync(join(tmpdir(), 'sst-sweep-archive-'));

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) =>
    statSync(join(folder, each)).isFile(),
  );
}

describe('objects of an emptied bucket', { timeout: 120_000 }, () => {
  it.each(['a directory', 's3://our-archive/kept/here'])(
    'are archived to %s with every version, and come back with all that they had',
    async (place) => {
      const archive = place.startsWith('s3:') ? place : aFolder();
      const { aws, before, stateDir, code } = await swept(archive);
      expect(code).toBe(0);
      expect(contentsOf(aws)).toEqual({});
      const ended = await restored(aws, stateDir);
      expect(ended.code).toBe(0);
      expect(contentsOf(aws)).toEqual(before);
      expect(ended.bucket?.differs.map(({ part }) => part)).toEqual([
        'inventory',
        'replication',
        'objects',
      ]);
    },
  );

  it('lie in files whose names no key can choose', async () => {
    const archive = aFolder();
    await swept(archive);
    const files = filesBelow(archive);
    const inside = `${account}/${bucket}`;
    expect(files).toContain(`${inside}/index.ndjson`);
    const others = files.filter((file) => file !== `${inside}/index.ndjson`);
    for (const file of others)
      expect(file).toMatch(new RegExp(`^${inside}/objects/[0-9a-f]{2}/[0-9a-f]{64}$`));
    expect(others).toHaveLength(objects().filter(({ deleteMarker }) => !deleteMarker).length);
  });

  it('are not deleted where they could not be archived, which the step says', async () => {
    const deny: Fault = { kind: 'deny', operation: 'S3.GetObject', target: `${bucket}/described` };
    const { aws, before, emptied, code } = await swept(aFolder(), anAccountWith(), [deny]);
    expect(code).toBe(4);
    expect(emptied).toMatchObject({ outcome: 'failed', reason: 'not-archived' });
    expect(emptied?.error?.message).toContain('"described" stays');
    expect(contentsOf(aws)['described']).toEqual(before['described']);
  });

  const large: ObjectData = {
    key: 'large',
    at: '2026-10-20T00:00:00Z',
    size: 6.5 * 1024 ** 3,
    versionId: 'v1',
    storageClass: 'STANDARD_IA',
    contentType: 'video/mp4',
    headers: { 'x-amz-meta-author': 'somebody', 'x-amz-tagging': 'a=1&b=two+words' },
  };
  const small: ObjectData = { ...large, key: 'small', size: 5, body: 'small' };

  it('are copied in parts where S3 copies them in no single call, and come back in their class', async () => {
    const given = [large, small];
    const { aws, before, stateDir, code } = await swept('s3://our-archive', anAccountWith(given));
    expect(code).toBe(0);
    expect(contentsOf(aws)).toEqual({});
    const archived = aws.snapshot().s3?.buckets.find(({ name }) => name === 'our-archive');
    const sizes = archived?.objects?.map(({ size }) => size).filter((size) => size !== undefined);
    expect(sizes).toContain(large.size);
    await restored(aws, stateDir);
    expect(contentsOf(aws)).toEqual(before);
    expect(archived?.uploads).toBeUndefined();
  });

  it('are not deleted where a part cannot be copied, and leave no upload behind', async () => {
    const deny: Fault = { kind: 'deny', operation: 'S3.UploadPartCopy', after: 3 };
    const { aws, emptied } = await swept('s3://our-archive', anAccountWith([large]), [deny]);
    expect(emptied).toMatchObject({ outcome: 'failed', reason: 'not-archived' });
    expect(emptied?.error?.message).toContain('AccessDenied');
    expect(Object.keys(contentsOf(aws))).toEqual(['large']);
    expect(aws.snapshot().s3?.buckets.flatMap(({ uploads }) => uploads ?? [])).toEqual([]);
  });

  it('are copied in parts anew by a sweep that goes on, without what the first one left', async () => {
    let unfinished = 0;
    for (let at = 1; at <= 24; at += 1) {
      const aws = createSimulatedAws(anAccountWith([large]));
      const before = contentsOf(aws);
      const argv = [...sweepAll, '--archive', 's3://our-archive'];
      const stateDir = await killedAt(aws, argv, { at, when: 'after' });
      if (stateDir === null) break;
      const uploads = () => aws.snapshot().s3?.buckets.flatMap((each) => each.uploads ?? []) ?? [];
      unfinished += uploads().length;
      await run(aws, ['resume', ...yes, '--wait-edge', '4h'], { stateDir });
      expect(contentsOf(aws)).toEqual({});
      expect(uploads()).toEqual([]);
      await restored(aws, stateDir);
      expect(contentsOf(aws)).toEqual(before);
    }
    expect(unfinished).toBeGreaterThan(0);
  });

  it.each([
    [`s3://${bucket}/kept`, 'The plan empties the bucket'],
    ['s3://sst-state-bcdefghkmnot', "is a bucket of SST's own"],
    ['s3://', 'names no bucket'],
    ['/dev/null/archive', 'cannot be written'],
  ])('are not archived to %s', async (archive, sentence) => {
    const aws = createSimulatedAws(anAccountWith());
    const { code, stderr } = await run(aws, [...sweepAll, '--archive', archive]);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
    expect(aws.requests.filter(({ writes }) => writes)).toEqual([]);
  });

  it('are all archived by a sweep that was killed, and goes on without being told where to', async () => {
    let halfway = 0;
    for (let at = 1; at <= 40; at += 3) {
      const aws = createSimulatedAws(anAccountWith());
      const before = contentsOf(aws);
      const argv = [...sweepAll, '--archive', aFolder()];
      const stateDir = await killedAt(aws, argv, { at, when: 'after' });
      if (stateDir === null) break;
      if (Object.keys(contentsOf(aws)).length < Object.keys(before).length) halfway += 1;
      await run(aws, ['resume', ...yes, '--wait-edge', '4h'], { stateDir });
      expect(contentsOf(aws)).toEqual({});
      await restored(aws, stateDir);
      expect(contentsOf(aws)).toEqual(before);
    }
    expect(halfway).toBeGreaterThan(0);
  });

  it('come back once from a restore that was killed at any write', async () => {
    const archive = aFolder();
    const first = await swept(archive);
    const sweep = await sweepIn(first.stateDir);
    const data = first.aws.snapshot();
    for (let at = 20; at <= 60; at += 8) {
      const aws = createSimulatedAws(structuredClone(data));
      const argv = ['restore', sweep, ...yes];
      const left = await killedAt(aws, argv, { at, when: 'after' }, first.stateDir);
      if (left === null) break;
      await restored(aws, left);
      expect(contentsOf(aws)).toEqual(first.before);
    }
  });
});
