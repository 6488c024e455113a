import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';
import {
  aForeignDistribution,
  aLiveSite,
  aQuietFunction,
  aRemovedSite,
  functionArn,
  verdicts,
  verdictsIn,
} from './telling.ts';

const pulumiDistribution = 'aws:cloudfront/distribution:Distribution';

it('trap 1: the origin placeholder.sst.dev says nothing of life or death', async () => {
  const account = anAccount();
  const home = account.home();
  const live = aLiveSite(account, home, { stage: 'prod' });
  const gone = aRemovedSite(account, home, { stage: 'pr-1' });
  const elsewhere = aSite({ app: 'shop', stage: 'prod', at: account.ago({ days: 40 }) });
  account.with(elsewhere);
  const bare = (id: string, domainName: string) =>
    aForeignDistribution(account, id, { origins: [{ domainName }] });
  const ids = {
    live: live.distributions[0].id,
    gone: gone.distributions[0].id,
    elsewhere: elsewhere.distributions[0].id,
    untagged: bare('EPLACEHOLDER001', 'placeholder.sst.dev'),
    doesNotExist: bare('EPLACEHOLDER002', 'do-not-exist.sst.dev'),
  };
  expect(await verdicts(account, ids)).toEqual({
    live: 'live (4)',
    gone: 'leftover certain (11)',
    elsewhere: 'unknown (16)',
    untagged: null,
    doesNotExist: null,
  });
});

it('trap 2: a bucket that no distribution names may serve through a key-value store', async () => {
  const account = anAccount();
  const home = account.home();
  const gone = aRemovedSite(account, home, { stage: 'pr-1' });
  const routed = aRemovedSite(account, home, { stage: 'pr-2' });
  const live = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 90 }) });
  account.with(live);
  const [bucket] = routed.buckets;
  // What SST writes into the store of a site stands in the state beside it.
  home.stage('acme', 'prod').deploy(account.ago({ days: 90 }), [
    ...live.entries,
    {
      type: 'pulumi-nodejs:dynamic:Resource',
      name: 'WebKvKeys.sst.aws.KvKeys',
      id: 'keys',
      under: [['sst:aws:Nextjs', 'Web']],
      inputs: {
        namespace: '3fa1',
        entries: {
          metadata: JSON.stringify({ s3: { domain: `${bucket.name}.s3.us-east-1.amazonaws.com` } }),
        },
      },
    },
  ]);
  const ids = {
    own: live.buckets[0].name,
    routed: bucket.name,
    gone: gone.buckets[0].name,
  };
  expect(await verdicts(account, ids)).toEqual({
    own: 'live (4)',
    routed: 'live (4)',
    gone: 'leftover certain (11)',
  });
});

it('trap 3: what a removed stage read with `.get()` was never its own', async () => {
  const account = anAccount();
  const home = account.home();
  const live = aLiveSite(account, home, { stage: 'staging', component: 'Router' });
  // Of a stage whose state lies out of sight: nothing but the tags speaks for it.
  const unseen = aSite({
    app: 'acme',
    stage: 'dev',
    component: 'Docs',
    at: account.ago({ days: 90 }),
  });
  const own = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
  account.with(unseen, own);
  const read = [...live.entries, ...unseen.entries].map((entry) => ({ ...entry, external: true }));
  home
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 20 }), [...own.entries, ...read])
    .remove(account.ago({ days: 3 }));
  const ids = {
    router: live.distributions[0].id,
    unseen: unseen.distributions[0].id,
    unseenBucket: unseen.buckets[0].name,
    own: own.distributions[0].id,
    ownBucket: own.buckets[0].name,
  };
  expect(await verdicts(account, ids)).toEqual({
    router: 'live (4)',
    unseen: 'unknown (16)',
    unseenBucket: 'unknown (16)',
    own: 'leftover certain (11)',
    ownBucket: 'leftover certain (11)',
  });
});

it('trap 4: a site behind another stage’s Router keeps the Router, and not the other way round', async () => {
  const account = anAccount();
  const home = account.home();
  const router = aRemovedSite(account, home, { stage: 'shared', component: 'Router' });
  const idle = aRemovedSite(account, home, { stage: 'idle', component: 'Router' });
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 10 }) });
  const before = aSite({
    app: 'acme',
    stage: 'pr-1',
    component: 'Old',
    at: account.ago({ days: 10 }),
  });
  account.with({ buckets: [...site.buckets, ...before.buckets] });
  const bucketsOf = ({ entries }: typeof site) =>
    entries.filter(({ type }) => type.startsWith('aws:s3'));
  const routed = [
    ...bucketsOf(site),
    { type: pulumiDistribution, name: 'Router', id: router.distributions[0].id, external: true },
  ];
  home
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 10 }), [...routed, ...bucketsOf(before)])
    .deploy(account.ago({ days: 5 }), routed);
  const ids = {
    router: router.distributions[0].id,
    routersFunction: router.functions[0].name,
    assets: site.buckets[0].name,
    oldAssets: before.buckets[0].name,
    idleRouter: idle.distributions[0].id,
    idleFunction: idle.functions[0].name,
  };
  expect(await verdicts(account, ids)).toEqual({
    router: 'live (4)',
    routersFunction: 'live (5)',
    assets: 'live (4)',
    oldAssets: 'leftover certain (11)',
    idleRouter: 'leftover certain (11)',
    idleFunction: 'leftover certain (11)',
  });
});

it('trap 5: what a script made for many is live while one of them uses it', async () => {
  const account = anAccount();
  const home = account.home();
  home.stage('acme', 'previews').deploy(account.ago({ days: 90 }), []);
  const shared = aQuietFunction(account, 'acme-previews-SharedCloudfrontFunctionRequest-bcdefhkm');
  const alone = aQuietFunction(account, 'acme-previews-AloneCloudfrontFunctionRequest-bcdefhkm');
  const user = aLiveSite(account, home, { stage: 'pr-1' });
  user.distributions[0].behaviors?.push({
    path: '/docs/*',
    originId: 'default',
    functions: [{ event: 'viewer-request', arn: functionArn(shared) }],
  });
  expect(await verdicts(account, { shared, alone })).toEqual({
    shared: 'live (5)',
    alone: 'leftover high (14)',
  });
});

it('trap 36: a name inside a string of another stage or stack keeps a resource', async () => {
  const account = anAccount();
  const home = account.home();
  const [byState, byStack, byNobody] = ['pr-1', 'pr-2', 'pr-3'].map((stage) =>
    aRemovedSite(account, home, { stage }),
  );
  if (!byState || !byStack || !byNobody) throw new Error('a site is missing');
  home.stage('shop', 'prod').deploy(account.ago({ days: 9 }), [
    {
      type: 'aws:ssm/parameter:Parameter',
      name: 'Edge',
      id: '/shop/edge',
      inputs: {
        value: `{"function":"${encodeURIComponent(functionArn(byState.functions[0].name))}"}`,
      },
    },
  ]);
  account.with({
    stacks: [
      {
        name: 'monitoring',
        region: 'us-east-1',
        status: 'UPDATE_COMPLETE',
        createdAt: account.ago({ days: 200 }),
        parameters: { Watched: `cloudfront/${byStack.distributions[0].id}` },
      },
    ],
  });
  const looked = await looking(account);
  const ids = {
    named: byState.functions[0].name,
    itsDistribution: byState.distributions[0].id,
    watched: byStack.distributions[0].id,
    usedByWatched: byStack.functions[0].name,
    unnamed: byNobody.functions[0].name,
  };
  expect(verdictsIn(looked, ids)).toEqual({
    named: 'live (4)',
    itsDistribution: 'leftover certain (11)',
    watched: 'live (4)',
    usedByWatched: 'live (5)',
    unnamed: 'leftover certain (11)',
  });
  expect(looked.of(ids.named).evidence[0]?.code).toBe('named');
});
