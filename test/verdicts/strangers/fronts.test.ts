import { describe, expect, it } from 'vitest';
import { anAccount, type AccountBuilder } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import type { LookingOptions } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { giveUp } from '../definitions/given.ts';
import { asked, verdicts } from '../traps/telling.ts';
import { all, type Everything, everythingOf, type Ids } from './everything.ts';

/** What makes a distribution one that may serve somebody, and what that makes of it. */
interface Use {
  readonly verdict: string;
  readonly behind: string;
  begin(account: AccountBuilder, made: Everything): LookingOptions | void;
}

const uses: Readonly<Record<string, Use>> = {
  'its domain is the origin of somebody else’s': {
    verdict: 'live (5)',
    behind: 'live (5)',
    begin(account, { site }) {
      site.distributions[0].domainName = 'd111111abcdef8.cloudfront.net';
      const origins = [{ id: 'o', domainName: 'd111111abcdef8.cloudfront.net' }];
      account.with({ distributions: [{ id: 'EFRONTOFOTHER1', origins, modifiedAt: '-90d' }] });
    },
  },
  'an alias was moved onto it since': {
    verdict: 'unknown (8)',
    behind: 'unknown (5)',
    begin(account, { site }) {
      site.distributions[0].aliases = ['www.acme.com'];
      site.distributions[0].modifiedAt = account.ago({ days: 3 });
    },
  },
  'its alias resolves': {
    verdict: 'unknown (8)',
    behind: 'unknown (5)',
    begin(_, { site }) {
      site.distributions[0].aliases = ['www.acme.com'];
      return { resolving: ['www.acme.com'] };
    },
  },
  'it answers': {
    verdict: 'unknown (8)',
    behind: 'unknown (5)',
    begin: (account, { ids }) => asked(account, ids.distribution),
  },
  'it is a staging distribution': {
    verdict: 'unknown (7)',
    behind: 'unknown (5)',
    begin(_, { site }) {
      site.distributions[0].staging = true;
    },
  },
};

function removedStage() {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const made = everythingOf({ stage: 'pr-1', at });
  const place = { app: 'acme', stage: 'pr-1', at };
  const [api, uploads] = [aServer(place), aUserBucket(place)];
  account.with(...made.parts, api, uploads);
  const others = {
    api: `us-east-1:${api.lambdas[0].name}`,
    uploads: uploads.buckets[0].name,
  };
  const entries = [...made.entries, ...api.entries, ...uploads.entries];
  const stage = account.home().stage('acme', 'pr-1');
  return { account, made, others, entries, stage };
}

const certain = 'leftover certain (11)';

/** What a distribution uses by its configuration, or its function does, or that behind it. */
function expected(ids: Ids, { verdict, behind }: Use): Record<string, string> {
  const used = `${behind.split(' ')[0]} (5)`;
  return { ...all(ids, used), distribution: verdict };
}

describe('what lies behind a distribution that left its stage with it', () => {
  it.each(Object.entries(uses))('takes over its verdict where %s', async (_, use) => {
    const { account, made, others, entries, stage } = removedStage();
    stage.deploy(account.ago({ days: 90 }), entries).remove(account.ago({ days: 9 }));
    const options = use.begin(account, made) ?? {};
    expect(await verdicts(account, { ...made.ids, ...others }, options)).toEqual({
      ...expected(made.ids, use),
      // Of another component is only known that it may serve.
      api: 'unknown (5)',
      uploads: 'unknown (5)',
    });
  });

  it('is certain where it serves nobody', async () => {
    const { account, made, others, entries, stage } = removedStage();
    stage.deploy(account.ago({ days: 90 }), entries).remove(account.ago({ days: 9 }));
    const ids = { ...made.ids, ...others };
    expect(await verdicts(account, ids)).toEqual(all(ids, certain));
  });

  it('takes over its verdict though they left in two removes that followed one deploy', async () => {
    const { account, made, entries, stage } = removedStage();
    const first = entries.filter(({ type }) => type === 'aws:cloudfront/distribution:Distribution');
    stage
      .deploy(account.ago({ days: 90 }), entries)
      .remove(account.ago({ days: 12 }), { entries: first, errors: [{ message: 'in use' }] })
      .remove(account.ago({ days: 9 }));
    asked(account, made.ids.distribution);
    expect(await verdicts(account, made.ids)).toEqual({
      ...all(made.ids, 'unknown (5)'),
      distribution: 'unknown (8)',
    });
  });

  it('is as live as the distribution of its own component, whatever others are', async () => {
    const account = anAccount();
    const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) };
    const sites = ['Docs', 'Web'].map((component) => aSite({ ...place, component }));
    const fronts = sites.map(({ distributions: [distribution] }, index) => {
      distribution.domainName = `d11111111111${index}.cloudfront.net`;
      const origins = [{ domainName: distribution.domainName }];
      return { id: `EFRONTOFOTHER${index}`, origins };
    });
    account
      .with(...sites, { distributions: fronts })
      .home()
      .stage('acme', 'pr-1')
      .deploy(
        place.at,
        sites.flatMap(({ entries }) => entries),
      )
      .remove(account.ago({ days: 9 }));
    const [docs, web] = sites.map(({ buckets }) => buckets[0].name);
    const ids = { docs: docs ?? '', web: web ?? '' };
    expect(await verdicts(account, ids)).toEqual(all(ids, 'live (5)'));
  });

  it('takes over its verdict in a stage that lives on without both', async () => {
    const { account, made, others, entries, stage } = removedStage();
    const kept = entries.slice(-1);
    stage
      .deploy(account.ago({ days: 90 }), entries)
      .deploy(account.ago({ days: 50 }), kept)
      .deploy(account.ago({ days: 9 }), kept);
    asked(account, made.ids.distribution);
    expect(await verdicts(account, { ...made.ids, uploads: others.uploads })).toEqual({
      ...all(made.ids, 'unknown (5)'),
      distribution: 'unknown (8)',
      uploads: 'live (4)',
    });
  });

  it('does not take over the verdict of one that its stage has still', async () => {
    const { account, made, others, entries, stage } = removedStage();
    const own = entries.slice(0, made.entries.length);
    stage
      .deploy(account.ago({ days: 90 }), entries)
      .deploy(account.ago({ days: 50 }), own)
      .deploy(account.ago({ days: 9 }), own);
    asked(account, made.ids.distribution);
    expect(await verdicts(account, others)).toEqual(all(others, certain));
  });

  it('is certain where only the URL of a function could not be read, which is not invoked', async () => {
    const { account, made, others, entries, stage } = removedStage();
    stage.deploy(account.ago({ days: 90 }), entries).remove(account.ago({ days: 9 }));
    account.data.faults = [{ kind: 'deny', operation: 'Lambda.ListFunctionUrlConfigs' }];
    const { uploads } = others;
    const { bucket } = made.ids;
    expect(await verdicts(account, { uploads, bucket })).toEqual({
      uploads: certain,
      bucket: certain,
    });
  });

  it('is certain where AWS itself would refuse to delete it while anything uses it', async () => {
    const { account, made, entries, stage } = removedStage();
    const name = 'acme-pr-1-WebCloudfrontFunctionResponse-bkmtoxcd';
    const at = account.ago({ days: 90 });
    account.with({ functions: [{ name, createdAt: at, modifiedAt: at }] });
    const response: Entry = {
      type: 'aws:cloudfront/function:Function',
      name: 'WebCloudfrontFunctionResponse',
      id: name,
      under: [['sst:aws:Nextjs', 'Web']],
    };
    stage.deploy(at, [...entries, response]).remove(account.ago({ days: 9 }));
    asked(account, made.ids.distribution);
    expect(await verdicts(account, { name })).toEqual({ name: certain });
  });

  it('takes over its verdict where the stage is given up', async () => {
    const { account, made, entries, stage } = removedStage();
    stage.deploy(account.ago({ days: 90 }), entries);
    expect(await verdicts(account, made.ids, giveUp('pr-1'))).toEqual(all(made.ids, certain));
    asked(account, made.ids.distribution);
    expect(await verdicts(account, made.ids, giveUp('pr-1'))).toEqual({
      ...all(made.ids, 'unknown (5)'),
      distribution: 'unknown (8)',
    });
  });

  it('takes over its verdict where a deleted stack of SST v2 listed both', async () => {
    const account = anAccount();
    account
      .home()
      .stage('other', 'dev')
      .deploy(account.ago({ days: 500 }), []);
    const at = account.ago({ days: 60 });
    const { ids, site } = everythingOf({ app: 'legacy', stage: 'dev', at });
    const tags = { 'sst:app': 'legacy', 'sst:stage': 'dev' };
    const listed = (logicalId: string, physicalId: string, type: string) => ({
      logicalId,
      physicalId,
      type,
      status: 'DELETE_COMPLETE',
    });
    account.with(site, {
      stacks: [
        {
          name: 'dev-legacy-Site',
          region: 'us-east-1',
          status: 'DELETE_COMPLETE',
          createdAt: account.ago({ days: 61 }),
          deletedAt: account.ago({ days: 9 }),
          tags,
          resources: [
            listed('D', ids.distribution, 'AWS::CloudFront::Distribution'),
            listed('B', ids.bucket, 'AWS::S3::Bucket'),
          ],
        },
      ],
    });
    const two = { distribution: ids.distribution, bucket: ids.bucket };
    expect(await verdicts(account, two)).toEqual(all(two, certain));
    asked(account, ids.distribution);
    expect(await verdicts(account, two)).toEqual({
      distribution: 'unknown (8)',
      bucket: 'unknown (5)',
    });
  });
});

describe('a function or bucket that a distribution of nobody’s uses', () => {
  it('is live behind a multi-tenant distribution, and unknown where an access point may lead to it', async () => {
    const { account, made, entries, stage } = removedStage();
    stage.deploy(account.ago({ days: 90 }), entries).remove(account.ago({ days: 9 }));
    const arn = `arn:aws:cloudfront::123456789012:function/${made.ids.function}`;
    account.without([made.ids.distribution]).with({
      distributions: [
        {
          id: 'ETENANTONLY001',
          connectionMode: 'tenant-only',
          origins: [{ id: 'o', domainName: 'x.example.com' }],
          behaviors: [{ originId: 'o', functions: [{ event: 'viewer-request', arn }] }],
        },
        {
          id: 'EACCESSPOINT01',
          origins: [{ domainName: 'my-ap-123456789012.s3-accesspoint.us-east-1.amazonaws.com' }],
        },
      ],
    });
    const { function: edge, bucket } = made.ids;
    expect(await verdicts(account, { edge, bucket })).toEqual({
      edge: 'live (5)',
      bucket: 'unknown (7)',
    });
  });
});
