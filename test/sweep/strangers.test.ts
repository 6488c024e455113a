import { describe, expect, it } from 'vitest';
import type { PlanOptions } from '../../src/model/options.ts';
import { anAccount, type AccountBuilder } from '../account/account.ts';
import { checkpointJson, type Entry } from '../account/checkpoint.ts';
import { aServer } from '../account/servers.ts';
import { aSite, aUserBucket } from '../account/sites.ts';
import { later, StageBuilder } from '../account/stage.ts';
import { aStore, reads } from '../account/stores.ts';
import { idsIn, simulated, sweepAll } from './simulated-sweep.ts';

/** What a sweep with `--yes --delete-data` deletes. */
async function deletedBy(account: AccountBuilder, options: Partial<PlanOptions> = {}) {
  const world = await simulated(account);
  const before = idsIn(world.aws);
  await sweepAll(world, 's1', options);
  const left = new Set(idsIn(world.aws));
  return before.filter((id) => !left.has(id));
}

describe('a sweep with --yes and --delete-data deletes nothing', () => {
  it('of a site that another home deployed while a first deploy’s lock stood', async () => {
    const account = anAccount();
    const at = account.ago({ days: 39, hours: 20 });
    const place = { app: 'acme', stage: 'beta', at };
    const server = aServer({ ...place, component: 'Web', word: 'WebServer' });
    account
      .with(aSite(place), server)
      .home()
      .stage('acme', 'beta')
      .run({
        at: account.ago({ days: 40 }),
        completed: false,
        unlockedAt: account.ago({ days: 38 }),
        version: '4.10.0',
      });
    expect(await deletedBy(account)).toEqual([]);
  });

  it('that a person took out of a state whose locks have expired', async () => {
    const account = anAccount();
    const at = account.ago({ days: 100 });
    const place = { app: 'acme', stage: 'beta', at };
    const [site, uploads, api] = [aSite(place), aUserBucket(place), aServer(place)];
    const entries = [...site.entries, ...uploads.entries, ...api.entries];
    const home = account.with(uploads, api).home();
    const body = checkpointJson({ app: 'acme', stage: 'beta', entries: site.entries });
    home
      .stage('acme', 'beta')
      .deploy(at, entries)
      .deploy(account.ago({ days: 80 }), entries)
      .object({ key: 'app/acme/beta.json', at: account.ago({ days: 70 }), body })
      .run({ at: account.ago({ days: 60 }), entries: site.entries, firstPush: site.entries })
      .remove(account.ago({ days: 50 }));
    home.bucket.objects = (home.bucket.objects ?? []).filter(({ key }) => !key.startsWith('lock/'));
    expect(await deletedBy(account)).toEqual([]);
  });

  it('that Terraform made with the stage’s tags while a killed deploy’s lock stood', async () => {
    const account = anAccount();
    const { entries } = aSite({ app: 'acme', stage: 'beta', at: account.ago({ days: 100 }) });
    const tags = { 'sst:app': 'acme', 'sst:stage': 'beta' };
    const start = account.ago({ days: 61 });
    const modifiedAt = later(start, 60);
    account.with({
      distributions: [
        {
          id: 'ETERRAFORM0001',
          comment: 'dr standby',
          origins: [{ domainName: 'origin.example.com' }],
          modifiedAt,
          tags,
        },
      ],
      lambdas: [{ name: 'nightly-restore-drill', region: 'us-east-1', modifiedAt, tags }],
      buckets: [{ name: 'acme-tf-templates', region: 'us-east-1', createdAt: modifiedAt, tags }],
    });
    account
      .home()
      .stage('acme', 'beta')
      .deploy(account.ago({ days: 100 }), entries)
      .run({ at: start, entries, completed: false, unlockedAt: account.ago({ days: 59 }) })
      .remove(account.ago({ days: 50 }));
    expect(await deletedBy(account)).toEqual([]);
  });

  it('that lies behind a distribution which is the origin of somebody else’s', async () => {
    const account = anAccount();
    const at = account.ago({ days: 90 });
    const site = aSite({ app: 'acme', stage: 'pr-1', at });
    const domainName = 'd111111abcdef8.cloudfront.net';
    site.distributions[0].domainName = domainName;
    account
      .with(site, { distributions: [{ id: 'EFRONTOFOTHER1', origins: [{ domainName }] }] })
      .home()
      .stage('acme', 'pr-1')
      .deploy(at, site.entries)
      .remove(account.ago({ days: 9 }));
    expect(await deletedBy(account)).toEqual([]);
  });

  it('of a retained bucket that is the home of a living stage', async () => {
    const account = anAccount();
    const region = 'eu-west-1';
    const at = account.ago({ days: 100 });
    const made = { app: 'platform', stage: 'shared', component: 'SstState', at, region };
    const { buckets, entries } = aUserBucket({ ...made, retained: true });
    const [bucket] = buckets;
    bucket.objects = [];
    bucket.versioning = 'Enabled';
    const value = JSON.stringify({ version: 5, asset: 'x', state: bucket.name });
    account.data.ssm?.parameters.push({ name: '/sst/bootstrap', region, value });
    const site = aSite({ app: 'shop', stage: 'prod', at: account.ago({ days: 95 }), region });
    new StageBuilder(bucket, { app: 'shop', stage: 'prod', region }).deploy(
      account.ago({ days: 95 }),
      site.entries,
    );
    account
      .with({ buckets }, site)
      .home()
      .stage('platform', 'shared')
      .deploy(at, entries)
      .remove(account.ago({ days: 90 }));
    const options = { includeRetained: true, stages: ['shared'] };
    expect(await deletedBy(account, options)).toEqual([]);
  });
});

describe('a sweep with --yes deletes', () => {
  it.each(['sst:aws:TanStackStart', 'sst:aws:TanstackStart', 'sst:aws:Nextjs'])(
    'all of a removed site of the type %s, its store and assets too',
    async (type) => {
      const account = anAccount();
      const at = account.ago({ days: 60 });
      const site = aSite({ app: 'acme', stage: 'pr-1', at });
      const store = aStore({ app: 'acme', stage: 'pr-1', at, type });
      reads(site, store, 'both');
      const ofType = ({ under = [], ...entry }: Entry): Entry => ({
        ...entry,
        under: under.map(([each, name]) => [each === 'sst:aws:Nextjs' ? type : each, name]),
      });
      account
        .with(site, store)
        .home()
        .stage('acme', 'pr-1')
        .deploy(at, [...site.entries, ...store.entries].map(ofType))
        .remove(account.ago({ days: 9 }));
      expect(await deletedBy(account, { deleteData: false })).toEqual(
        [
          site.distributions[0].id,
          site.functions[0].name,
          site.buckets[0].name,
          store.keyValueStores[0].name,
        ].sort(),
      );
    },
  );

  it('what a killed deploy made, and what a removed stage left behind an unused distribution', async () => {
    const account = anAccount();
    const start = account.ago({ days: 61 });
    const orphan = aSite({ app: 'acme', stage: 'beta', at: later(start, 60) });
    const old = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) });
    const home = account.with(orphan, old).home();
    home
      .stage('acme', 'beta')
      .deploy(account.ago({ days: 100 }), [])
      .run({ at: start, entries: [], completed: false, unlockedAt: account.ago({ days: 59 }) })
      .remove(account.ago({ days: 50 }));
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 90 }), old.entries)
      .remove(account.ago({ days: 9 }));
    expect(await deletedBy(account)).toEqual(
      [orphan, old]
        .flatMap(({ distributions, functions, buckets }) => [
          distributions[0].id,
          functions[0].name,
          buckets[0].name,
        ])
        .sort(),
    );
  });
});
