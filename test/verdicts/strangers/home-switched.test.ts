import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { all, everythingOf, parameter, words } from './everything.ts';

describe('a stage that went on in another home soon after a killed deploy', () => {
  it.each([8, 20, 50])(
    'is not what that deploy of 4.10.0 made, %i minutes after it began to push',
    async (minutes) => {
      for (const then of ['removed', 'living'] as const) {
        const account = anAccount();
        const start = account.ago({ days: 40 });
        const { parts, ids } = everythingOf({ stage: 'beta', at: later(start, minutes * 60) });
        const stage = account
          .with(...parts)
          .home()
          .stage('acme', 'beta')
          .deploy(account.ago({ days: 60 }), [])
          .run({
            at: start,
            entries: [],
            completed: false,
            unlockedAt: account.ago({ days: 38 }),
            version: '4.10.0',
          });
        if (then === 'removed') stage.remove(account.ago({ days: 37 }));
        else stage.deploy(account.ago({ days: 37 }), [parameter]);
        expect(words(await verdicts(account, ids))).toEqual(all(ids, 'unknown'));
      }
    },
  );
});
