import { describe, expect, it } from 'vitest';
import { aBucket, aDistribution, aFunction, anEdgeFunction } from '../plan/builders.ts';
import { awsError } from './fake-account.ts';
import { aWorld, endingOf, endings, start } from './world.ts';

const used = { usedBy: ['cloudfront-distribution:E1'] };
const aSite = () => [aDistribution('E1'), aFunction('fn', used), aBucket('assets', used)];
const minutes = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 60_000;

describe('stopping a sweep', () => {
  it('lets what runs finish and parks the rest', async () => {
    const world = await aWorld([...aSite(), aDistribution('E2')]);
    world.account.answer('disable E1', () => {
      world.controller.abort();
      return { result: 'done' };
    });
    const result = await world.sweep(world.plan());
    expect(result.interrupted).toBe(true);
    expect(endingOf(result, 'disable:E1')).toMatchObject({ outcome: 'done' });
    expect(endingOf(result, 'disable:E2')).toMatchObject({ outcome: 'done' });
    expect(endingOf(result, 'settle:E1')).toMatchObject({
      outcome: 'parked',
      reason: 'interrupted',
    });
    expect(endingOf(result, 'delete:assets')).toMatchObject({ outcome: 'parked' });
    expect(world.account.acts).not.toContain('poll');
  });

  it('wakes those that wait', async () => {
    const world = await aWorld(aSite());
    void world.clock.sleep(60_000).then(() => world.controller.abort());
    const result = await world.sweep(world.plan());
    expect(endingOf(result, 'settle:E1')).toMatchObject({
      outcome: 'parked',
      reason: 'interrupted',
    });
    expect(minutes(start, world.clock.now())).toBe(1);
  });

  it('does not wait for a look that nobody needs any more', async () => {
    const world = await aWorld([aFunction('fn')], { lookMs: 600_000 });
    void world.clock.sleep(1_000).then(() => world.controller.abort());
    const result = await world.sweep(world.plan());
    expect(endings(result)).toEqual(['delete:fn parked interrupted']);
    expect(world.account.acts).toEqual([]);
  });

  it('ends emptying between two calls', async () => {
    const world = await aWorld([aBucket('assets')], { actMs: 3_600_000 });
    void world.clock.sleep(60_000).then(() => world.controller.abort());
    const result = await world.sweep(world.plan());
    expect(endings(result)).toEqual([
      'empty:assets parked interrupted',
      'delete:assets parked waits-for-parked',
    ]);
    expect(minutes(start, world.clock.now())).toBe(1);
  });

  it('starts nothing new after --timeout', async () => {
    const world = await aWorld(aSite());
    const result = await world.sweep(world.plan(), { timeoutMs: 120_000 });
    expect(endingOf(result, 'settle:E1')).toMatchObject({ outcome: 'parked', reason: 'timeout' });
    expect(endingOf(result, 'delete:fn')).toMatchObject({
      outcome: 'parked',
      reason: 'waits-for-parked',
    });
    expect(result.interrupted).toBe(false);
  });

  it('happens by itself when the credentials are over', async () => {
    const world = await aWorld([...aSite(), aDistribution('E2')]);
    world.account.answer('delete E1', awsError('ExpiredTokenException'));
    world.account.answer('delete E2', {
      result: 'wait',
      reason: 'propagating',
      retryAfterSeconds: 15,
    });
    const result = await world.sweep(world.plan());
    expect(endingOf(result, 'delete:E1')).toMatchObject({
      outcome: 'failed',
      reason: 'expired-credentials',
    });
    expect(endingOf(result, 'delete:E2')).toMatchObject({
      outcome: 'held',
      reason: 'expired-credentials',
    });
    expect(endingOf(result, 'delete:fn')).toMatchObject({ outcome: 'held' });
  });
});

describe('what must wait', () => {
  it('is parked with --no-wait, and what has settled meanwhile goes on', async () => {
    const world = await aWorld(aSite());
    const first = await world.sweep(world.plan(), { noWait: true });
    expect(endingOf(first, 'settle:E1')).toMatchObject({
      outcome: 'parked',
      reason: 'propagating',
      retryAfter: expect.any(String),
    });
    expect(endingOf(first, 'delete:assets')).toMatchObject({
      outcome: 'parked',
      retryAfter: expect.any(String),
    });
    expect(minutes(start, world.clock.now())).toBeLessThan(0.5);
    await world.clock.advance(600_000);
    expect((await world.sweep(world.plan(), { noWait: true })).summary).toMatchObject({ done: 6 });
  });

  it('is parked at once where replicas have no time, with a time to try again', async () => {
    const world = await aWorld([aDistribution('E1'), anEdgeFunction('edge', used)], {
      replicasMs: 3_600_000,
    });
    const result = await world.sweep(world.plan());
    expect(minutes(start, world.clock.now())).toBeLessThan(6);
    expect(endingOf(result, 'delete:edge')).toMatchObject({
      outcome: 'parked',
      reason: 'replicas',
    });
    expect(endingOf(result, 'delete:edge')?.retryAfter).toBe(
      new Date(world.clock.now().getTime() + 1_800_000).toISOString(),
    );
  });

  it('is parked at once with --no-wait, whatever AWS asks for', async () => {
    const world = await aWorld([aFunction('fn')]);
    world.account.answer('delete fn', {
      result: 'wait',
      reason: 'update-in-progress',
      retryAfterSeconds: 15,
    });
    expect(endings(await world.sweep(world.plan(), { noWait: true }))).toEqual([
      'delete:fn parked update-in-progress',
    ]);
  });

  it('is tried again for as long as --wait-edge says', async () => {
    const world = await aWorld([aDistribution('E1'), anEdgeFunction('edge', used)], {
      replicasMs: 300_000,
    });
    const result = await world.sweep(world.plan(), { waitEdgeMs: 600_000 });
    expect(endingOf(result, 'delete:edge')).toMatchObject({ outcome: 'done' });
  });

  it('is parked when it takes too long', async () => {
    const world = await aWorld([aDistribution('E1')], { settleMs: 24 * 3_600_000 });
    const result = await world.sweep(world.plan());
    expect(endingOf(result, 'settle:E1')).toMatchObject({
      outcome: 'parked',
      reason: 'propagating',
    });
    expect(minutes(start, world.clock.now())).toBeLessThan(92);
  });
});
