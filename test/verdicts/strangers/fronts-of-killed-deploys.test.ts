import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { aSite } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { asked, verdicts } from '../traps/telling.ts';
import { all, everythingOf } from './everything.ts';

describe('what a killed deploy made beside a distribution of its own', () => {
  const killed = (then: 'removed' | 'living') => {
    const account = anAccount();
    const start = account.ago({ days: 40 });
    const made = everythingOf({ stage: 'pr-1', at: later(start, 90) });
    const live = aSite({
      app: 'acme',
      stage: 'pr-1',
      component: 'Docs',
      at: account.ago({ days: 60 }),
    });
    const { distribution, bucket, lambda } = made.ids;
    account.with(...made.parts, ...(then === 'living' ? [live] : []));
    const stage = account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 60 }), live.entries)
      .run({
        at: start,
        entries: live.entries,
        completed: false,
        unlockedAt: account.ago({ days: 39 }),
      });
    if (then === 'living') stage.deploy(account.ago({ days: 9 }), live.entries);
    else stage.remove(account.ago({ days: 9 }));
    asked(account, live.distributions[0].id);
    return { account, ids: { distribution, bucket, lambda } };
  };

  it.each(['removed', 'living'] as const)(
    'takes over its verdict, while its stage is %s',
    async (then) => {
      const { account, ids } = killed(then);
      asked(account, ids.distribution);
      expect(await verdicts(account, ids)).toEqual({
        distribution: 'unknown (8)',
        bucket: 'unknown (5)',
        lambda: 'unknown (5)',
      });
    },
  );

  it('takes over its verdict by its name, where the distribution was only changed since', async () => {
    const { account, ids } = killed('living');
    const changed = account.data.cloudfront.distributions.find(({ id }) => id === ids.distribution);
    if (changed) changed.modifiedAt = later(account.ago({ days: 9 }), 60);
    const other = aServer({
      app: 'acme',
      stage: 'pr-1',
      at: later(account.ago({ days: 40 }), 90),
    });
    account.with(other);
    const api = `us-east-1:${other.lambdas[0].name}`;
    expect(await verdicts(account, { ...ids, api })).toEqual({
      distribution: 'unknown (16)',
      bucket: 'unknown (5)',
      lambda: 'unknown (5)',
      api: 'leftover high (12)',
    });
  });

  it.each(['removed', 'living'] as const)(
    'is a leftover where that one is, while its stage is %s',
    async (then) => {
      const { account, ids } = killed(then);
      expect(await verdicts(account, ids)).toEqual(all(ids, 'leftover high (12)'));
    },
  );
});
