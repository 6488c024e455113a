import { expect, it } from 'vitest';
import { anAccount, type AccountBuilder } from '../../account/account.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { plan } from '../../../src/plan/plan.ts';
import { looking } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';
import { betweenPushes, cutShort } from '../definitions/given.ts';
import { attended, takenBy, unattended } from '../../plan/builders.ts';
import {
  aLiveSite,
  aQuietFunction,
  aRemovedSite,
  aRemovedStage,
  asked,
  killedDaysAgo,
  verdicts,
  verdictsIn,
} from './telling.ts';

/** A tagged distribution of a stage, which no state lists, as a deploy of that day makes one, and its function. */
function aStray(account: AccountBuilder, place: { app?: string; stage: string; days?: number }) {
  const { app = 'acme', stage, days = 15 } = place;
  const at = betweenPushes(account, days);
  const { distributions, functions } = aSite({ app, stage, at, component: 'Stray' });
  account.with({ distributions, functions });
  return distributions[0].id;
}

it('trap 24: a stage that is empty in one region lives in another, registered or not', async () => {
  const account = anAccount();
  const [first, second] = [account.home('us-east-1'), account.home('eu-west-1')];
  const live = aLiveSite(account, second, { stage: 'pr-1', region: 'eu-west-1' });
  const lost = account.home('eu-west-1', { registered: false, name: 'lost' });
  const claimed = aLiveSite(account, lost, { stage: 'pr-2', at: account.ago({ days: 19 }) });
  const gone = aRemovedSite(account, second, { stage: 'pr-3', region: 'eu-west-1' });
  for (const stage of ['pr-1', 'pr-2', 'pr-3'])
    first
      .stage('acme', stage)
      .deploy(account.ago({ days: 95 }), [])
      .run(cutShort(account, 15))
      .remove(account.ago({ days: 4 }));
  const ids = {
    live: live.distributions[0].id,
    liveBucket: live.buckets[0].name,
    stray: aStray(account, { stage: 'pr-1' }),
    claimed: claimed.distributions[0].id,
    gone: gone.distributions[0].id,
    goneStray: aStray(account, { stage: 'pr-3' }),
  };
  expect(await verdicts(account, ids)).toEqual({
    live: 'live (4)',
    liveBucket: 'live (4)',
    stray: 'unknown (16)',
    claimed: 'unknown (8)',
    gone: 'leftover certain (11)',
    goneStray: 'leftover low (15)',
  });
});

it('trap 25: an app whose state is at Cloudflare or on a laptop is not removed', async () => {
  const account = anAccount();
  const home = account.home();
  // Its home holds other apps; this one never wrote a key here.
  aLiveSite(account, home, { app: 'docs', stage: 'prod' });
  const cloudflare = aSite({ app: 'shop', stage: 'prod', at: account.ago({ days: 40 }) });
  account.with(cloudflare);
  // This stage was removed here and lives on with another home: what it made since says so.
  for (const stage of ['moved', 'stayed']) aRemovedStage(account, home, { stage });
  const moved = aSite({ app: 'acme', stage: 'moved', at: account.ago({ days: 20 }) });
  account.with(moved);
  const ids = {
    distribution: cloudflare.distributions[0].id,
    function: cloudflare.functions[0].name,
    bucket: cloudflare.buckets[0].name,
    moved: moved.distributions[0].id,
    movedOld: aStray(account, { stage: 'moved', days: killedDaysAgo }),
    movedName: aQuietFunction(account, 'acme-moved-DocsCloudfrontFunctionRequest-bcdefhkm'),
    stayed: aStray(account, { stage: 'stayed', days: killedDaysAgo }),
    stayedName: aQuietFunction(account, 'acme-stayed-DocsCloudfrontFunctionRequest-bcdefhkm'),
  };
  expect(await verdicts(account, ids)).toEqual({
    distribution: 'unknown (16)',
    function: 'unknown (5)',
    bucket: 'unknown (16)',
    moved: 'unknown (8)',
    movedOld: 'unknown (16)',
    movedName: 'unknown (16)',
    stayed: 'leftover low (15)',
    stayedName: 'leftover high (14)',
  });
});

it('trap 26: a state of one account says nothing of a namesake in another', async () => {
  const account = anAccount();
  const home = account.home();
  const at = account.ago({ days: 20 });
  // The state here lists what a provider made in another account; here a script made one like it.
  const there = aSite({ app: 'acme', stage: 'pr-1', at, account: '999999999999' });
  const entries = there.entries.map((entry) => ({ ...entry, id: 'shared-headers' }));
  account.with({ functions: [{ name: 'shared-headers', createdAt: account.ago({ days: 80 }) }] });
  home
    .stage('acme', 'pr-1')
    .deploy(at, entries)
    .remove(account.ago({ days: 3 }));
  const gone = aRemovedSite(account, home, { stage: 'pr-2' });
  // And this stage’s state is in another account, while its app is known here.
  const here = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 90 }) });
  account.with(here);
  const ids = {
    namesake: 'shared-headers',
    gone: gone.functions[0].name,
    here: here.distributions[0].id,
    itsFunction: here.functions[0].name,
  };
  expect(await verdicts(account, ids)).toEqual({
    namesake: null,
    gone: 'leftover certain (11)',
    here: 'unknown (16)',
    itsFunction: 'unknown (5)',
  });
});

it('trap 27: a state bucket that lost its bootstrap still holds its stages', async () => {
  const account = anAccount();
  const old = account.home('us-east-1', { registered: false, name: 'old' });
  const now = account.home('us-east-1');
  const before = aLiveSite(account, old, { stage: 'prod' });
  const since = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 20 }), seed: 'new' });
  account.with(since);
  now
    .stage('acme', 'prod')
    .deploy(account.ago({ days: 20 }), since.entries)
    .run(cutShort(account, 15, since.entries))
    .remove(account.ago({ days: 3 }));
  const ids = {
    before: before.distributions[0].id,
    beforeBucket: before.buckets[0].name,
    stray: aStray(account, { stage: 'prod' }),
    since: since.distributions[0].id,
  };
  expect(await verdicts(account, ids)).toEqual({
    before: 'unknown (8)',
    beforeBucket: 'unknown (8)',
    stray: 'unknown (16)',
    since: 'leftover certain (11)',
  });
});

it('trap 48: two apps of one name: the older copy is live where it has a home, or answers', async () => {
  const account = anAccount();
  const home = account.home();
  const copies = ['first', 'second', 'third'].map((seed) =>
    aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 90 }), seed }),
  );
  const [near, far, lost] = copies;
  if (!near || !far || !lost) throw new Error('a copy is missing');
  const idle = aSite({
    app: 'acme',
    stage: 'prod',
    component: 'Idle',
    at: account.ago({ days: 90 }),
  });
  account.with(...copies, idle);
  // The same key twice: the second copy’s state took the place of the others’.
  home
    .stage('acme', 'prod')
    .deploy(account.ago({ days: 90 }), [...lost.entries, ...idle.entries])
    .deploy(account.ago({ days: 40 }), near.entries);
  account
    .home('eu-west-1')
    .stage('acme', 'prod')
    .deploy(account.ago({ days: 80 }), far.entries);
  asked(account, lost.distributions[0].id);
  const looked = await looking(account);
  const ids = {
    near: near.distributions[0].id,
    far: far.distributions[0].id,
    lost: lost.distributions[0].id,
    lostFunction: lost.functions[0].name,
    idle: idle.distributions[0].id,
  };
  expect(verdictsIn(looked, ids)).toEqual({
    near: 'live (4)',
    far: 'live (4)',
    lost: 'unknown (8)',
    lostFunction: 'unknown (5)',
    idle: 'leftover certain (11)',
  });
  // Its bucket left the state in the same run; that its distribution answers keeps it, typed or not.
  const bucket = looked.of(lost.buckets[0].name);
  const facts = kinds.map((module) => module.facts);
  for (const options of [unattended, { ...attended, typed: [bucket.id], deleteData: true }]) {
    const made = plan(looked.findings, facts, options, {
      account: account.data.account,
      now: account.data.now,
      accountPinned: true,
    });
    expect(takenBy(made)).not.toContain(bucket.key);
  }
});
