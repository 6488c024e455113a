import { describe, expect, it } from 'vitest';
import type { KindModule } from '../../src/kinds/kind-module.ts';
import { aDistribution } from '../plan/builders.ts';
import { awsError, type FakeAccount } from './fake-account.ts';
import { aWorld, endingOf, endings } from './world.ts';

/** The account's kinds, with a poll that fails as often as there are errors. */
function kindsWhosePollFails(
  account: FakeAccount,
  errors: readonly (Error | null)[],
): readonly KindModule[] {
  const left = [...errors];
  return account.kinds.map((module): KindModule => {
    const { poll } = module;
    if (!poll) return module;
    return {
      ...module,
      poll: async (...given) => {
        const error = left.shift();
        if (error) throw error;
        return poll(...given);
      },
    };
  });
}

const times = (count: number, name: string) => Array.from({ length: count }, () => awsError(name));
const allDone = ['disable:E1 done', 'settle:E1 done', 'delete:E1 done'];

describe('the poller', () => {
  it('goes on after a throttle or a dead connection', async () => {
    const world = await aWorld([aDistribution('E1')]);
    const kinds = kindsWhosePollFails(world.account, [
      ...times(2, 'Throttling'),
      ...times(2, 'ECONNRESET'),
    ]);
    expect(endings(await world.sweep(world.plan(), {}, { kinds }))).toEqual(allDone);
  });

  it('goes on however often that happens, as long as it gets through in between', async () => {
    const world = await aWorld([aDistribution('E1')]);
    const errors = [...times(4, 'Throttling'), null, ...times(4, 'Throttling')];
    const kinds = kindsWhosePollFails(world.account, errors);
    expect(endings(await world.sweep(world.plan(), {}, { kinds }))).toEqual(allDone);
  });

  it('ends with the error where that does not end', async () => {
    const world = await aWorld([aDistribution('E1')]);
    const kinds = kindsWhosePollFails(world.account, times(50, 'Throttling'));
    const result = await world.sweep(world.plan(), {}, { kinds });
    expect(endingOf(result, 'settle:E1')).toMatchObject({
      outcome: 'failed',
      reason: 'throttled',
      error: { code: 'Throttling' },
    });
  });

  it('ends at once where it may not look', async () => {
    const world = await aWorld([aDistribution('E1')]);
    const kinds = kindsWhosePollFails(world.account, times(1, 'AccessDenied'));
    const result = await world.sweep(world.plan(), {}, { kinds });
    expect(endingOf(result, 'settle:E1')).toMatchObject({ outcome: 'failed', reason: 'denied' });
    expect(endingOf(result, 'delete:E1')).toMatchObject({
      outcome: 'held',
      blockedBy: ['settle:E1'],
    });
  });

  it('stops the sweep when the credentials are over', async () => {
    const world = await aWorld([aDistribution('E1'), aDistribution('E2')]);
    const kinds = kindsWhosePollFails(world.account, times(1, 'ExpiredToken'));
    const result = await world.sweep(world.plan(), {}, { kinds });
    expect(endingOf(result, 'settle:E2')).toMatchObject({
      outcome: 'held',
      reason: 'expired-credentials',
    });
  });

  it('does not call gone what began to wait during its look', async () => {
    const world = await aWorld([aDistribution('E1'), aDistribution('E2')]);
    // E2 is disabled late, so it begins to wait while a look without it is under way.
    world.account.answer('disable E2', awsError('Throttling'), awsError('Throttling'));
    const kinds = world.account.kinds.map((module): KindModule => {
      const { poll } = module;
      if (!poll) return module;
      return {
        ...module,
        poll: async (ids, context) => {
          await world.clock.sleep(30_000);
          return poll(ids, context);
        },
      };
    });
    expect((await world.sweep(world.plan(), {}, { kinds })).summary).toMatchObject({
      done: 6,
      gone: 0,
    });
  });

  it('lets what nobody finds any more count as gone', async () => {
    const world = await aWorld([aDistribution('E1')]);
    void world.clock.sleep(60_000).then(() => world.account.items.clear());
    expect(endings(await world.sweep(world.plan()))).toEqual([
      'disable:E1 done',
      'settle:E1 gone',
      'delete:E1 gone',
    ]);
  });

  it('looks at its shortest interval again as soon as one is ready', async () => {
    const world = await aWorld([aDistribution('E1'), aDistribution('E2')]);
    world.account.answer('disable E2', ...times(4, 'Throttling'));
    const looked: number[] = [];
    const kinds = world.account.kinds.map((module): KindModule => {
      const { poll } = module;
      if (!poll) return module;
      return {
        ...module,
        poll: async (...given) => {
          looked.push(world.clock.now().getTime());
          return poll(...given);
        },
      };
    });
    await world.sweep(world.plan(), {}, { kinds });
    const gaps = looked.slice(1).map((at, index) => (at - (looked[index] ?? 0)) / 1000);
    expect(gaps[0]).toBe(15);
    expect(Math.max(...gaps)).toBe(30);
    expect(gaps).toContain(10);
  });
});
