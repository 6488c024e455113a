import { describe, expect, it } from 'vitest';

import { createDeletionPace } from '../../../../src/kinds/s3-bucket/emptying/deletion-pace.ts';
import { s3Bucket } from '../../../../src/kinds/s3-bucket/kind.ts';
import { type S3Pace, virtualClock } from 'simulated-aws';
import { fault, signedIn, theOne } from '../../signed-in.ts';

const start = new Date('2026-11-20T12:00:00.000Z');
const { signal } = new AbortController();

/** So many simulated seconds of a pace that S3 always keeps up with. */
async function after(seconds: number, slowDowns: readonly number[] = []) {
  const clock = virtualClock({ start });
  const pace = createDeletionPace(clock);
  pace.sent();
  for (let second = 0; second < seconds; second += 1) {
    if (slowDowns.includes(second)) pace.slowDown(0);
    await clock.advance(1000);
    await pace.turn(1, signal);
  }
  return pace.keysPerSecond;
}

describe('the pace of deletions', () => {
  it('is what S3 promises until S3 has taken that for a while, then grows by steps', async () => {
    expect(await after(25)).toBe(3500);
    expect(await after(40)).toBeGreaterThan(3500);
    expect(await after(40)).toBeLessThan(4000);
  });

  it('shrinks by a tenth when S3 asks for less, by half when it asks again, and recovers', async () => {
    expect(await after(21, [20])).toBeCloseTo(3150 + 140, 0);
    expect(await after(26, [20, 25])).toBeLessThan(1900);
    expect(await after(52, [20, 25])).toBe(3500);
  });

  it('shrinks to what S3 took meanwhile where that is more than half', async () => {
    const clock = virtualClock({ start });
    const pace = createDeletionPace(clock);
    pace.slowDown(0);
    await clock.advance(5000);
    pace.took(10_000);
    pace.slowDown(0);
    expect(pace.keysPerSecond).toBe(2000);
  });

  it('falls back to the promise when S3 does not take more, and tries that again half as often', async () => {
    expect(await after(36, [35])).toBe(3500);
    expect(await after(90, [35])).toBe(3500);
    expect(await after(100, [35])).toBeGreaterThan(3500);
  });

  it('lets who waits for a turn wait for what is refused meanwhile, too', async () => {
    const clock = virtualClock({ start });
    const pace = createDeletionPace(clock);
    pace.sent();
    await pace.turn(3450, signal);
    let turned = false;
    const turn = pace.turn(1000, signal).then(() => (turned = true));
    await clock.advance(200);
    pace.slowDown(1000);
    // By its own thousand keys it would be its turn now.
    await clock.advance(200);
    expect(turned).toBe(false);
    await clock.advance(400);
    await turn;
  });

  it('takes refusals of one moment for one sign', async () => {
    const pace = createDeletionPace(virtualClock({ start }));
    pace.slowDown(0);
    pace.slowDown(0);
    expect(pace.keysPerSecond).toBe(3150);
  });
});

/** Empties a bucket of so many versions on an S3 that takes so much. */
async function emptied(versions: number, pace: S3Pace) {
  const name = 'acme-pr-1-uploads';
  const bulk = { versions, perKey: 5, at: '-90d' };
  const signed = await signedIn({
    s3: { pace, buckets: [{ name, region: 'eu-west-1', versioning: 'Enabled', bulk }] },
  });
  const bucket = await theOne(s3Bucket, name, signed);
  const began = signed.aws.clock.now().getTime();
  const step = signed.step({ newerThan: '2026-11-01T00:00:00.000Z' });
  expect(await s3Bucket.steps.empty?.(bucket, step)).toEqual({ result: 'done' });
  const { requests } = signed.aws;
  const refused = requests.filter(({ errorCode }) => errorCode === 'SlowDown');
  const deletions = requests.filter(({ operation }) => operation === 'S3.DeleteObjects');
  const seconds = (signed.aws.clock.now().getTime() - began) / 1000;
  return { seconds, refused: refused.length, deletions: deletions.length };
}

describe('emptying at that pace', () => {
  it('wastes no request on an S3 that takes what it promises', async () => {
    const { seconds, refused, deletions } = await emptied(30_000, {
      listMs: 25,
      deleteMs: 60,
      keysPerSecond: 3500,
    });
    expect(refused).toBe(0);
    expect(deletions).toBe(30);
    expect(30_000 / seconds).toBeGreaterThan(0.9 * 3500);
  });

  it('tries more than is promised, and is refused once each time', async () => {
    const pace = { listMs: 25, deleteMs: 60, keysPerSecond: 3500 };
    const { seconds, refused } = await emptied(160_000, pace);
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThanOrEqual(2);
    expect(160_000 / seconds).toBeGreaterThan(0.97 * 3500);
  });

  it('is one bucket’s alone: what S3 refuses of it holds up no other', async () => {
    const [refused, other] = ['acme-pr-1-refused', 'acme-pr-1-other'];
    const place = { region: 'eu-west-1', versioning: 'Enabled' } as const;
    const signed = await signedIn({
      s3: {
        pace: { listMs: 25, deleteMs: 60 },
        buckets: [
          { ...place, name: refused, objects: [{ key: 'a', at: '-90d' }] },
          { ...place, name: other, bulk: { versions: 5000, perKey: 5, at: '-90d' } },
        ],
      },
      faults: [fault('throttle', 'S3.DeleteObjects', { target: refused, times: 1 })],
    });
    const began = signed.aws.clock.now().getTime();
    const ended = new Map<string, number>();
    const empty = async (name: string) => {
      await s3Bucket.steps.empty?.(await theOne(s3Bucket, name, signed), signed.step());
      ended.set(name, signed.aws.clock.now().getTime() - began);
    };
    await Promise.all([empty(refused), empty(other)]);
    // A pause of the whole region would take a second.
    expect(ended.get(other)).toBeLessThan(800);
    expect(signed.aws.requests.filter(({ status }) => status >= 400)).toHaveLength(1);
  });

  it('finds out how much less another one takes', { timeout: 60_000 }, async () => {
    // How long a refused call waits is drawn, so one bucket alone says little.
    const speeds: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const { seconds, refused } = await emptied(30_000, { deleteMs: 60, keysPerSecond: 1500 });
      expect(refused).toBeLessThan(30);
      speeds.push(30_000 / seconds);
    }
    const mean = speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length;
    expect(mean).toBeGreaterThan(0.6 * 1500);
  });
});
