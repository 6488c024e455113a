import { beforeAll, describe, expect, it } from 'vitest';
import { createSimulatedAws, type Fault } from 'simulated-aws';
import type { AccountBuilder } from '../account/account.ts';
import { demoAccount } from '../account/demo.ts';
import { looking, type Looked } from '../account/looking.ts';
import { aUserBucket } from '../account/sites.ts';
import { aServer } from '../account/servers.ts';
import { addSettings, siteSettings } from '../account/settings.ts';
import { aStore } from '../account/stores.ts';

/** Everything that a scan of this account calls, but who it is, which cannot be denied. */
const operations = [
  'CloudFormation.DescribeStacks',
  'CloudFormation.ListStackResources',
  'CloudFormation.ListStacks',
  'CloudFront.GetDistributionConfig',
  'CloudFront.ListCachePolicies',
  'CloudFront.ListCloudFrontOriginAccessIdentities',
  'CloudFront.ListDistributions',
  'CloudFront.ListFunctions',
  'CloudFront.ListKeyValueStores',
  'CloudFront.ListOriginAccessControls',
  'CloudFront.ListOriginRequestPolicies',
  'CloudFront.ListResponseHeadersPolicies',
  'CloudWatch.GetMetricData',
  'CloudWatchLogs.DescribeLogGroups',
  'CloudWatchLogs.ListTagsForResource',
  'IAM.GetAccountAuthorizationDetails',
  'IAM.GetRole',
  'IAM.ListAttachedRolePolicies',
  'IAM.ListRolePolicies',
  'IAM.ListRoles',
  'Lambda.GetPolicy',
  'Lambda.ListAliases',
  'Lambda.ListEventSourceMappings',
  'Lambda.ListFunctionUrlConfigs',
  'Lambda.ListFunctions',
  'S3.GetBucketAcl',
  'S3.GetBucketNotificationConfiguration',
  'S3.ListMultipartUploads',
  'S3.GetBucketPolicy',
  'S3.GetBucketReplication',
  'S3.GetBucketVersioning',
  'S3.GetObject',
  'S3.GetObjectLockConfiguration',
  'S3.ListAccessPoints',
  'S3.ListBuckets',
  'S3.ListMultiRegionAccessPoints',
  'S3.ListObjectVersions',
  'SSM.GetParameter',
  'Tagging.GetResources',
];

let whole: Looked;

beforeAll(async () => {
  whole = await looking(everyKind());
});

/** The demo's, and a removed stage that left one of each kind of setting, a store and a versioned bucket behind. */
function everyKind(): AccountBuilder {
  const account = demoAccount();
  const at = account.ago({ days: 60 });
  const { settings, entries } = siteSettings({ app: 'shop', stage: 'pr-1', at });
  addSettings(account, settings);
  const store = aStore({ app: 'shop', stage: 'pr-1', at });
  const server = aServer({ app: 'shop', stage: 'pr-1', at, region: 'eu-west-1' });
  const uploads = aUserBucket({ app: 'shop', stage: 'pr-1', at });
  uploads.buckets[0].versioning = 'Enabled';
  // S3 may replicate into that bucket.
  const copies = { name: 'copies', createdAt: at, trusts: ['s3.amazonaws.com'] };
  account.with(store, server, uploads, { roles: [copies] });
  account
    .home('eu-central-1')
    .stage('shop', 'pr-1')
    .deploy(at, [...entries, ...store.entries, ...server.entries, ...uploads.entries])
    .remove(account.ago({ days: 30 }));
  return account;
}

function leftoversOf({ findings }: Looked): readonly string[] {
  return findings.filter(({ verdict }) => verdict === 'leftover').map(({ key }) => key);
}

async function withFault(fault: Fault): Promise<Looked> {
  const account = everyKind();
  const aws = createSimulatedAws({ ...account.data, faults: [fault] });
  return looking(account, { aws });
}

it('lists every operation of a scan here', () => {
  const called = Object.keys(whole.inventory.calls.byOperation).filter(
    (name) => name !== 'STS.GetCallerIdentity',
  );
  expect(called.filter((name) => !operations.includes(name))).toEqual([]);
});

describe.each(operations)('where %s is denied', (operation) => {
  it('the scan says so, and calls nothing a leftover that it would not otherwise', async () => {
    const looked = await withFault({ kind: 'deny', operation });
    expect(looked.inventory.gaps.length).toBeGreaterThan(0);
    const known = new Set(leftoversOf(whole));
    expect(leftoversOf(looked).filter((key) => !known.has(key))).toEqual([]);
    expect(leftoversOf(looked).length).toBeLessThan(known.size);
  });
});

it.each(['us-east-1', 'eu-west-1'])(
  'a region that does not answer (%s) hides no owner',
  async (region) => {
    const looked = await withFault({ kind: 'deny', operation: '*', region });
    const known = new Set(leftoversOf(whole));
    expect(leftoversOf(looked).filter((key) => !known.has(key))).toEqual([]);
  },
);

it('a truncated list is no shorter list', async () => {
  const looked = await withFault({ kind: 'truncate', operation: 'CloudFront.ListDistributions' });
  expect(looked.inventory.gaps.map(({ operation }) => operation)).toContain(
    'cloudfront:ListDistributions',
  );
  expect(leftoversOf(looked).filter((key) => key.startsWith('cloudfront-function:'))).toEqual([]);
});
