import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { describe, expect, it } from 'vitest';
import { resourcesOf } from '../e2e/account-bytes.ts';
import { smallAccount } from '../e2e/small-account.ts';
import { anEngine, sweepToEnd } from './a-task.ts';

const account = '123456789012';
const accounts = [account];
const anAws = (): SimulatedAws => createSimulatedAws(smallAccount());

describe('slices of a sweep', { timeout: 300_000 }, () => {
  it.each(['before', 'after'] as const)(
    'that are killed at any write, %s AWS applies it, are repeated and end in the same account',
    async (when) => {
      const undisturbed = anAws();
      const goal = anEngine(undisturbed, { accounts });
      await goal.answer('plan', account);
      await sweepToEnd(goal, account, undisturbed.clock);
      const wanted = resourcesOf(undisturbed.snapshot());
      const ends: unknown[] = [];
      for (const slice of [1, 2]) {
        for (let at = 1; ; at += 1) {
          const aws = anAws();
          const engine = anEngine(aws, { accounts });
          await engine.answer('plan', account);
          if (slice === 2) {
            await engine.answer('sweep', account);
            await aws.clock.sleep(300_000);
          }
          engine.killNext({ at, when });
          const { next } = await sweepToEnd(engine, account, aws.clock);
          if (!engine.died()) break;
          ends.push({ next, left: resourcesOf(aws.snapshot()) });
        }
      }
      expect(ends.length).toBeGreaterThan(2);
      expect(ends).toEqual(ends.map(() => ({ next: 'done', left: wanted })));
    },
  );
});
