import { describe, expect, it } from 'vitest';
import { durations } from '../../../src/model/times.ts';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';
import type { RunOptions } from '../../account/stage.ts';
import { erase, say } from '../attacks/asking.ts';
import { giveUp, removed } from './given.ts';

const given = (at = 20) => {
  const account = anAccount();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: at }) });
  const home = account.with(site).home();
  return { account, site, home, id: site.distributions[0].id };
};

describe('row 6: an abandoned stage', () => {
  it.each([
    ['locked 30 hours ago', { hours: 30 }, 'leftover certain (11)'],
    ['locked 20 hours ago', { hours: 20 }, 'busy (6)'],
  ])('%s', async (_, ago, expected) => {
    const { account, site, home, id } = given();
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .run({ at: account.ago(ago), command: 'remove', completed: false });
    // Of today the killed run is unfinished too: only what is a day old says something of the lock.
    expect(say(await looking(account, giveUp('pr-1')), id)).toBe(expected);
  });

  it('whose state was written since its lock is busy for a day from then on', async () => {
    const { account, site, home, id } = given();
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .run({
        at: account.ago({ days: 3 }),
        command: 'remove',
        completed: false,
        entries: site.entries,
        lasts: 2.5 * 24 * 3600,
      });
    expect(say(await looking(account, giveUp('pr-1')), id)).toBe('busy (6)');
  });

  it('with old pending operations is busy no more, and any other stage is', async () => {
    const { account, site, home, id } = given();
    home.stage('acme', 'pr-1').deploy(account.ago({ days: 20 }), site.entries, { pending: 1 });
    const other = aSite({ app: 'acme', stage: 'pr-2', at: account.ago({ days: 20 }) });
    account.with(other);
    removed(account, home, other.entries, 'pr-2').run({
      at: account.ago({ days: 2 }),
      completed: false,
    });
    const looked = await looking(account, giveUp('pr-1'));
    expect(say(looked, id)).toBe('leftover certain (11)');
    expect(say(looked, other.distributions[0].id)).toBe('busy (6)');
  });
});

describe('row 6: a run of today', () => {
  const after = async (run: Partial<RunOptions>, ago = { hours: 5 }) => {
    const { account, site, home, id } = given();
    removed(account, home, site.entries).run({ at: account.ago(ago), ...run });
    // The lock's versions are gone: only the record is left.
    erase(home, 'lock/');
    return say(await looking(account), id);
  };

  it('that is finished is over', async () => {
    const { account, site, home, id } = given();
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ hours: 5 }));
    expect(say(await looking(account), id)).toBe('leftover certain (11)');
  });

  it('that is unfinished, of 3.4.0 or later, and wrote no state never began', async () => {
    expect(await after({ completed: false, version: '3.4.0' })).not.toBe('busy (6)');
  });

  it('that was unlocked by force may still be at work, whatever it wrote', async () => {
    const unlockedAt = anAccount().ago({ hours: 4 });
    expect(await after({ completed: false, unlockedAt })).toBe('busy (6)');
  });

  it.each([
    ['of a version before 3.4.0', { version: '3.3.44' }],
    ['of no version that anybody knows', { version: 'dev' }],
    ['a `remove` of a stage that has a state', { version: '3.3.44', command: 'remove' }],
  ] as const)('that is unfinished, %s, is not over', async (_, run) => {
    expect(await after({ completed: false, ...run })).toBe('busy (6)');
  });

  it.each([
    ['remove', false],
    ['deploy', true],
  ] as const)('is a `%s` of a stage without state: busy is %s', async (command, busy) => {
    const { account, home, id } = given();
    home
      .stage('acme', 'pr-1')
      .run({ at: account.ago({ hours: 5 }), command, completed: false, version: '3.3.44' });
    erase(home, 'lock/');
    expect(say(await looking(account), id) === 'busy (6)').toBe(busy);
  });

  it('whose record does not parse may still be at work', async () => {
    const { account, site, home, id } = given();
    const stage = removed(account, home, site.entries);
    stage.object({
      key: 'update/acme/pr-1/0123456789abcdef.json',
      at: account.ago({ hours: 5 }),
      body: '{"command":',
    });
    expect(say(await looking(account), id)).toBe('busy (6)');
  });

  it('that only its lock tells of is no record of a run', async () => {
    const { account, site, home, id } = given();
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ hours: 5 }));
    erase(home, 'update/');
    expect(say(await looking(account), id)).toBe('unknown (8)');
  });
});

describe('row 6: a stack', () => {
  const withStack = (status: string, deletedAt: string | null) => {
    const { account, id } = given(90);
    account.data.cloudfront.distributions = [{ id, modifiedAt: account.ago({ days: 90 }) }];
    account.with({
      distributions: [
        {
          id: 'ETAGGED00000001',
          modifiedAt: account.ago({ days: 90 }),
          tags: { 'sst:app': 'legacy', 'sst:stage': 'pr-5' },
        },
      ],
      stacks: [
        {
          name: 'pr-5-legacy-Site',
          region: 'us-east-1',
          status,
          createdAt: account.ago({ days: 100 }),
          ...(deletedAt === null ? {} : { deletedAt }),
          tags: { 'sst:app': 'legacy', 'sst:stage': 'pr-5' },
          resources: [
            { logicalId: 'D', physicalId: id, type: 'AWS::CloudFront::Distribution', status },
          ],
        },
      ],
    });
    return { account, id };
  };

  it('in progress makes busy what it does not name', async () => {
    const { account } = withStack('UPDATE_IN_PROGRESS', null);
    expect(say(await looking(account), 'ETAGGED00000001')).toBe('busy (6)');
  });

  it('that was deleted minutes ago makes busy what it listed', async () => {
    const { account, id } = withStack('DELETE_COMPLETE', anAccount().ago({ minutes: 3 }));
    expect(say(await looking(account), id)).toBe('busy (6)');
  });
});

describe('row 6: too young', () => {
  it('is what history names for five minutes, not for an hour', async () => {
    const { account, site, home, id } = given();
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ minutes: 20 }));
    expect(say(await looking(account), id)).toBe('leftover certain (11)');
  });

  it('is as the flag says, in place of both', async () => {
    const { account, site, home, id } = given();
    removed(account, home, site.entries);
    const options = { match: { olderThanMs: 5 * durations.dayMs } };
    expect(say(await looking(account, options), id)).toBe('busy (6)');
  });
});
