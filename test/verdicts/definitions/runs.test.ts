import { describe, expect, it } from 'vitest';
import type { Run, RunRecord } from '../../../src/model/stage.ts';
import { parseCheckpoint } from '../../../src/sst/checkpoint.ts';
import { ownedResources } from '../../../src/sst/owned.ts';
import { parseUpdateRecord } from '../../../src/sst/records.ts';
import { contains, endOf, onlyRunAt } from '../../../src/sst/run-spans.ts';
import { runsOf } from '../../../src/sst/runs.ts';

const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const at = (hour: number) => new Date(Date.UTC(2026, 10, 1, hour)).toISOString();
const record: RunRecord = {
  command: 'deploy',
  sstVersion: '3.17.0',
  errors: [],
  completed: true,
  forceUnlocked: false,
  timeStarted: at(0),
  timeCompleted: at(1),
};
const tenMinutesAfter = (hour: number) =>
  new Date(Date.parse(at(hour)) + 10 * 60_000).toISOString();
const run = (more: Partial<Run>): Run => ({
  id: 'a',
  startedAt: at(0),
  endedAt: at(10),
  spanFrom: 'record',
  record: null,
  recordedAt: at(0),
  ...more,
});

describe('a run', () => {
  it('is limited to six hours only where it has neither a lock’s end nor its own', () => {
    expect(endOf(run({}))).toBe(at(6));
    expect(endOf(run({ record: { ...record, completed: false } }))).toBe(at(6));
    expect(endOf(run({ spanFrom: 'lock' }))).toBe(at(10));
    expect(endOf(run({ record: { ...record, sstVersion: '3.3.0' } }))).toBe(tenMinutesAfter(0));
  });

  it('that completed ends with its record from 3.4.0 on, and minutes after it before', () => {
    const [old, recent] = [
      { ...record, sstVersion: '3.3.0' },
      { ...record, sstVersion: '3.4.0' },
    ];
    expect(endOf(run({ record: recent, recordedAt: at(1) }))).toBe(at(1));
    expect(endOf(run({ record: recent, recordedAt: at(1), endedAt: null }))).toBe(at(1));
    expect(endOf(run({ record: old, recordedAt: at(1), endedAt: null }))).toBeNull();
    for (const made of [old, recent])
      expect(endOf(run({ record: made, recordedAt: at(1), spanFrom: 'lock' }))).toBe(
        tenMinutesAfter(1),
      );
  });

  it.each([
    ['3.4.0', false],
    ['v3.4.0', false],
    ['4.0.0', false],
    ['10.1.0', false],
    ['3.3.62', true],
    ['v3.3.62', true],
    ['2.49.6', true],
    ['', true],
    ['0.0.0-next', true],
    ['next', true],
  ])('of %s pushes its state after its record: %s', (sstVersion, after) => {
    const completed = run({
      record: { ...record, sstVersion },
      recordedAt: at(1),
      spanFrom: 'lock',
    });
    const later = new Date(Date.parse(at(1)) + 60_000).toISOString();
    expect(contains(completed, later)).toBe(after);
  });

  it('that completed wrote no state after its record, unless that was before 3.4.0', () => {
    const completed = (sstVersion: string) =>
      run({ record: { ...record, sstVersion }, recordedAt: at(1), spanFrom: 'lock' });
    const later = new Date(Date.parse(at(1)) + 60_000).toISOString();
    expect(contains(completed('3.4.0'), at(1))).toBe(true);
    expect(contains(completed('3.4.0'), later)).toBe(false);
    expect(contains(completed('3.3.62'), later)).toBe(true);
  });

  it('that was unlocked by force ends with its record where its lock is gone', () => {
    const unlocked = { ...record, completed: false, forceUnlocked: true };
    expect(endOf(run({ record: unlocked, recordedAt: at(2) }))).toBe(at(2));
    expect(endOf(run({ record: unlocked, recordedAt: at(2), spanFrom: 'lock' }))).toBe(at(10));
  });

  it('without an end may reach into any later one', () => {
    const [later, endless] = [
      run({ startedAt: at(3), spanFrom: 'lock' }),
      run({ id: 'b', endedAt: null }),
    ];
    expect(onlyRunAt([later], at(4))?.id).toBe('a');
    expect(onlyRunAt([endless, later], at(4))).toBeNull();
    expect(onlyRunAt([run({ ...endless, startedAt: at(5) }), later], at(4))?.id).toBe('a');
  });

  it('has a lock of its own: another record within it is another run', () => {
    const locks = [
      { at: at(0), deleteMarker: false },
      { at: at(5), deleteMarker: true },
    ];
    const updates = [1, 2].map((hour) => ({ id: `${hour}`, firstAt: at(hour), lastAt: at(hour) }));
    expect(runsOf(locks, updates).map(({ spanFrom }) => spanFrom)).toEqual(['lock', 'record']);
  });

  it('holds its lock to the last marker where two held one at once, and on where there is none', () => {
    const put = (hour: number) => ({ at: at(hour), deleteMarker: false });
    const marker = (hour: number) => ({ at: at(hour), deleteMarker: true });
    const ends = (locks: Parameters<typeof runsOf>[0]) =>
      runsOf(locks, []).map(({ endedAt }) => endedAt);
    expect(ends([put(0), put(1), marker(2), marker(3)])).toEqual([at(3), at(3)]);
    expect(ends([put(0), marker(2), put(3)])).toEqual([at(2), null]);
  });

  it('lasts as long as its record is written', () => {
    const locks = [
      { at: at(0), deleteMarker: false },
      { at: at(3), deleteMarker: true },
    ];
    const [only] = runsOf(locks, [{ id: 'a', firstAt: at(0), lastAt: at(5) }]);
    expect(only?.endedAt).toBe(at(5));
  });

  it('completed with a start, an end and no unlock by force', () => {
    const whole = { command: 'deploy', timeStarted: at(0), timeCompleted: at(1) };
    const completed = (more: object) => parseUpdateRecord(bytes({ ...whole, ...more })).completed;
    expect(completed({})).toBe(true);
    expect(completed({ timeStarted: '' })).toBe(false);
    expect(completed({ timeCompleted: null })).toBe(false);
    expect(completed({ errors: [{ message: 'it was force unlocked' }] })).toBe(false);
  });
});

describe('a checkpoint', () => {
  it.each([
    ['{"version":3}'],
    ['{"version":4,"checkpoint":{}}'],
    ['{"version":3,"checkpoint":{"latest":{"resources":{}}}}'],
  ])('that reads %s is none', (text) => {
    expect(() => parseCheckpoint(bytes(text))).toThrow(/^it/);
  });

  const urn = (types: string, name: string) => `urn:pulumi:pr-1::acme::${types}::${name}`;
  const bucketUnder = (place: { site?: string; parent?: string; type?: string; name?: string }) => {
    const { site = 'sst:aws:Nextjs', parent = 'sst:aws:Bucket', name = 'WebAssetsBucket' } = place;
    const type = place.type ?? 'aws:s3/bucket:Bucket';
    const [top, middle] = [urn(site, 'Web'), urn(`${site}$${parent}`, 'WebAssets')];
    const resources = [
      { urn: top, type: site },
      { urn: middle, type: parent, parent: top },
      { urn: urn(`${site}$${parent}$${type}`, name), type, custom: true, id: 'b', parent: middle },
    ];
    const text = bytes({ version: 3, checkpoint: { latest: { resources } } });
    return ownedResources(parseCheckpoint(text)).map(({ siteAssets }) => siteAssets);
  };

  it('tells a site’s own asset bucket by all of its place in the URN', () => {
    expect(bucketUnder({})).toEqual([true]);
    expect(bucketUnder({ site: 'sst:aws:Function' })).toEqual([false]);
    expect(bucketUnder({ parent: 'my:own:Component' })).toEqual([false]);
    expect(bucketUnder({ name: 'WebUploadsBucket' })).toEqual([false]);
    expect(bucketUnder({ type: 'aws:sqs/queue:Queue' })).toEqual([false]);
  });
});
