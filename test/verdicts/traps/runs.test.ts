import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { betweenPushes, cutShort } from '../definitions/given.ts';
import { aRemovedSite, verdicts, verdictsIn } from './telling.ts';

it('trap 19: a stage under `sst dev` lives without a distribution', async () => {
  const account = anAccount();
  const home = account.home();
  const site = aSite({ app: 'acme', stage: 'frank', at: account.ago({ days: 90 }) });
  account.with(site);
  const name = 'acme-frank-WebDevServerFunction-bcdefhkm';
  const arn = `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
  account.with({
    lambdas: [
      {
        name,
        region: 'us-east-1',
        runtime: 'provided.al2023',
        description: 'Web dev server (live)',
        modifiedAt: account.ago({ days: 9 }),
        tags: { 'sst:app': 'acme', 'sst:stage': 'frank' },
      },
    ],
  });
  // Into dev mode: the distribution and its function go, the bucket stays.
  home
    .stage('acme', 'frank')
    .deploy(account.ago({ days: 90 }), site.entries)
    .deploy(account.ago({ days: 9 }), [
      ...site.entries.filter(({ type }) => type.startsWith('aws:s3')),
      {
        type: 'aws:lambda/function:Function',
        name: 'WebDevServerFunction',
        id: name,
        under: [['sst:aws:Nextjs', 'Web']],
        inputs: { environment: { _metadata: { mode: 'placeholder' } } },
        outputs: { arn },
      },
    ]);
  const looked = await looking(account);
  const ids = {
    devServer: `us-east-1:${name}`,
    assets: site.buckets[0].name,
    distribution: site.distributions[0].id,
    function: site.functions[0].name,
  };
  expect(verdictsIn(looked, ids)).toEqual({
    devServer: 'live (4)',
    assets: 'live (4)',
    distribution: 'leftover certain (11)',
    function: 'leftover certain (11)',
  });
  expect(looked.of(ids.distribution).stageLivesOn).toBe(true);
});

it('trap 20: what a running deploy made seconds ago is busy, recorded or not', async () => {
  const account = anAccount();
  const home = account.home();
  const now = account.ago({ minutes: 1 });
  const made = aSite({ app: 'acme', stage: 'new', at: now });
  const young = aSite({ app: 'acme', stage: 'quiet', at: account.ago({ minutes: 20 }) });
  const pending = aRemovedSite(account, home, { stage: 'pending' });
  const calm = aRemovedSite(account, home, { stage: 'calm' });
  account.with(made, young);
  home.stage('acme', 'new').run({ at: account.ago({ minutes: 2 }), completed: false, entries: [] });
  home.stage('acme', 'quiet').deploy(account.ago({ days: 9 }), []);
  home.stage('acme', 'pending').object({
    key: 'app/acme/pending.json',
    at: account.ago({ days: 2 }),
    body: {
      version: 3,
      checkpoint: { latest: { pending_operations: [{ type: 'creating', resource: {} }] } },
    },
  });
  const ids = {
    made: made.distributions[0].id,
    madeFunction: made.functions[0].name,
    madeBucket: made.buckets[0].name,
    young: young.distributions[0].id,
    pending: pending.distributions[0].id,
    calm: calm.distributions[0].id,
  };
  expect(await verdicts(account, ids)).toEqual({
    made: 'busy (6)',
    madeFunction: 'busy (5)',
    madeBucket: 'busy (6)',
    young: 'busy (6)',
    pending: 'busy (6)',
    calm: 'leftover certain (11)',
  });
});

it('trap 21: the lock of a crash holds for as long as it lies there', async () => {
  const account = anAccount();
  const home = account.home();
  const sites = ['pr-1', 'pr-2'].map((stage) =>
    aSite({ app: 'acme', stage, at: account.ago({ days: 90 }) }),
  );
  account.with(...sites);
  const [crashed, unlocked] = ['pr-1', 'pr-2'].map((stage, index) =>
    home
      .stage('acme', stage)
      .deploy(account.ago({ days: 90 }), sites[index]?.entries ?? [])
      .remove(account.ago({ days: 60 })),
  );
  const at = account.ago({ days: 40 });
  crashed?.run({ at, command: 'remove', completed: false });
  unlocked?.run({ at, command: 'remove', completed: false, unlockedAt: later(at, 3600) });
  const [held, free] = sites.map(({ distributions }) => distributions[0].id);
  expect(await verdicts(account, { held: `${held}`, free: `${free}` })).toEqual({
    held: 'busy (6)',
    free: 'leftover certain (11)',
  });
});

it('trap 22: what a failed remove still lists is not left over, but what it let go is', async () => {
  const account = anAccount();
  const home = account.home();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
  account.with(site);
  const still = site.entries.filter(({ type }) => type.startsWith('aws:cloudfront'));
  home
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 20 }), site.entries)
    .remove(account.ago({ days: 3 }), {
      entries: still,
      errors: [{ urn: 'urn', message: 'DistributionNotDisabled' }],
    });
  const looked = await looking(account);
  const ids = {
    distribution: site.distributions[0].id,
    function: site.functions[0].name,
    bucket: site.buckets[0].name,
  };
  expect(verdictsIn(looked, ids)).toEqual({
    distribution: 'live (4)',
    function: 'live (4)',
    bucket: 'leftover certain (11)',
  });
  const [why] = looked.of(ids.distribution).evidence;
  expect(why?.code).toBe('claimed-by-failed-remove');
  expect(why?.detail).toContain('remove failed, and has to be run again');
});

it('trap 23: a record that says `remove` proves no removal by itself', async () => {
  const account = anAccount();
  const home = account.home();
  // Made by a deploy that was killed before it recorded it.
  const stray = (stage: string) => {
    const { distributions, functions } = aSite({
      app: 'acme',
      stage,
      at: betweenPushes(account, 15),
    });
    account.with({ distributions, functions });
    return distributions[0].id;
  };
  const ids = {
    notFound: stray('pr-1'),
    failed: stray('pr-2'),
    targeted: stray('pr-3'),
    deployedSince: stray('pr-4'),
    removed: stray('pr-5'),
  };
  const [first, removal] = [account.ago({ days: 21 }), account.ago({ days: 9 })];
  const bucket = aUserBucket({ app: 'acme', stage: 'pr-3', at: first });
  // "Stage not found": the record of a remove that never ends.
  home
    .stage('acme', 'pr-1')
    .run({ at: account.ago({ days: 15 }), completed: false, unlockedAt: account.ago({ days: 14 }) })
    .run({ at: removal, command: 'remove', completed: false, unlockedAt: later(removal, 60) });
  const stage = (name: string, entries = bucket.entries) =>
    home
      .stage('acme', name)
      .deploy(first, entries, { firstPush: null })
      .run(cutShort(account, 15, entries));
  stage('pr-2').remove(removal, { errors: [{ message: 'error: update failed' }] });
  stage('pr-3').remove(removal, { entries: bucket.entries });
  stage('pr-4')
    .remove(removal)
    .deploy(account.ago({ days: 5 }), []);
  stage('pr-5').remove(removal);
  expect(await verdicts(account, ids)).toEqual({
    notFound: 'unknown (16)',
    failed: 'unknown (16)',
    targeted: 'unknown (16)',
    deployedSince: 'unknown (16)',
    removed: 'leftover low (15)',
  });
});

it('trap 43: of a stage that came back only what its state lists is live', async () => {
  const account = anAccount();
  const home = account.home();
  const old = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
  const at = account.ago({ hours: 2 });
  const now = aSite({ app: 'acme', stage: 'pr-1', at, seed: 'again' });
  account.with(old, now);
  home
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 20 }), old.entries)
    .remove(account.ago({ days: 3 }))
    .deploy(at, now.entries);
  const looked = await looking(account);
  const ids = {
    old: old.distributions[0].id,
    oldFunction: old.functions[0].name,
    now: now.distributions[0].id,
    nowFunction: now.functions[0].name,
  };
  expect(verdictsIn(looked, ids)).toEqual({
    old: 'leftover certain (11)',
    oldFunction: 'leftover certain (11)',
    now: 'live (4)',
    nowFunction: 'live (4)',
  });
  expect(looked.of(ids.oldFunction).stageLivesOn).toBe(true);
});

it('trap 45: the old half of a failed replacement is the state’s until it leaves it', async () => {
  const account = anAccount();
  const home = account.home();
  const at = account.ago({ days: 20 });
  const lived = (stage: string) => {
    const [old, now] = ['old', 'new'].map((seed) =>
      aSite({ app: 'acme', stage, at, seed: stage + seed }),
    );
    if (!old || !now) throw new Error('a site is missing');
    account.with(old, now);
    const replaced = old.entries.map((entry) => ({ ...entry, delete: true }));
    const deployed = home
      .stage('acme', stage)
      .deploy(at, old.entries)
      .deploy(account.ago({ days: 9 }), [...now.entries, ...replaced], {
        errors: [{ message: 'error: update failed' }],
      });
    return { old: old.distributions[0].id, now, deployed };
  };
  const [waiting, done] = [lived('dev'), lived('prod')];
  done.deployed.deploy(account.ago({ days: 5 }), done.now.entries);
  const ids = {
    waiting: waiting.old,
    done: done.old,
    now: done.now.distributions[0].id,
  };
  expect(await verdicts(account, ids)).toEqual({
    waiting: 'live (4)',
    done: 'leftover certain (11)',
    now: 'live (4)',
  });
});
