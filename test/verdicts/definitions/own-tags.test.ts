import { expect, it } from 'vitest';
import type { Fault } from 'simulated-aws';
import { type AccountBuilder, anAccount } from '../../account/account.ts';
import { looking, said } from '../../account/looking.ts';
import { addSettings, siteSettings } from '../../account/settings.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';

const unread: Fault = { kind: 'deny', operation: 'Tagging.GetResources' };

/** A bucket and a site that a removed stage left behind, in an account in which no tags can be listed. */
function leftBehind(...faults: readonly Fault[]) {
  const account = anAccount();
  const at = account.ago({ days: 20 });
  const uploads = aUserBucket({ app: 'acme', stage: 'pr-1', at });
  const site = aSite({ app: 'acme', stage: 'pr-1', at });
  account.with(uploads, site);
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, [...uploads.entries, ...site.entries])
    .remove(account.ago({ days: 9 }));
  account.data.faults = [unread, ...faults];
  return { account, bucket: uploads.buckets[0], distribution: site.distributions[0], site };
}

async function verdicts(account: AccountBuilder, ...ids: readonly string[]) {
  const looked = await looking(account);
  return ids.map((id) => said(looked.of(id)));
}

it('tags that no list tells are read from each kind’s own API', async () => {
  const { account, bucket, distribution, site } = leftBehind();
  expect(await verdicts(account, bucket.name, distribution.id, site.functions[0].name)).toEqual([
    'leftover certain (11)',
    'leftover certain (11)',
    'leftover certain (11)',
  ]);
});

it('what the tagging API does not know loses nothing with it', async () => {
  const account = anAccount();
  const at = account.ago({ days: 20 });
  const { settings, entries } = siteSettings({ app: 'acme', stage: 'pr-1', at });
  addSettings(account, settings);
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, entries)
    .remove(account.ago({ days: 9 }));
  const told = (await looking(account)).findings.map(said);
  account.data.faults = [unread];
  expect((await looking(account)).findings.map(said)).toEqual(told);
  expect(told).toContain('leftover certain (11)');
});

it.each(['S3.GetBucketTagging', 'CloudFront.ListTagsForResource'])(
  'a bucket is unknown where %s is denied too',
  async (operation) => {
    const { account, bucket } = leftBehind({ kind: 'deny', operation });
    expect(await verdicts(account, bucket.name)).toEqual(['unknown (7)']);
  },
);

it('a keep tag that no list tells protects', async () => {
  const { account, bucket, distribution, site } = leftBehind();
  site.functions[0].tags = { 'sst-sweep:keep': '' };
  bucket.tags = { ...bucket.tags, 'sst-sweep:keep': '' };
  distribution.tags = { ...distribution.tags, 'sst-sweep:keep': '' };
  const ids = [bucket.name, distribution.id, site.functions[0].name];
  expect(await verdicts(account, ...ids)).toEqual(ids.map(() => 'protected (2)'));
});

it.each([
  { 'sst:app': 'acme', 'sst:stage': 'prod' },
  {
    'sst:app': 'acme',
    'sst:stage': 'pr-1',
    'aws:cloudformation:stack-id':
      'arn:aws:cloudformation:ap-south-1:123456789012:stack/of-a-team/1f2e3d4c',
  },
])('another owner that only its own tags name keeps it: %j', async (tags) => {
  const { account, bucket } = leftBehind();
  bucket.tags = tags;
  expect(await verdicts(account, bucket.name)).toEqual(['unknown (7)']);
});

// A killed deploy made it, so no state lists it: its tags alone say that it is of the stage, and it serves.
it.each([null, 'Tagging.GetResources', 'CloudWatchLogs.DescribeLogGroups', 'SSM.GetParameter'])(
  'a distribution that only its own tags put before a bucket keeps that, with %s denied',
  async (operation) => {
    const { account, bucket } = leftBehind();
    const at = account.ago({ days: 20 });
    const { distributions } = aSite({ app: 'acme', stage: 'pr-1', at, seed: 'x' });
    distributions[0].aliases = ['shop.example.com'];
    account.with({ distributions });
    account.data.faults = operation === null ? [] : [{ kind: 'deny', operation }];
    const looked = await looking(account, { resolving: ['shop.example.com'] });
    expect(looked.of(bucket.name).verdict).toBe('unknown');
  },
);

it('what tags alone tell waits', async () => {
  const { account } = leftBehind();
  const at = account.ago({ days: 19 });
  const name = 'acme-pr-1-SiteCloudfrontFunctionResponse-bkmtoxcd';
  account.with({ functions: [{ name, createdAt: at, modifiedAt: at }] });
  expect(await verdicts(account, name)).toEqual(['unknown (16)']);
});
