import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { say } from '../attacks/asking.ts';
import { beginning, betweenPushes, cutShort, unused } from './given.ts';

const given = (at = 20) => {
  const account = anAccount();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: at }) });
  return { account, site, home: account.home() };
};

describe('row 15', () => {
  /** A removed stage whose history does not begin with a deploy: it is not complete. A killed one made things. */
  const strays = () => {
    const { account, home } = given();
    const stage = home.stage('acme', 'pr-1').run(beginning(account)).run(cutShort(account, 20));
    const at = betweenPushes(account, 20);
    const { distributions, functions } = aSite({ app: 'acme', stage: 'pr-1', at });
    const [{ name, ...bucket }] = aUserBucket({ app: 'acme', stage: 'pr-1', at }).buckets;
    account.with({
      distributions,
      functions,
      buckets: [{ ...bucket, name, tags: {}, objects: [] }],
    });
    return { account, stage, distributions, id: name };
  };

  it('tags and whole names tell of a removed stage, and of no other', async () => {
    const { account, stage, distributions, id } = strays();
    const living = await looking(account);
    expect(distributions.map((each) => say(living, each.id))).toEqual(['unknown (16)']);
    stage.remove(account.ago({ days: 3 }));
    const gone = await looking(account);
    expect(distributions.map((each) => say(gone, each.id))).toEqual(['leftover low (15)']);
    expect(say(gone, id)).toBe('leftover low (15)');
  });

  it('a sign of an unseen home leaves it unknown', async () => {
    const { account, stage, id } = strays();
    stage.remove(account.ago({ days: 3 }));
    const tags = { 'sst:app': 'acme', 'sst:stage': 'pr-1' };
    account.with({
      distributions: [{ id: 'ETAGGED00000001', modifiedAt: account.ago({ days: 1 }), tags }],
    });
    expect(say(await looking(account), id)).toBe('unknown (16)');
  });

  it.each([
    ['complete', 'deploy', 'unknown (16)'],
    ['partial', 'refresh', 'unknown (16)'],
  ] as const)(
    'what a %s history never owned, made while two homes were at work, may be the other’s',
    async (_, command, expected) => {
      const { account, home } = given();
      const at = betweenPushes(account, 20);
      const { distributions, functions } = aSite({ app: 'acme', stage: 'pr-1', at });
      account.with({ distributions, functions });
      home
        .stage('acme', 'pr-1')
        .run({ ...beginning(account), command })
        .run(cutShort(account, 20))
        .remove(account.ago({ days: 3 }));
      account
        .home('eu-west-1')
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 20, minutes: 1 }), [])
        .remove(account.ago({ days: 3 }));
      expect(say(await looking(account), distributions[0].id)).toBe(expected);
    },
  );

  it('history may have owned a guarded kind, complete or not', async () => {
    const { account, site, home } = given();
    site.functions[0].modifiedAt = account.ago({ days: 6 });
    const { functions } = aSite({
      app: 'acme',
      stage: 'pr-1',
      seed: 's',
      at: account.ago({ days: 19 }),
    });
    account.with(unused(site), { functions });
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .run(cutShort(account, 4))
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), site.functions[0].name)).toBe('leftover low (15)');
  });

  it('a guarded kind may be older than the states that are left', async () => {
    const { account, site, home } = given(25);
    site.functions[0].modifiedAt = account.ago({ days: 6 });
    account.with(unused(site));
    home
      .stage('acme', 'pr-1')
      .run({ at: account.ago({ days: 30 }), command: 'refresh' })
      .deploy(account.ago({ days: 20 }), [])
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), site.functions[0].name)).toBe('leftover low (15)');
  });
});
