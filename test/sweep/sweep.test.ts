import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import { aBucket, aDistribution, aFunction, anEdgeFunction, unattended } from '../plan/builders.ts';
import { awsError } from './fake-account.ts';
import { aWorld, endingOf, endings, start } from './world.ts';

const used = { usedBy: ['cloudfront-distribution:E1'] };
const aSite = () => [aDistribution('E1'), aFunction('fn', used), aBucket('assets', used)];
const minutes = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 60_000;

describe('a sweep', () => {
  it('deletes a whole site in the order that AWS accepts', async () => {
    const world = await aWorld(aSite());
    const result = await world.sweep(world.plan());
    expect(endings(result)).toEqual([
      'disable:E1 done',
      'settle:E1 done',
      'delete:E1 done',
      'empty:assets done',
      'delete:fn done',
      'delete:assets done',
    ]);
    expect(world.account.items.size).toBe(0);
    expect(result).toMatchObject({ interrupted: false, summary: { done: 6, failed: 0 } });
  });

  it('takes about as long for many distributions as for one, with one poller for all', async () => {
    const many = Array.from({ length: 200 }, (_, at) =>
      aDistribution(`E${at}`, { ofStages: [`acme/pr-${at}`] }),
    );
    const world = await aWorld(many);
    const result = await world.sweep(world.plan());
    expect(result.summary.done).toBe(600);
    expect(minutes(start, world.clock.now())).toBeLessThan(7);
    expect(world.account.acts.filter((act) => act === 'poll').length).toBeLessThan(20);
    expect(world.account.busy.most).toBeLessThanOrEqual(24);
  });

  it('disables everything before it deletes anything that waits for nothing', async () => {
    const world = await aWorld([
      aFunction('alone'),
      ...Array.from({ length: 24 }, (_, at) => aDistribution(`E${at}`)),
    ]);
    await world.sweep(world.plan());
    expect(world.account.acts.slice(0, 24).every((act) => act.startsWith('disable'))).toBe(true);
  });

  it('lets a failure hold back only what waits for it', async () => {
    const world = await aWorld([...aSite(), aFunction('other')]);
    world.account.answer('disable E1', awsError('InvalidArgument'));
    const result = await world.sweep(world.plan());
    expect(endings(result)).toEqual(
      [
        'disable:E1 failed invalid',
        'settle:E1 held waits-for-failed',
        'delete:E1 held waits-for-failed',
        'empty:assets held waits-for-failed',
        'delete:fn held waits-for-failed',
        'delete:other done',
        'delete:assets held waits-for-failed',
      ].sort((left, right) => endings(result).indexOf(left) - endings(result).indexOf(right)),
    );
    expect(endingOf(result, 'disable:E1')?.error).toEqual({
      code: 'InvalidArgument',
      message: 'InvalidArgument happened',
      requestId: 'r-1',
    });
    expect(endingOf(result, 'settle:E1')?.blockedBy).toEqual(['disable:E1']);
  });

  it('counts what is already gone as success', async () => {
    const world = await aWorld(aSite());
    const plan = world.plan();
    world.account.items.clear();
    const result = await world.sweep(plan);
    expect(result.summary).toMatchObject({ gone: 6, done: 0 });
    expect(world.account.acts).toEqual([]);
  });

  it('refuses a plan that is refused, and one of another account', async () => {
    const world = await aWorld(aSite());
    const refused = world.plan({ ...unattended, maxDeletions: 1 });
    await expect(world.sweep(refused)).rejects.toMatchObject({
      code: 'TOO_MANY_DELETIONS',
      exitCode: 6,
    });
    await expect(world.sweep({ ...world.plan(), account: '999999999999' })).rejects.toMatchObject({
      code: 'WRONG_ACCOUNT',
    });
    expect(world.account.looks.count).toBe(0);
  });

  it('shares one look at the account between all steps of a minute', async () => {
    const world = await aWorld(Array.from({ length: 50 }, (_, at) => aFunction(`fn-${at}`)));
    await world.sweep(world.plan());
    expect(world.account.looks.count).toBe(1);
  });

  it('looks anew once its view is a minute old', async () => {
    const world = await aWorld(aSite());
    await world.sweep(world.plan());
    expect(world.account.looks.count).toBe(2);
  });

  it("begins with the plan's own look where that is fresh", async () => {
    const world = await aWorld([aFunction('fn')]);
    const recent = await world.account.look();
    await world.sweep(world.plan(), {}, { recent });
    expect(world.account.looks.count).toBe(1);
    const later = await aWorld([aFunction('fn')]);
    await later.sweep(
      later.plan(),
      {},
      { recent: { ...(await later.account.look()), takenAt: new Date(start.getTime() - 61_000) } },
    );
    expect(later.account.looks.count).toBe(2);
  });

  it('rests nothing on a look that was old when it was ready, and parks where none is faster', async () => {
    const world = await aWorld([aFunction('fn')], { lookMs: 61_000 });
    const result = await world.sweep(world.plan());
    expect(endings(result)).toEqual(['delete:fn parked slow-look']);
    expect(result.outcomes[0]?.retryAfter).not.toBeNull();
    expect(world.account.acts).toEqual([]);
    const faster = await aWorld([aFunction('fn')], { lookMs: 59_000 });
    expect(endings(await faster.sweep(faster.plan()))).toEqual(['delete:fn done']);
  });

  it('looks again where something was only throttled, and takes what is still a leftover', async () => {
    const world = await aWorld([aFunction('fn')]);
    let looks = 0;
    const look = async () => {
      const seen = await world.account.look();
      if ((looks += 1) > 2) return seen;
      const findings = seen.findings.map((finding) => ({
        ...finding,
        verdict: 'unknown' as const,
        confidence: null,
        gaps: ['g1'],
      }));
      return { ...seen, findings, passingGaps: ['g1'] };
    };
    expect(endings(await world.sweep(world.plan(), {}, { look }))).toEqual(['delete:fn done']);
    expect(looks).toBe(3);
  });

  it('parks what stays unread, and skips at once what a denied read hides', async () => {
    const hidden = { verdict: 'unknown', confidence: null, gaps: ['g1'] } as const;
    const world = await aWorld([aFunction('fn')]);
    const plan = world.plan();
    world.account.change('cloudfront-function:fn', hidden);
    const look = (passingGaps: readonly string[]) => async () => ({
      ...(await world.account.look()),
      passingGaps,
    });
    expect(endings(await world.sweep(plan, {}, { look: look(['g1']) }))).toEqual([
      'delete:fn parked unread',
    ]);
    expect(endings(await world.sweep(plan, {}, { look: look([]) }))).toEqual([
      'delete:fn skipped verdict-changed',
    ]);
    expect(world.account.acts).toEqual([]);
  });

  it('passes a bug on and gives the lock back', async () => {
    const world = await aWorld([aDistribution('E1')]);
    const kinds = world.account.kinds.map(({ poll: _poll, ...module }) => module);
    await expect(world.sweep(world.plan(), {}, { kinds })).rejects.toThrow('cannot be polled');
    await expect(world.sweep(world.plan())).resolves.toBeDefined();
  });
});

describe('a second sweep', () => {
  it('ends what a killed one began, and does nothing twice', async () => {
    const world = await aWorld(aSite());
    // The first one dies between AWS's answer and its own note of it.
    world.account.answer('delete E1', () => {
      world.account.items.delete('cloudfront-distribution:E1');
      return new UserError('KILLED', 'The machine went down.');
    });
    await expect(world.sweep(world.plan())).rejects.toThrow('went down');
    const result = await world.sweep(world.plan());
    expect(result.summary).toMatchObject({ done: 3, failed: 0 });
    expect(world.account.items.size).toBe(0);
    expect(world.account.acts.filter((act) => act === 'disable E1')).toHaveLength(1);
  });

  it('runs the same plan again to the same end', async () => {
    const world = await aWorld(aSite());
    const plan = world.plan();
    world.account.answer('delete fn', awsError('AccessDenied', 403));
    expect((await world.sweep(plan)).summary).toMatchObject({ failed: 1 });
    const again = await world.sweep(plan);
    expect(again.summary).toMatchObject({ failed: 0, done: 1, gone: 5 });
  });
});

describe('a sweep that is killed', () => {
  // 2 disables, 2 deletions of distributions, 2 functions, a bucket in 2 steps, an edge function: 9 acts.
  const points = Array.from({ length: 9 }, (_, at) => at + 1).flatMap((count) => [
    { count, when: 'before' as const },
    { count, when: 'after' as const },
  ]);
  const findings = [
    ...aSite(),
    aDistribution('E2'),
    aFunction('fn-2', { usedBy: ['cloudfront-distribution:E2'] }),
    anEdgeFunction('edge', { usedBy: ['cloudfront-distribution:E2'] }),
  ];

  it.each(points)('$when its act $count is ended by the next one', async (point) => {
    const world = await aWorld(findings);
    world.account.onAct = (count, when) => {
      if (count === point.count && when === point.when)
        throw new UserError('KILLED', 'The machine went down.');
    };
    await expect(world.sweep(world.plan())).rejects.toThrow('went down');
    world.account.onAct = null;
    const before = world.account.acts.length;
    const result = await world.sweep(world.plan());
    expect(world.account.items.size).toBe(0);
    expect(result.summary).toMatchObject({ failed: 0, held: 0, parked: 0, skipped: 0 });
    const done = world.account.acts.slice(before).filter((act) => act.startsWith('delete'));
    expect(new Set(done).size).toBe(done.length);
  });
});
