import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking, said } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';

/** A site that a removed stage left, and a deleted stack of another one. */
function withDeletedStack(owner: { readonly app: string; readonly stage: string }) {
  const account = anAccount();
  const at = account.ago({ days: 80 });
  const site = aSite({ app: 'acme', stage: 'pr-1', at });
  account.with(site, {
    stacks: [
      {
        name: 'an-old-stack',
        region: 'us-east-1',
        status: 'DELETE_COMPLETE',
        createdAt: account.ago({ days: 90 }),
        deletedAt: account.ago({ days: 60 }),
        tags: { 'sst:app': owner.app, 'sst:stage': owner.stage },
        resources: [
          {
            logicalId: 'Kept',
            physicalId: site.buckets[0].name,
            type: 'AWS::S3::Bucket',
            status: 'DELETE_SKIPPED',
          },
        ],
      },
    ],
  });
  const deployed = () =>
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(at, site.entries)
      .remove(account.ago({ days: 9 }));
  return { account, site, deployed };
}

const legacy = { app: 'legacy', stage: 'pr-9' };

describe.each(['ListStackResources', 'ListStacks'])('deleted stacks unread: %s', (operation) => {
  const fault = { kind: 'error', operation: `CloudFormation.${operation}` } as const;

  it('hide nothing of what a state recorded of another stage', async () => {
    const { account, site, deployed } = withDeletedStack(legacy);
    deployed();
    account.data.faults = [fault];
    const looked = await looking(account);
    expect(looked.inventory.gaps).not.toEqual([]);
    expect(said(looked.of(site.distributions[0].id))).toBe('leftover certain (11)');
    expect(said(looked.of(site.functions[0].name))).toBe('leftover certain (11)');
  });

  // By its tags it would be of a removed stage (row 15), while a stack kept it for its team.
  it('may have left what no state recorded to somebody', async () => {
    const { account, site } = withDeletedStack(legacy);
    const other = aUserBucket({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 70 }) });
    account.with(other);
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 80 }), other.entries)
      .remove(account.ago({ days: 9 }));
    account.data.faults = [fault];
    const looked = await looking(account);
    expect(looked.of(site.buckets[0].name).verdict).not.toBe('leftover');
    expect(looked.of(site.functions[0].name).verdict).not.toBe('leftover');
  });
});

it('a deleted stack of the same stage, whose resources are unread, may have kept what its state let go', async () => {
  const { account, site, deployed } = withDeletedStack({ app: 'acme', stage: 'pr-1' });
  deployed();
  const [bucket, distribution] = [site.buckets[0].name, site.distributions[0].id];
  account.data.faults = [{ kind: 'error', operation: 'CloudFormation.ListStackResources' }];
  const looked = await looking(account);
  expect(looked.of(bucket).verdict).toBe('unknown');
  expect(looked.of(distribution).verdict).toBe('unknown');
});

const far = 'ap-southeast-2';

/** A function of a removed stage that its name alone tells (row 14), and a region with one old bucket. */
function withFarRegion() {
  const account = anAccount();
  const at = account.ago({ days: 50, minutes: -1 });
  const name = 'acme-pr-1-SiteCloudfrontFunctionResponse-bkmtoxcd';
  account.with({
    functions: [{ name, createdAt: at, modifiedAt: at }],
    buckets: [{ name: 'very-old-bucket', region: far, createdAt: account.ago({ days: 900 }) }],
  });
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 50 }), [])
    .remove(account.ago({ days: 30 }));
  const tags = { 'sst:app': 'acme', 'sst:stage': 'pr-1' };
  const logGroup = { name: 'any', region: far, createdAt: account.ago({ days: 2 }), tags };
  const verdict = async (operation: string) => {
    account.data.faults = [{ kind: 'deny', operation, region: far }];
    return said((await looking(account)).of(name));
  };
  return { account, logGroup, verdict };
}

describe('an unread list of a region', () => {
  it.each(['CloudWatchLogs.DescribeLogGroups', 'Lambda.ListFunctions'])(
    'hides no sign where nothing carries SST’s tags: %s',
    async (operation) => {
      expect(await withFarRegion().verdict(operation)).toBe('leftover high (14)');
    },
  );

  // It was made after the removal: the stage lives on in a home that AWS does not show.
  it.each(['CloudWatchLogs.DescribeLogGroups', 'Lambda.ListFunctions'])(
    'may hide one where tags name something: %s',
    async (operation) => {
      const { account, logGroup, verdict } = withFarRegion();
      account.with({ logGroups: [logGroup] });
      expect(await verdict(operation)).toBe('unknown (16)');
    },
  );

  // Functions say their stage in their environment and name, too.
  it('of functions may hide one where anything at all is tagged', async () => {
    const { account, logGroup, verdict } = withFarRegion();
    const tags = { 'sst:app': 'acme', 'sst:stage': 'other' };
    account.with({ logGroups: [{ ...logGroup, tags }] });
    expect(await verdict('Lambda.ListFunctions')).toBe('unknown (16)');
    expect(await verdict('Lambda.GetFunction')).toBe('leftover high (14)');
  });

  it('may hide one where the tags were not read either', async () => {
    const { account, logGroup } = withFarRegion();
    account.with({ logGroups: [logGroup] });
    account.data.faults = [
      { kind: 'deny', operation: 'CloudWatchLogs.DescribeLogGroups', region: far },
      { kind: 'deny', operation: 'Tagging.GetResources', region: far },
    ];
    const looked = await looking(account);
    expect(looked.findings.filter(({ verdict }) => verdict === 'leftover')).toEqual([]);
  });

  it('of log groups hides nothing that a function’s tags show', async () => {
    const { account, verdict } = withFarRegion();
    const { lambdas, roles } = aServer({
      app: 'acme',
      stage: 'other',
      at: account.ago({ days: 400 }),
      region: far,
    });
    account.with({ lambdas, roles });
    account
      .home()
      .stage('acme', 'other')
      .deploy(account.ago({ days: 401 }), []);
    expect(await verdict('CloudWatchLogs.DescribeLogGroups')).toBe('leftover high (14)');
    expect(await verdict('Lambda.ListFunctions')).toBe('unknown (16)');
  });
});
