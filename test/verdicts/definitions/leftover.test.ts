import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { say } from '../attacks/asking.ts';
import { cutShort, giveUp, unused } from './given.ts';

const given = (at = 20) => {
  const account = anAccount();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: at }) });
  return { account, site, home: account.home(), id: site.distributions[0].id };
};

describe('row 11', () => {
  it('what left a stage in a completed deploy stays gone from it, when a later one was killed', async () => {
    const { account, site, home, id } = given();
    account.with(site);
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .deploy(account.ago({ days: 9 }), [])
      .run({ at: account.ago({ days: 8 }), completed: false, entries: [] })
      .unlock(account.ago({ days: 7 }));
    expect(say(await looking(account), id)).toBe('leftover high (11)');
  });

  it('what left a stage proves nothing once its state is deleted', async () => {
    const { account, site, home, id } = given();
    account.with(site);
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .deploy(account.ago({ days: 9 }), [])
      .object({ key: 'app/acme/pr-1.json', at: account.ago({ days: 5 }), deleteMarker: true });
    expect(say(await looking(account), id)).toBe('unknown (16)');
  });

  it('a departure from one home says nothing of what another, given up, has now', async () => {
    const { account, site, home, id } = given(90);
    account.with(site);
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 90 }), site.entries)
      .remove(account.ago({ days: 50 }));
    account
      .home('eu-west-1')
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 10 }), site.entries);
    expect(say(await looking(account, giveUp('pr-1')), id)).toBe('unknown (16)');
  });

  it('a deleted stack says nothing of what a state owned since', async () => {
    const { account, site, home } = given(90);
    const [{ name }] = site.functions;
    account.with(unused(site), {
      stacks: [
        {
          name: 'pr-1-acme-Site',
          region: 'us-east-1',
          status: 'DELETE_COMPLETE',
          createdAt: account.ago({ days: 91 }),
          deletedAt: account.ago({ days: 60 }),
          tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
          resources: [
            {
              logicalId: 'F',
              physicalId: name,
              type: 'AWS::CloudFront::Function',
              status: 'DELETE_COMPLETE',
            },
          ],
        },
      ],
    });
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 80 }), site.entries)
      .run(cutShort(account, 50))
      .remove(account.ago({ days: 49 }));
    expect(say(await looking(account), name)).toBe('leftover high (14)');
  });
});

describe('row 12', () => {
  /** A function that a killed deploy made five days ago, and what became of its stage. */
  const killed = (then: 'removed' | 'living' | 'not deployed since' | 'neither') => {
    const account = anAccount();
    const start = account.ago({ days: 5 });
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const lives = then === 'living' || then === 'not deployed since';
    const entries = lives ? site.entries : [];
    const made = aSite({ app: 'acme', stage: 'pr-1', seed: 'stray', at: later(start, 60) });
    account.with({ functions: made.functions }, lives ? site : {});
    const stage = account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), entries)
      .run({ at: start, completed: false, unlockedAt: later(start, 3600), entries });
    if (then === 'removed') stage.remove(account.ago({ days: 3 }));
    if (then === 'living') stage.deploy(account.ago({ days: 3 }), entries);
    return { account, stage, entries, made, start, name: made.functions[0].name };
  };

  it.each([
    ['removed', 'leftover high (12)'],
    ['living', 'leftover high (12)'],
    // The stage may have gone on in a home that AWS does not show.
    ['not deployed since', 'unknown (16)'],
    ['neither', 'unknown (16)'],
  ] as const)('what a killed deploy made in a stage that is %s', async (then, expected) => {
    const { account, name } = killed(then);
    expect(say(await looking(account), name)).toBe(expected);
  });

  it('a function’s making counts, not its last change', async () => {
    const { account, made, name } = killed('living');
    made.functions[0].modifiedAt = account.ago({ days: 2 });
    expect(say(await looking(account), name)).toBe('leftover high (12)');
  });

  it('what a completed deploy made is somebody’s', async () => {
    const { account, made, stage, entries, name } = killed('living');
    stage.deploy(account.ago({ days: 4 }), entries);
    made.functions[0].createdAt = later(account.ago({ days: 4 }), 60);
    made.functions[0].modifiedAt = made.functions[0].createdAt;
    expect(say(await looking(account), name)).toBe('unknown (16)');
  });

  it('a sign of an unseen home leaves it unknown', async () => {
    const { account, name } = killed('removed');
    const tags = { 'sst:app': 'acme', 'sst:stage': 'pr-1' };
    account.with({
      distributions: [{ id: 'ETAGGED00000001', modifiedAt: account.ago({ days: 1 }), tags }],
    });
    expect(say(await looking(account), name)).toBe('unknown (16)');
  });

  it('what a state recorded after all is a matter of its departure', async () => {
    const { account, site, home } = given();
    const start = account.ago({ days: 15 });
    site.functions[0].createdAt = later(start, 60);
    site.functions[0].modifiedAt = later(start, 60);
    // Another that no state knows, so that history is read to its beginning.
    const { functions } = aSite({ app: 'acme', stage: 'pr-1', seed: 'stray', at: start });
    account.with(unused(site), { functions });
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), [])
      .run({ at: start, completed: false, unlockedAt: later(start, 3600), entries: site.entries })
      .run(cutShort(account, 9))
      .remove(account.ago({ days: 8 }));
    expect(say(await looking(account), site.functions[0].name)).toBe('leftover high (14)');
  });

  it('what another run may have recorded meanwhile is not sure', async () => {
    const { account, start, name } = killed('living');
    account
      .home('eu-west-1')
      .stage('acme', 'pr-1')
      .deploy(later(start, 1800), [])
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), name)).toBe('unknown (16)');
  });

  it('an unguarded kind’s name names no stage', async () => {
    const { account, start } = killed('living');
    const { buckets } = aUserBucket({ app: 'acme', stage: 'pr-1', at: later(start, 60) });
    account.with({ buckets: [{ ...buckets[0], tags: {}, objects: [] }] });
    expect(say(await looking(account), buckets[0].name)).toBe('unknown (16)');
  });
});

describe('row 14', () => {
  const stray = (at = 80) => {
    const { account, site, home } = given(90);
    account.with(site);
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 90 }), site.entries)
      .deploy(account.ago({ days: at }), site.entries);
    const { functions } = aSite({
      app: 'acme',
      stage: 'pr-1',
      seed: 'stray',
      at: account.ago({ days: at, minutes: -1 }),
    });
    account.with({ functions });
    return { account, home, functions, name: functions[0].name };
  };

  it.each([
    [8, 'leftover high (14)'],
    [6, 'unknown (16)'],
  ])('quiet is what has not changed for 7 days: %i days', async (days, expected) => {
    const { account, name } = stray(days);
    expect(say(await looking(account), name)).toBe(expected);
  });

  it('a sign of an unseen home leaves it unknown', async () => {
    const { account, name } = stray();
    const tags = { 'sst:app': 'acme', 'sst:stage': 'pr-1' };
    account.with({
      distributions: [{ id: 'ETAGGED00000001', modifiedAt: account.ago({ days: 99 }), tags }],
    });
    expect(say(await looking(account), name)).toBe('unknown (16)');
  });

  it('an unguarded kind is not judged by its name', async () => {
    const { account } = stray();
    const { buckets } = aUserBucket({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 80 }) });
    account.with({ buckets: [{ ...buckets[0], tags: {}, objects: [] }] });
    expect(say(await looking(account), buckets[0].name)).toBe('unknown (16)');
  });

  it('what another stage’s state owned is not of the stage that its name says', async () => {
    const { account, home, functions, name } = stray();
    home
      .stage('acme', 'pr-2')
      .deploy(account.ago({ days: 80 }), [
        { type: 'aws:cloudfront/function:Function', name: 'F', id: functions[0].name },
      ])
      .run(cutShort(account, 50, []));
    expect(say(await looking(account), name)).toBe('unknown (16)');
  });

  it.each([
    ['lives on', 'low', false],
    ['is removed', 'high', true],
  ])('an unproven departure from a stage that %s is %s', async (_, sure, gone) => {
    const { account, site, home } = given(90);
    const other = aSite({
      app: 'acme',
      stage: 'pr-1',
      component: 'Other',
      at: account.ago({ days: 90 }),
    });
    account.with(unused(site), other);
    const stage = home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 90 }), [...site.entries, ...other.entries])
      .run(cutShort(account, 50, other.entries));
    if (gone) stage.remove(account.ago({ days: 40 }));
    expect(say(await looking(account), site.functions[0].name)).toBe(`leftover ${sure} (14)`);
  });
});
