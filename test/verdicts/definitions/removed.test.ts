import { describe, expect, it } from 'vitest';
import type { AccountBuilder } from '../../account/account.ts';
import { anAccount } from '../../account/account.ts';
import { looking, said } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';
import { erase } from '../attacks/asking.ts';
import { giveUp } from './given.ts';

const tags = { 'sst:app': 'acme', 'sst:stage': 'pr-1' };

const given = () => {
  const account = anAccount();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
  const home = account.home();
  return { account, site, home, stage: home.stage('acme', 'pr-1') };
};

/** What the report says of the stage, where its state is kept. */
async function status(account: AccountBuilder, options = {}) {
  const { stages } = await looking(account, options);
  return stages.filter(({ stage }) => stage === 'pr-1').map((each) => each.status);
}

const aStack = (account: AccountBuilder, gone: string | null) => ({
  stacks: [
    {
      name: 'pr-1-acme-Site',
      region: 'us-east-1',
      status: gone === null ? 'UPDATE_COMPLETE' : 'DELETE_COMPLETE',
      createdAt: account.ago({ days: 80 }),
      ...(gone === null ? {} : { deletedAt: gone }),
      tags,
    },
  ],
});

describe('removed', () => {
  it('is a stage whose newest writer is a completed remove', async () => {
    const { account, stage, site } = given();
    stage
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ days: 9 }))
      // A refresh that wrote nothing takes nothing back.
      .run({ at: account.ago({ days: 5 }), command: 'refresh' });
    expect(await status(account)).toEqual(['removed']);
  });

  it.each([
    ['a deploy that emptied it', 'deploy', {}],
    ['a remove with errors', 'remove', { errors: [{ message: 'it failed' }] }],
    ['a remove that was killed', 'remove', { completed: false }],
  ] as const)('is none by %s', async (_, command, more) => {
    const { account, stage, site } = given();
    stage.deploy(account.ago({ days: 20 }), site.entries).run({
      at: account.ago({ days: 9 }),
      unlockedAt: account.ago({ days: 8 }),
      command,
      entries: [],
      ...more,
    });
    expect(await status(account)).toEqual(['unknown']);
  });

  it('is none by a remove that never came to its end, with its lock or without', async () => {
    const { account, home, stage, site } = given();
    stage
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ days: 9 }), { completed: false });
    erase(home, 'lock/');
    expect(await status(account)).toEqual(['unknown']);
  });

  it('is one without records, by its emptiness alone', async () => {
    const { account, home, stage, site } = given();
    stage.deploy(account.ago({ days: 20 }), site.entries).remove(account.ago({ days: 9 }));
    erase(home, 'update/');
    expect(await status(account)).toEqual(['removed']);
  });

  it('is none while a lock is held', async () => {
    const { account, stage } = given();
    stage
      .deploy(account.ago({ days: 20 }), [])
      .remove(account.ago({ days: 9 }))
      .run({ at: account.ago({ days: 5 }), command: 'refresh', completed: false });
    expect(await status(account, giveUp('pr-1'))).toEqual(['abandoned']);
    const looked = await looking(account);
    expect(looked.stages.map(({ removedAt }) => removedAt)).toEqual([null]);
  });

  it('is none that holds a component, or in one home of several', async () => {
    const { account, stage } = given();
    stage.remove(account.ago({ days: 9 }), {
      entries: [
        {
          type: 'random:index/id:Id',
          name: 'X',
          under: [['sst:aws:Nextjs', 'Web']],
          external: true,
        },
      ],
    });
    const { stages } = await looking(account);
    expect(stages.map((each) => [each.status, each.removedAt])).toEqual([['live', null]]);
    const second = given();
    second.stage
      .deploy(second.account.ago({ days: 20 }), [])
      .remove(second.account.ago({ days: 9 }));
    second.account
      .home('eu-west-1')
      .stage('acme', 'pr-1')
      .deploy(second.account.ago({ days: 15 }), second.site.entries);
    expect(await status(second.account)).toEqual(['live', 'unknown']);
  });

  it('is none whose checkpoint does not parse, or was deleted', async () => {
    const { account, stage } = given();
    stage.deploy(account.ago({ days: 20 }), []).remove(account.ago({ days: 9 }));
    const key = 'app/acme/pr-1.json';
    stage.object({ key, at: account.ago({ days: 9, minutes: -2 }), body: '{}' });
    expect(await status(account)).toEqual(['unknown']);
    stage.object({ key, at: account.ago({ days: 9, minutes: -2 }), deleteMarker: true });
    expect(await status(account)).toEqual(['unknown']);
  });

  it('is none of which another home has nothing left but a lock’s key', async () => {
    const { account, stage } = given();
    stage.deploy(account.ago({ days: 20 }), []).remove(account.ago({ days: 9 }));
    expect(await status(account)).toEqual(['removed']);
    const purged = account.home('eu-west-1');
    purged.stage('acme', 'pr-1').deploy(account.ago({ days: 30 }), []);
    erase(purged, 'app/');
    erase(purged, 'update/');
    expect(await status(account)).not.toContain('removed');
  });

  it('is none while a stack of its tags stands, and is gone when the last of them is', async () => {
    const { account, stage } = given();
    stage.deploy(account.ago({ days: 20 }), []).remove(account.ago({ days: 9 }));
    account.with(aStack(account, null));
    expect(await status(account)).toEqual(['live', 'unknown']);
    account.data.cloudformation = aStack(account, account.ago({ days: 4 }));
    const { stages } = await looking(account);
    expect(stages.map((each) => each.status)).toEqual(['removed', 'removed']);
    const gone = account.ago({ days: 4 });
    expect(stages.map(({ removedAt }) => removedAt)).toEqual([gone, gone]);
  });

  it('lives on in a stack of its tags', async () => {
    const { account, stage, site } = given();
    account.with(site, aStack(account, null));
    stage.deploy(account.ago({ days: 20 }), site.entries).remove(account.ago({ days: 9 }));
    const finding = (await looking(account)).of(site.distributions[0].id);
    expect([said(finding), finding.stageLivesOn]).toEqual(['leftover certain (11)', true]);
  });

  it('is a v2 stage whose stacks are gone, but for one that runs of v3 have begun', async () => {
    const { account, home } = given();
    account.with(aStack(account, account.ago({ days: 60 })));
    expect(await status(account)).toEqual(['removed']);
    home.stage('acme', 'pr-1').run({
      at: account.ago({ days: 9 }),
      completed: false,
      unlockedAt: account.ago({ days: 8 }),
    });
    expect(await status(account)).toEqual(['unknown', 'unknown']);
  });
});

describe('never finished', () => {
  it('is a stage whose runs never completed and never wrote a state', async () => {
    const { account, stage } = given();
    const killed = {
      at: account.ago({ days: 9 }),
      completed: false,
      unlockedAt: account.ago({ days: 8 }),
    };
    stage.run(killed);
    expect(await status(account)).toEqual(['unfinished']);
    stage.run({ ...killed, at: account.ago({ days: 7 }), completed: true });
    expect(await status(account)).toEqual(['unknown']);
  });

  it('is none with a state, or with a stack', async () => {
    const { account, stage, home } = given();
    const killed = {
      at: account.ago({ days: 9 }),
      completed: false,
      unlockedAt: account.ago({ days: 8 }),
    };
    stage.run(killed);
    account.with(aStack(account, account.ago({ days: 60 })));
    expect(await status(account)).toEqual(['unknown', 'unknown']);
    const other = given();
    other.stage.run({ ...killed, entries: [] });
    expect(await status(other.account)).toEqual(['unknown']);
    erase(home, 'update/');
  });

  it('is none with a record that cannot be read', async () => {
    const { account, stage } = given();
    stage.object({ key: 'update/acme/pr-1/0a.json', at: account.ago({ days: 9 }), body: '{' });
    expect(await status(account)).toEqual(['unknown']);
  });
});

describe('abandoned', () => {
  const living = () => {
    const { account, site, home, stage } = given();
    account.with(site);
    stage
      .deploy(account.ago({ days: 20 }), site.entries)
      .deploy(account.ago({ days: 9 }), site.entries);
    return { account, home };
  };

  it('is what the word names with its newest update, and ends with the next', async () => {
    const { account } = living();
    const { stages } = await looking(account);
    const update = stages[0]?.lastRun?.id ?? '';
    expect(await status(account, giveUp('pr-1', { update }))).toEqual(['abandoned']);
    expect(await status(account, giveUp('pr-1', { update: 'another' }))).toEqual(['live']);
  });

  it('is no other stage, no other app', async () => {
    const { account } = living();
    expect(await status(account, giveUp('pr-2'))).toEqual(['live']);
    const abandon = [{ bucket: null, app: 'other', stage: 'pr-1', update: null }];
    expect(await status(account, { match: { abandon } })).toEqual(['live']);
  });

  it('needs the bucket’s name where no bootstrap names the home', async () => {
    const { account, site } = given();
    account.with(site);
    const { bucket } = account.home('eu-west-1', { registered: false });
    const home = account.home('eu-west-2', { registered: false });
    home.stage('acme', 'pr-1').deploy(account.ago({ days: 20 }), site.entries);
    expect(await status(account, giveUp('pr-1'))).toEqual(['live']);
    expect(await status(account, giveUp('pr-1', { bucket: bucket.name }))).toEqual(['live']);
    expect(await status(account, giveUp('pr-1', { bucket: home.bucket.name }))).toEqual([
      'abandoned',
    ]);
  });
});
