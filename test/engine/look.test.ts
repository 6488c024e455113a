import { createSimulatedAws } from 'simulated-aws';
import { describe, expect, it } from 'vitest';
import {
  asMember,
  emptyAccount,
  numbered,
  organizationOf,
  sweeper,
} from '../account/organization.ts';
import { smallAccount } from '../e2e/small-account.ts';
import { anEngine } from './a-task.ts';

const account = '123456789012';

describe('the tasks of an engine', () => {
  it('look at all accounts, and say which are open and which could not be read', async () => {
    const [full, empty, closed] = ['200000000001', '200000000002', '200000000003'] as const;
    const { aws } = organizationOf([
      asMember(numbered(smallAccount(), full)),
      asMember(emptyAccount(empty)),
      { data: emptyAccount(closed) },
    ]);
    const engine = anEngine(aws, { accounts: { role: sweeper, accounts: [full, empty, closed] } });
    expect(await engine.answer('look')).toMatchObject({
      accounts: 2,
      open: [full],
      unread: [{ account: closed, code: 'ROLE_REFUSED' }],
      because: null,
    });
  });

  it('tell a plan without steps, and one that a rail of the config forbids, as what they are', async () => {
    const aws = createSimulatedAws(smallAccount());
    const kept = anEngine(aws, { accounts: [account], config: { keep: ['*'] } });
    expect(await kept.answer('plan', account)).toMatchObject({ next: 'nothing', steps: 0 });
    const bounded = anEngine(aws, { accounts: [account], config: { maxDeletions: 1 } });
    expect(await bounded.answer('plan', account)).toMatchObject({
      next: 'refused',
      because: 'TOO_MANY_DELETIONS',
    });
  });

  it('refuse a sweep that nobody planned, and words that are no task', async () => {
    const engine = anEngine(createSimulatedAws(smallAccount()), { accounts: [account] });
    await expect(engine.answer('sweep', account)).rejects.toThrow('has no plan of account');
    await expect(engine.answer('sweep', 'all')).rejects.toThrow('is no task');
  });
});
