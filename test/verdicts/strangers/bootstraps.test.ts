import { describe, expect, it } from 'vitest';
import type { BucketData, ObjectData } from 'simulated-aws';
import { anAccount, type AccountBuilder } from '../../account/account.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { later, StageBuilder } from '../../account/stage.ts';
import { aBucketIn } from '../attacks/asking.ts';
import { verdicts } from '../traps/telling.ts';
import { parameter } from './everything.ts';

const region = 'eu-west-1';

/** A bucket of another name than SST gives, and the parameter that makes a home of it. */
function aHomeOfAnotherName(account: AccountBuilder, type?: 'SecureString') {
  const bucket: BucketData = {
    name: 'company-iac-state',
    region,
    createdAt: account.ago({ days: 500 }),
    versioning: 'Enabled',
    objects: [],
  };
  const value = JSON.stringify({ version: 5, asset: 'company-iac-assets', state: bucket.name });
  account.data.s3.buckets.push(bucket);
  account.data.ssm?.parameters.push({
    name: '/sst/bootstrap',
    region,
    value,
    ...(type && { type }),
  });
  return (app: string, stage: string) => new StageBuilder(bucket, { app, stage, region });
}

/** Nobody may read the parameter, and the bucket that it names is another account's. */
function deny(account: AccountBuilder): AccountBuilder {
  account.data.faults = [{ kind: 'deny', operation: 'SSM.GetParameter', region }];
  for (const bucket of account.data.s3.buckets)
    if (bucket.name === 'company-iac-state') bucket.owner = '999999999999';
  // Something has to lie in a region for it to be read.
  return aBucketIn(account, region);
}

describe('a home of another name', () => {
  it.each([undefined, 'SecureString'] as const)(
    'claims what it lists, its parameter being a %s',
    async (type) => {
      const account = anAccount();
      const at = account.ago({ days: 60 });
      const { functions, entries } = aSite({ app: 'acme', stage: 'dev', at });
      account
        .with({ functions })
        .home()
        .stage('acme', 'dev')
        .deploy(account.ago({ days: 200 }), []);
      aHomeOfAnotherName(account, type)('acme', 'dev').deploy(at, entries);
      expect(await verdicts(account, { function: functions[0].name })).toEqual({
        function: 'live (4)',
      });
    },
  );

  it('may own what is made to look by its name alone, where its parameter is denied', async () => {
    const account = anAccount();
    const at = account.ago({ days: 60 });
    const { functions, entries } = aSite({ app: 'acme', stage: 'dev', at });
    const home = account.with({ functions }).home();
    home
      .stage('acme', 'dev')
      .deploy(account.ago({ days: 200 }), [])
      .deploy(account.ago({ days: 60, minutes: 1 }), []);
    const ids = { function: functions[0].name };
    expect(await verdicts(account, ids)).toEqual({ function: 'leftover high (14)' });
    aHomeOfAnotherName(account)('acme', 'dev').deploy(at, entries);
    expect(await verdicts(deny(account), ids)).toEqual({ function: 'unknown (16)' });
  });

  it('may own what a killed deploy seems to have made', async () => {
    const account = anAccount();
    const start = account.ago({ days: 40 });
    const site = aSite({ app: 'acme', stage: 'dev', at: later(start, 120) });
    account
      .with(site)
      .home()
      .stage('acme', 'dev')
      .deploy(account.ago({ days: 50 }), [])
      .run({ at: start, entries: [], completed: false, unlockedAt: account.ago({ days: 39 }) })
      .remove(account.ago({ days: 30 }));
    const ids = { distribution: site.distributions[0].id, bucket: site.buckets[0].name };
    expect(await verdicts(account, ids)).toEqual({
      distribution: 'leftover high (12)',
      bucket: 'leftover high (12)',
    });
    aHomeOfAnotherName(account)('acme', 'dev').deploy(later(start, 60), site.entries);
    expect(await verdicts(deny(account), ids)).toEqual({
      distribution: 'unknown (16)',
      bucket: 'unknown (16)',
    });
  });

  it('may own what a failed deploy found there already', async () => {
    const account = anAccount();
    const name = 'acme-dev-WebResponseFunction';
    const at = account.ago({ days: 70 });
    const urn =
      'urn:pulumi:dev::acme::sst:aws:StaticSite$aws:cloudfront/function:Function::WebResponseFunction';
    account
      .with({ functions: [{ name, createdAt: at, modifiedAt: at }] })
      .home()
      .stage('acme', 'dev')
      .deploy(account.ago({ days: 60 }), [parameter])
      .run({
        at: account.ago({ days: 10 }),
        entries: [parameter],
        errors: [{ urn, message: `FunctionAlreadyExists: ${name}` }],
      });
    expect(await verdicts(account, { name })).toEqual({ name: 'leftover high (13)' });
    aHomeOfAnotherName(account)('acme', 'dev').deploy(at, [parameter]);
    expect(await verdicts(deny(account), { name })).toEqual({ name: 'unknown (16)' });
  });
});

describe('a bucket that a stage retained', () => {
  /** It lies in eu-west-1, holds these objects, and the stage that made it is removed. */
  const given = (objects: (at: string) => readonly ObjectData[]) => {
    const account = anAccount();
    const at = account.ago({ days: 100 });
    const made = { app: 'platform', stage: 'shared', component: 'SstState', at, region };
    const { buckets, entries } = aUserBucket({ ...made, retained: true });
    const [bucket] = buckets;
    bucket.versioning = 'Enabled';
    bucket.objects = [...objects(at)];
    account
      .with({ buckets })
      .home()
      .stage('platform', 'shared')
      .deploy(at, entries)
      .remove(account.ago({ days: 90 }));
    return { account, bucket, ids: { bucket: bucket.name } };
  };
  const register = (account: AccountBuilder, value: Record<string, unknown>) =>
    account.data.ssm?.parameters.push({
      name: '/sst/bootstrap',
      region,
      value: JSON.stringify({ version: 5, ...value }),
    });

  it('stays retained while no bootstrap knows it', async () => {
    const { account, ids } = given((at) => [{ key: 'invoice.pdf', at, body: 'a document' }]);
    expect(await verdicts(account, ids)).toEqual({ bucket: 'retained (9)' });
  });

  it.each(['state', 'asset'])('is bootstrap where one names it as its %s', async (word) => {
    const { account, ids } = given(() => []);
    register(account, { asset: 'sst-asset-abcdefhkmnor', [word]: ids.bucket });
    expect(await verdicts(account, ids)).toEqual({ bucket: 'protected (1)' });
  });

  it.each([
    ['a state', 'app/shop/prod.json'],
    ['a lock', 'lock/shop/prod.json'],
    ['a record', 'update/shop/prod/ffff00000001.json'],
    ['the code of a function', `assets/WebServer-code-${'b'.repeat(64)}.zip`],
  ])('is bootstrap where it holds %s, whoever names it', async (_, key) => {
    const { account, ids } = given((at) => [{ key, at, body: '{}' }]);
    expect(await verdicts(account, ids)).toEqual({ bucket: 'protected (1)' });
  });

  it.each([
    ['a folder called app', 'app/logo.png'],
    ['an asset of a web site', 'assets/index-code-1.zip'],
  ])('is retained though it holds %s', async (_, key) => {
    const { account, ids } = given((at) => [{ key, at, body: 'x' }]);
    expect(await verdicts(account, ids)).toEqual({ bucket: 'retained (9)' });
  });

  it('is bootstrap though its states were deleted: their versions are there', async () => {
    const key = 'app/shop/prod.json';
    const { account, ids } = given((at) => [
      { key, at, body: '{}' },
      { key, at: later(at, 3600), deleteMarker: true },
    ]);
    expect(await verdicts(account, ids)).toEqual({ bucket: 'protected (1)' });
  });

  it('is unknown where nobody may look into it', async () => {
    const { account, ids } = given((at) => [{ key: 'app/shop/prod.json', at, body: '{}' }]);
    account.data.faults = [
      { kind: 'deny', operation: 'S3.ListObjectVersions', target: ids.bucket },
    ];
    expect(await verdicts(account, ids)).toEqual({ bucket: 'unknown (7)' });
  });
});
