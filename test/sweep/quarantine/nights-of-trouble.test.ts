import type { Fault } from 'simulated-aws';
import { describe, expect, it } from 'vitest';
import { aSweepingAccount } from '../../account/sweeping.ts';
import { resourcesOf } from '../../e2e/account-bytes.ts';
import { aPreview, nightsOf, statesOf, writesOf } from './nights.ts';

const denied = (operation: string): Fault => ({ kind: 'deny', operation });

describe('in quarantine', { timeout: 120_000 }, () => {
  it('everything of three removed stages is gone in the second night after its time', async () => {
    const { data, leftovers } = aSweepingAccount();
    const nights = nightsOf(data);
    const left = () => {
      const there = resourcesOf(nights.aws.snapshot());
      return leftovers.filter((id) => there.has(id));
    };
    const before = resourcesOf(nights.aws.snapshot());
    for (const days of [1, 6]) {
      await nights.sweep();
      await nights.pass(days);
    }
    expect(left()).toEqual(leftovers);
    // Edge functions have copies at the edges for hours: they are parked, and go the next night.
    const first = await nights.sweep();
    expect(first.summary).toMatchObject({ failed: 0, held: 0, skipped: 0 });
    expect(left().length).toBeLessThan(leftovers.length);
    await nights.pass(1);
    const second = await nights.sweep();
    expect({ left: left(), states: Object.values(statesOf(second)) }).toEqual({
      left: [],
      states: Object.values(statesOf(second)).map(() => 'over'),
    });
    const after = resourcesOf(nights.aws.snapshot());
    expect([...after].filter(([id, bytes]) => before.get(id) !== bytes)).toEqual([]);
  });

  it('a night in which the account cannot be read ends no quarantine, and begins none anew', async () => {
    const story = aPreview();
    const nights = nightsOf(story.data);
    await nights.sweep();
    await nights.pass(1);
    nights.aws.setFaults([denied('CloudFront.ListFunctions'), denied('S3.ListObjectVersions')]);
    const from = nights.aws.requests.length;
    const broken = await nights.sweep();
    expect(broken.exitCode).toBe(3);
    expect(Object.values(statesOf(broken))).not.toContain('left');
    expect(writesOf(nights.aws, from)).toEqual([]);
    nights.aws.setFaults([]);
    await nights.pass(6.1);
    expect(new Set(Object.values(statesOf(await nights.sweep())))).toEqual(new Set(['over']));
  });

  it('what could not be disabled is not, and begins in the night in which it can be', async () => {
    const story = aPreview();
    const nights = nightsOf(story.data);
    nights.aws.setFaults([denied('CloudFront.UpdateDistribution')]);
    const first = await nights.sweep();
    expect(first.outcomes).toMatchObject([
      { resource: story.distribution, action: 'disable', outcome: 'failed' },
    ]);
    expect(statesOf(first)).not.toHaveProperty(story.distribution);
    expect(first.excluded.map(({ resource }) => resource)).not.toContain(story.distribution);
    nights.aws.setFaults([]);
    await nights.pass(1);
    const second = await nights.sweep();
    expect(statesOf(second)).toMatchObject({ [story.distribution]: 'begins', [story.fn]: 'waits' });
    await nights.pass(6.1);
    // The function's own time is over by now, and its distribution's is not.
    expect(statesOf(await nights.sweep())).toMatchObject({ [story.fn]: 'waits' });
    await nights.pass(1);
    expect(new Set(Object.values(statesOf(await nights.sweep())))).toEqual(new Set(['over']));
  });
});
