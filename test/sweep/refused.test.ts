import { describe, expect, it } from 'vitest';
import { aBucket, aDistribution, aFunction } from '../plan/builders.ts';
import { awsError } from './fake-account.ts';
import { aWorld, endingOf, endings } from './world.ts';

const used = { usedBy: ['cloudfront-distribution:E1'] };
const aSite = () => [aDistribution('E1'), aFunction('fn', used), aBucket('assets', used)];

describe('what AWS refuses', () => {
  it('is tried again while it is only throttled', async () => {
    const world = await aWorld([aFunction('fn')]);
    world.account.answer(
      'delete fn',
      awsError('Throttling'),
      awsError('Throttling'),
      awsError('ECONNRESET'),
    );
    expect(endings(await world.sweep(world.plan()))).toEqual(['delete:fn done']);
    expect(world.account.acts).toHaveLength(4);
  });

  it('fails when it is throttled without an end', async () => {
    const world = await aWorld([aFunction('fn')]);
    world.account.answer('delete fn', ...Array.from({ length: 50 }, () => awsError('Throttling')));
    expect(endings(await world.sweep(world.plan()))).toEqual(['delete:fn failed throttled']);
    expect(world.account.acts.length).toBeLessThan(10);
  });

  it('is in use is tried again only while this sweep removes the user', async () => {
    const world = await aWorld(aSite());
    world.account.answer(
      'delete fn',
      ...Array.from({ length: 5 }, () => ({ result: 'in-use', message: 'Still.' }) as const),
    );
    expect(endingOf(await world.sweep(world.plan()), 'delete:fn')).toMatchObject({
      outcome: 'done',
    });
    const alone = await aWorld([aFunction('fn')]);
    alone.account.answer('delete fn', { result: 'in-use', message: 'By EOTHER.' });
    expect(endings(await alone.sweep(alone.plan()))).toEqual(['delete:fn failed in-use']);
  });

  it('is matched again on a newer view when the ETag was stale, three times at most', async () => {
    const world = await aWorld([aFunction('fn')]);
    world.account.answer(
      'delete fn',
      ...Array.from({ length: 3 }, () => ({ result: 'stale' }) as const),
    );
    expect(endings(await world.sweep(world.plan()))).toEqual(['delete:fn done']);
    expect(world.account.looks.count).toBe(4);
    const changing = await aWorld([aFunction('fn')]);
    changing.account.answer(
      'delete fn',
      ...Array.from({ length: 9 }, () => awsError('PreconditionFailed', 412)),
    );
    expect(endings(await changing.sweep(changing.plan()))).toEqual(['delete:fn failed stale']);
    expect(changing.account.acts).toHaveLength(4);
  });

  it('for good fails with its reason', async () => {
    const world = await aWorld([aFunction('fn')]);
    world.account.answer('delete fn', {
      result: 'refused',
      reason: 'pricing-plan',
      message: 'Subscribed.',
    });
    expect(endingOf(await world.sweep(world.plan()), 'delete:fn')).toMatchObject({
      outcome: 'failed',
      reason: 'pricing-plan',
      error: { code: 'pricing-plan', message: 'Subscribed.' },
    });
  });

  it('is told from which time on a write counts: 15 minutes after the bucket was let go', async () => {
    const departedAt = '2026-11-01T08:00:00.000Z';
    const world = await aWorld([aBucket('left', { departedAt }), aBucket('never-owned')]);
    const plan = world.plan();
    await world.sweep(plan);
    expect(world.account.newerThan.get('empty left')).toBe('2026-11-01T08:15:00.000Z');
    // Where no departure is known, a write after the plan is still a sign of life.
    expect(world.account.newerThan.get('empty never-owned')).toBe(plan.createdAt);
  });

  it('because something newer was written is skipped, like what it should have held', async () => {
    const world = await aWorld([aBucket('assets')]);
    world.account.answer('empty assets', {
      result: 'skipped',
      reason: 'newer-object',
      message: 'New.',
    });
    expect(endings(await world.sweep(world.plan()))).toEqual([
      'empty:assets skipped newer-object',
      'delete:assets skipped waits-for-skipped',
    ]);
  });

  it('with an error that nobody knows stops its branch only', async () => {
    const world = await aWorld([aFunction('fn'), aFunction('other')]);
    world.account.answer('delete fn', new TypeError('undefined is not a function'));
    expect(endings(await world.sweep(world.plan()))).toEqual([
      'delete:fn failed unknown',
      'delete:other done',
    ]);
  });

  it('as not there counts as gone only where the resource itself is not there', async () => {
    const world = await aWorld([aDistribution('E1')]);
    world.account.answer('disable E1', awsError('NoSuchCachePolicy', 404));
    expect(endingOf(await world.sweep(world.plan()), 'disable:E1')).toMatchObject({
      outcome: 'failed',
      reason: 'gone',
    });
    const gone = await aWorld([aFunction('fn')]);
    gone.account.answer('delete fn', () => {
      gone.account.items.clear();
      return awsError('NoSuchFunctionExists', 404);
    });
    expect(endings(await gone.sweep(gone.plan()))).toEqual(['delete:fn gone']);
  });
});
