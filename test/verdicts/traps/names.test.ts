import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { betweenPushes } from '../definitions/given.ts';
import {
  aForeignDistribution,
  aLiveSite,
  aQuietFunction,
  aRemovedSite,
  aRemovedStage,
  functionArn,
  killedDaysAgo,
  verdicts,
} from './telling.ts';

const pulumiFunction = 'aws:cloudfront/function:Function';

it('trap 6: a name that two known pairs read as theirs is nobody’s', async () => {
  const account = anAccount();
  const home = account.home();
  home.stage('my-app', 'staging-eu').deploy(account.ago({ days: 90 }), []);
  home.stage('my-app-staging', 'eu').deploy(account.ago({ days: 90 }), []);
  const ids = {
    either: aQuietFunction(account, 'my-app-staging-eu-WebCloudfrontFunctionRequest-bcdefhkm'),
    bucket: 'my-app-staging-eu-webassetsbucket-bcdefhkm',
    one: aQuietFunction(account, 'my-app-staging-eu-west'),
    other: aQuietFunction(account, 'my-app-x-staging-WebCloudfrontFunctionRequest-bcdefhkm'),
  };
  account.with({
    buckets: [{ name: ids.bucket, region: 'us-east-1', createdAt: account.ago({ days: 80 }) }],
  });
  home.stage('my', 'app-x-staging').deploy(account.ago({ days: 90 }), []);
  expect(await verdicts(account, ids)).toEqual({
    either: 'unknown (7)',
    bucket: 'unknown (7)',
    one: null,
    other: 'leftover high (14)',
  });
});

it('trap 7: the stage pr-1 is not pr-12, and the app foo is not foo-bar', async () => {
  const account = anAccount();
  const home = account.home();
  const pr1 = aRemovedSite(account, home, { stage: 'pr-1' });
  const pr12 = aLiveSite(account, home, { stage: 'pr-12' });
  const foo = aRemovedSite(account, home, { app: 'foo', stage: 'bar-x' });
  const fooBar = aLiveSite(account, home, { app: 'foo-bar', stage: 'y' });
  const pr13 = aRemovedSite(account, home, { stage: 'pr-13' });
  home
    .stage('acme', 'pr-131')
    .run({ at: account.ago({ minutes: 2 }), completed: false, entries: [] });
  const ids = {
    pr1: pr1.distributions[0].id,
    pr12: pr12.distributions[0].id,
    foo: foo.distributions[0].id,
    fooBar: fooBar.distributions[0].id,
    besideALock: pr13.distributions[0].id,
    byNameOfPr1: aQuietFunction(account, 'acme-pr-1-DocsCloudfrontFunctionRequest-bcdefhkm'),
    byNameOfPr14: aQuietFunction(account, 'acme-pr-14-DocsCloudfrontFunctionRequest-bcdefhkm'),
  };
  expect(await verdicts(account, ids)).toEqual({
    pr1: 'leftover certain (11)',
    pr12: 'live (4)',
    foo: 'leftover certain (11)',
    fooBar: 'live (4)',
    besideALock: 'leftover certain (11)',
    byNameOfPr1: 'leftover high (14)',
    byNameOfPr14: 'unknown (16)',
  });
});

it('trap 8: a name of full length may have lost its app or its stage, and fits nobody', async () => {
  const account = anAccount();
  const home = account.home();
  for (const stage of ['123', 'pr-1']) aRemovedStage(account, home, { stage });
  // Measured: this is of the app `acme-shop-pr`, and reads as the app `acme`, stage `123`.
  const cutApp = 'acme-123-StorefrontCdnRedirectCloudfrontFunctionRequest-bcdefhkm';
  // Of the stage `pr-123`.
  const cutStage = `acme-pr-1-${'Shop'.padEnd(20, 'x')}CloudfrontFunctionRequest-bcdefhkm`;
  const cutBucket = `acme-123-${'shop'.padEnd(33, 'x')}assetsbucket-bcdefhkm`;
  expect([cutApp, cutStage, cutBucket].map(({ length }) => length)).toEqual([64, 64, 63]);
  const whole = cutBucket.replace('xxxx', '');
  const made = { region: 'us-east-1', createdAt: betweenPushes(account, killedDaysAgo) };
  account.with({ buckets: [cutBucket, whole].map((name) => ({ name, ...made })) });
  const ids = {
    cutApp: aQuietFunction(account, cutApp),
    cutStage: aQuietFunction(account, cutStage),
    uncut: aQuietFunction(account, cutApp.replace('Storefront', 'Store')),
    cutBucket,
    whole,
  };
  expect(await verdicts(account, ids)).toEqual({
    cutApp: 'unknown (16)',
    cutStage: 'unknown (16)',
    uncut: 'leftover high (14)',
    cutBucket: 'unknown (16)',
    whole: 'leftover low (15)',
  });
});

// SST drops the app where nothing of it is left (naming.ts: `nameLen + stageLen + 2 >= max`), and
// what then remains is one short of the limit: these are of the app `shop`, stage `acme-pr-1`.
it('trap 8: a name one short of full length may have lost its whole app', async () => {
  const account = anAccount();
  const home = account.home();
  aRemovedStage(account, home, { stage: 'pr-1' });
  const tail = `acme-pr-1-${'Shop'.padEnd(19, 'x')}CloudfrontFunctionRequest-bcdefhkm`;
  const plain = `acme-pr-1-${'Shop'.padEnd(19, 'x')}CloudfrontFunctionServerCfFunction`;
  const bucket = `acme-pr-1-${'shop'.padEnd(31, 'x')}assetsbucket-bcdefhkm`;
  const shorterBucket = bucket.replace('xx', '');
  const made = { region: 'us-east-1', createdAt: betweenPushes(account, killedDaysAgo) };
  account.with({ buckets: [bucket, shorterBucket].map((name) => ({ name, ...made })) });
  const ids = {
    tail: aQuietFunction(account, tail),
    bucket,
    shorter: aQuietFunction(account, tail.replace('xx', '')),
    shorterBucket,
  };
  expect([tail, plain, bucket].map(({ length }) => length)).toEqual([63, 63, 62]);
  expect(await verdicts(account, ids)).toEqual({
    tail: 'unknown (16)',
    bucket: 'unknown (16)',
    shorter: 'leftover high (14)',
    shorterBucket: 'leftover low (15)',
  });
  expect(await verdicts(account, { plain: aQuietFunction(account, plain) })).toEqual({
    plain: null,
  });
});

it('trap 9: an empty bucket of the stage Prod may be one of prod, and a function may not', async () => {
  const account = anAccount();
  const home = account.home();
  const made = { region: 'us-east-1', createdAt: betweenPushes(account, killedDaysAgo) };
  const both = 'acme-prod-webassetsbucket-bcdefhkm';
  const one = 'docs-prod-webassetsbucket-bcdefhkm';
  account.with({ buckets: [both, one].map((name) => ({ name, ...made })) });
  for (const app of ['acme', 'docs']) aRemovedStage(account, home, { app, stage: 'Prod' });
  const live = aUserBucket({ app: 'acme', stage: 'prod', at: account.ago({ days: 70 }) });
  account.with(live);
  home.stage('acme', 'prod').deploy(account.ago({ days: 70 }), live.entries);
  const ids = {
    both,
    one,
    upper: aQuietFunction(account, 'docs-Prod-WebCloudfrontFunctionRequest-bcdefhkm'),
    lower: aQuietFunction(account, 'docs-prod-WebCloudfrontFunctionRequest-bcdefhkm'),
  };
  expect(await verdicts(account, ids)).toEqual({
    both: 'unknown (7)',
    one: 'leftover low (15)',
    upper: 'leftover high (14)',
    lower: 'unknown (16)',
  });
});

it('trap 10: a plain name in an old state may be a new resource of today', async () => {
  const account = anAccount();
  const home = account.home();
  const plain = (stage: string, at: string) =>
    aSite({ app: 'acme', stage, at, plainNames: true }).functions[0];
  const [first, again] = [account.ago({ days: 90 }), account.ago({ days: 30 })];
  const named = (name: string) => ({ type: pulumiFunction, name: 'F', id: name });
  const [back, foreign, left] = [plain('pr-1', again), plain('pr-2', again), plain('pr-3', first)];
  account.with({ functions: [back, foreign, left] });
  const removed = (stage: string, name: string) =>
    home
      .stage('acme', stage)
      .deploy(first, [named(name)])
      .remove(account.ago({ days: 60 }));
  removed('pr-1', back.name).deploy(again, [named(back.name)]);
  removed('pr-2', foreign.name);
  removed('pr-3', left.name);
  const ids = { back: back.name, foreign: foreign.name, left: left.name };
  expect(await verdicts(account, ids)).toEqual({
    back: 'live (4)',
    foreign: 'unknown (8)',
    left: 'leftover certain (11)',
  });
});

it('trap 11: a stage older than SST 3.8 keeps plain names beside new ones', async () => {
  const account = anAccount();
  const home = account.home();
  const at = account.ago({ days: 400 });
  const old = aSite({ app: 'acme', stage: 'prod', component: 'Old', at, plainNames: true });
  const site = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 90 }) });
  account.with(old, site);
  home
    .stage('acme', 'prod')
    .deploy(at, old.entries, { version: '3.3.44' })
    .deploy(account.ago({ days: 90 }), [...old.entries, ...site.entries]);
  const ids = {
    old: old.functions[0].name,
    now: site.functions[0].name,
    forgotten: aQuietFunction(account, 'acme-prod-GoneCloudfrontFunctionServerCfFunction'),
  };
  expect(await verdicts(account, ids)).toEqual({
    old: 'live (4)',
    now: 'live (4)',
    forgotten: 'leftover high (14)',
  });
});

it('trap 12: an automatic name is of nobody, unless a state owned it', async () => {
  const account = anAccount();
  const home = account.home();
  const owned = aQuietFunction(account, 'WebCdnRedirectCloudfrontFunctionRequest-1a2b3c4');
  const entry = {
    type: pulumiFunction,
    name: 'WebCdnRedirectCloudfrontFunctionRequest',
    id: owned,
  };
  home
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 81 }), [entry])
    .remove(account.ago({ days: 30 }));
  const ids = {
    owned,
    anybodys: aQuietFunction(account, 'WebCdnRedirectCloudfrontFunctionRequest-c076cb6'),
    other: aQuietFunction(account, 'MyRewrite-62c0fb2'),
  };
  expect(await verdicts(account, ids)).toEqual({
    owned: 'leftover certain (11)',
    anybodys: null,
    other: null,
  });
});

it('trap 35: a name of SST’s shape that somebody wrote is live where it is used', async () => {
  const account = anAccount();
  const home = account.home();
  aLiveSite(account, home, { stage: 'prod' });
  const used = aQuietFunction(account, 'acme-prod-HomeCloudfrontFunctionRequest-frontend');
  aForeignDistribution(account, 'EFOREIGN0000001', {
    behaviors: [
      { originId: 'o', functions: [{ event: 'viewer-request', arn: functionArn(used) }] },
    ],
  });
  const ids = {
    used,
    unused: aQuietFunction(account, 'acme-prod-BaseCloudfrontFunctionRequest-database'),
    weak: aQuietFunction(account, 'acme-prod-MyFunction'),
    noTail: aQuietFunction(account, 'acme-prod-WebCloudfrontFunctionRequest'),
    capitals: aQuietFunction(account, 'acme-prod-Web-ABCDEFGH'),
    otherLetters: aQuietFunction(account, 'acme-prod-WebCloudfrontFunctionRequest-gigglesy'),
    logical: aQuietFunction(account, 'acme-prod-rewrite-abcdefgh'),
    noComponent: aQuietFunction(account, 'acme-prod-CloudfrontFunctionRequest-bcdefhkm'),
  };
  expect(await verdicts(account, ids)).toEqual({
    used: 'live (5)',
    unused: 'leftover high (14)',
    weak: 'leftover low (14)',
    noTail: null,
    capitals: null,
    otherLetters: null,
    logical: null,
    noComponent: null,
  });
});

it('trap 40: only a key below `app/` or `update/` is a stage, whatever it is called', async () => {
  const account = anAccount();
  const home = account.home();
  const at = account.ago({ days: 200 });
  const folders = ['app', 'snapshot', 'update', 'f0c0ffee12346163'];
  const sites = folders.map((stage) => aLiveSite(account, home, { stage, component: 'S' }));
  const gone = aRemovedSite(account, home, { stage: 'history' });
  const keys = [
    'secret/acme/_fallback',
    'secret/acme/ghost',
    'link/acme/ghost',
    'summary/acme/ghost',
  ];
  const odd = home.stage('acme', 'ghost');
  for (const key of [...keys, 'snapshot/acme/ghost/fff', 'history/acme/ghost/0001-fff'])
    odd.object({ key: `${key}.json`, at, body: {} });
  const ids = {
    ghost: aQuietFunction(account, 'acme-ghost-WebCloudfrontFunctionRequest-bcdefhkm'),
    history: gone.distributions[0].id,
    ...Object.fromEntries(
      sites.map((site, index) => [`${folders[index]}`, site.distributions[0].id]),
    ),
  };
  expect(await verdicts(account, ids)).toEqual({
    ghost: 'unknown (16)',
    history: 'leftover certain (11)',
    ...Object.fromEntries(folders.map((stage) => [stage, 'live (4)'])),
  });
});
