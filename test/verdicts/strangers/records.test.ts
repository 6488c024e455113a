import { describe, expect, it } from 'vitest';
import { anAccount, type HomeBuilder } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { giveUp } from '../definitions/given.ts';
import { verdicts } from '../traps/telling.ts';
import { all, everythingOf, parameter, words } from './everything.ts';

/** As `sst state edit`, `remove` and `repair` of 3.4.0 to before 3.7.0 leave it. */
function withoutCommand({ bucket }: HomeBuilder): void {
  for (const { key, body } of bucket.objects ?? []) {
    if (!key.startsWith('update/') || typeof body !== 'object' || Array.isArray(body)) continue;
    if (body['command'] === 'edit') body['command'] = '';
  }
}

describe('a record without a command', () => {
  it.each(['3.4.0', '3.6.19'])('of %s is of a run by hand, which hands over', async (version) => {
    for (const then of ['living', 'removed'] as const) {
      const account = anAccount();
      const place = { app: 'acme', stage: 'dev', at: account.ago({ days: 300 }) };
      const [uploads, api] = [aUserBucket(place), aServer(place)];
      const home = account.with(uploads, api).home();
      const stage = home
        .stage('acme', 'dev')
        .deploy(place.at, [...uploads.entries, ...api.entries, parameter], { version })
        .run({ at: account.ago({ days: 290 }), command: 'edit', entries: [parameter], version })
        .deploy(account.ago({ days: 280 }), [parameter], { version });
      if (then === 'removed') stage.remove(account.ago({ days: 9 }));
      withoutCommand(home);
      const ids = {
        bucket: uploads.buckets[0].name,
        lambda: `us-east-1:${api.lambdas[0].name}`,
        role: api.roles[0].name,
      };
      expect(words(await verdicts(account, ids))).toEqual(all(ids, 'unknown'));
    }
  });

  it.each([
    ['before the first deploy', 310, 'leftover certain (11)'],
    ['long before the removal', 290, 'leftover certain (11)'],
    ['after the removal', 8, 'unknown (8)'],
  ] as const)('is no gap: one %s', async (_, days, expected) => {
    const account = anAccount();
    const at = account.ago({ days: 300 });
    const site = aSite({ app: 'acme', stage: 'pr-1', at });
    const home = account.with(site).home();
    const stage = home.stage('acme', 'pr-1');
    const edit = (entries: typeof site.entries) =>
      stage.run({ at: account.ago({ days }), command: 'edit', entries, version: '3.6.19' });
    if (days > 300) edit([]);
    stage.deploy(at, site.entries);
    // What it edits is something else, and two deploys follow.
    if (days < 300 && days > 9) edit(site.entries);
    stage
      .deploy(account.ago({ days: 280 }), site.entries)
      .deploy(account.ago({ days: 270 }), site.entries)
      .remove(account.ago({ days: 9 }));
    if (days < 9) edit([]);
    withoutCommand(home);
    expect(await verdicts(account, { distribution: site.distributions[0].id })).toEqual({
      distribution: expected,
    });
  });
});

describe('a run whose record says that it completed, and whose end state has pending operations', () => {
  /** The engine died, and the command wrote the record all the same. */
  const died = { pending: 2, errors: [{ message: 'signal: killed' }], version: '4.10.0' };

  it.each(['living', 'removed'] as const)(
    'let go of nothing, though its stage is %s',
    async (then) => {
      const account = anAccount();
      const place = { app: 'acme', stage: 'dev', at: account.ago({ days: 90 }) };
      const [uploads, api] = [aUserBucket(place), aServer(place)];
      const stage = account
        .with(uploads, api)
        .home()
        .stage('acme', 'dev')
        .deploy(place.at, [...uploads.entries, ...api.entries, parameter])
        .run({ at: account.ago({ days: 60 }), entries: [parameter], ...died });
      if (then === 'removed') stage.remove(account.ago({ days: 30 }));
      else stage.deploy(account.ago({ days: 30 }), [parameter]);
      const ids = {
        bucket: uploads.buckets[0].name,
        lambda: `us-east-1:${api.lambdas[0].name}`,
      };
      expect(await verdicts(account, ids)).toEqual(all(ids, 'unknown (8)'));
    },
  );

  it('let go of nothing, though its stage is given up long after', async () => {
    for (const pending of [1, 0]) {
      const account = anAccount();
      const at = account.ago({ days: 90 });
      const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'dev', at });
      account
        .with({ buckets })
        .home()
        .stage('acme', 'dev')
        .deploy(at, entries)
        .remove(account.ago({ days: 9 }), { pending });
      const ids = { bucket: buckets[0].name };
      expect(await verdicts(account, ids, giveUp('dev'))).toEqual({
        bucket: pending > 0 ? 'unknown (8)' : 'leftover certain (11)',
      });
    }
  });

  it('left what it made and never recorded', async () => {
    for (const pending of [2, 0]) {
      const account = anAccount();
      const start = account.ago({ days: 40 });
      const { parts, ids } = everythingOf({ stage: 'pr-5', at: later(start, 90) });
      account
        .with(...parts)
        .home()
        .stage('acme', 'pr-5')
        .deploy(account.ago({ days: 50 }), [])
        .run({ at: start, entries: [], ...died, errors: [], pending })
        .remove(account.ago({ days: 30 }));
      const two = { distribution: ids.distribution, bucket: ids.bucket };
      const expected = pending > 0 ? 'leftover high (12)' : 'unknown (16)';
      expect(words(await verdicts(account, two))).toEqual(words(all(two, expected)));
    }
  });
});
