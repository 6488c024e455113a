import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite, aUserBucket, anEdgeSigner } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { aBucketIn, say, withFault } from '../attacks/asking.ts';
import { beginning, betweenPushes, cutShort, removed, unused } from './given.ts';

const given = (at = 20) => {
  const account = anAccount();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: at }) });
  return { account, site, home: account.home(), id: site.distributions[0].id };
};

describe('homes', () => {
  it('of a region whose bootstrap could not be read count as registered for claims', async () => {
    const { account, site, id } = given();
    const home = account.with(site).home('eu-west-1');
    home.stage('acme', 'prod').deploy(account.ago({ days: 15 }), site.entries);
    const fault = { kind: 'deny', operation: 'SSM.GetParameter', region: 'eu-west-1' } as const;
    expect(say(await withFault(account, fault), id)).toBe('live (4)');
  });

  it('that a bootstrap names and that are not there hide everything', async () => {
    const { account, site, home, id } = given();
    removed(account, home, account.with(site) && site.entries);
    aBucketIn(account, 'eu-west-1');
    const value = JSON.stringify({ state: 'sst-state-ofanotherkind' });
    account.data.ssm?.parameters.push({ name: '/sst/bootstrap', region: 'eu-west-1', value });
    expect(say(await looking(account), id)).toBe('unknown (7)');
  });
});

describe('known pairs', () => {
  it('are those of an app/ key, with or without records', async () => {
    const { account, site, home } = given(95);
    account.with(unused(site));
    const stage = home.stage('acme', 'pr-1').deploy(account.ago({ days: 90 }), []);
    home.bucket.objects = home.bucket.objects?.filter(({ key }) => key.startsWith('app/')) ?? [];
    expect(stage.stage).toBe('pr-1');
    expect(say(await looking(account), site.functions[0].name)).toBe('leftover high (14)');
  });
});

describe('unseen homes', () => {
  const tags = { 'sst:app': 'acme', 'sst:stage': 'pr-1' };

  it.each([
    ['after its removal', { days: 1 }],
    ['before its oldest run', { days: 99 }],
  ])('are told by tagged resources that were changed %s', async (_, ago) => {
    const { account, site, home } = given();
    account.with(unused(site));
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .run(cutShort(account, 12))
      .remove(account.ago({ days: 9 }));
    expect(say(await looking(account), site.functions[0].name)).toBe('leftover high (14)');
    account.with({
      distributions: [{ id: 'ETAGGED00000001', modifiedAt: account.ago(ago), tags }],
    });
    expect(say(await looking(account), site.functions[0].name)).toBe('unknown (16)');
  });
});

describe('an app that only deleted stacks know', () => {
  /** What a deleted stack listed and is older than it, and something of another stage. */
  function listedByStack(tagged: 'nothing' | 'a distribution' | 'a queue') {
    const account = anAccount();
    account
      .home()
      .stage('other', 'prod')
      .deploy(account.ago({ days: 400 }), []);
    const at = account.ago({ days: 80 });
    const [made] = aSite({ app: 'legacy', stage: 'pr-5', at }).functions;
    account.with({
      functions: [made],
      stacks: [
        {
          name: 'pr-5-legacy-Site',
          region: 'us-east-1',
          status: 'DELETE_COMPLETE',
          createdAt: account.ago({ days: 79 }),
          deletedAt: account.ago({ days: 60 }),
          tags: { 'sst:app': 'legacy', 'sst:stage': 'pr-5' },
          resources: [
            {
              logicalId: 'R',
              type: 'AWS::CloudFront::Function',
              status: 'DELETE_COMPLETE',
              physicalId: made.name,
            },
          ],
        },
      ],
    });
    const tags = { 'sst:app': 'legacy', 'sst:stage': 'prod' };
    if (tagged === 'a distribution')
      account.with({ distributions: [{ id: 'ETAGGED00000001', modifiedAt: at, tags }] });
    if (tagged === 'a queue') {
      const region = 'us-east-1';
      const arn = `arn:aws:sqs:${region}:123456789012:legacy-prod-Queue`;
      account.data.tagging = { ghosts: [{ arn, region, tags }] };
    }
    return { account, name: made.name };
  }

  it('is quiet where nothing carries its tag', async () => {
    const { account, name } = listedByStack('nothing');
    expect(say(await looking(account), name)).toBe('leftover high (14)');
  });

  it.each(['a distribution', 'a queue'] as const)(
    'has a home somewhere else where %s of any of its stages carries its tag',
    async (tagged) => {
      const { account, name } = listedByStack(tagged);
      expect(say(await looking(account), name)).toBe('unknown (16)');
    },
  );
});

describe('owners', () => {
  it('by environment can disagree with the tags', async () => {
    const { account, home } = given();
    const signer = anEdgeSigner({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    signer.lambdas[0].environment = { SST_RESOURCE_App: '{"name":"acme","stage":"prod"}' };
    removed(account, home, account.with(signer) && signer.entries);
    expect(say(await looking(account), signer.lambdas[0].name)).toBe('unknown (7)');
  });

  it('by name count only where nothing else says whose it is', async () => {
    const { account, site, home } = given();
    const stack = (name: string, stage: string, physicalId: string) => ({
      name,
      region: 'us-east-1',
      status: 'DELETE_COMPLETE',
      createdAt: account.ago({ days: 30 }),
      deletedAt: account.ago({ days: 10 }),
      tags: { 'sst:app': 'acme', 'sst:stage': stage },
      resources: [
        {
          logicalId: 'F',
          physicalId,
          type: 'AWS::CloudFront::Function',
          status: 'DELETE_COMPLETE',
        },
      ],
    });
    const [{ name }] = site.functions;
    account.with(unused(site), { stacks: [stack('pr-2-acme-Site', 'pr-2', name)] });
    home.stage('acme', 'pr-1').deploy(account.ago({ days: 40 }), []);
    const looked = await looking(account);
    expect(say(looked, name)).toBe('leftover certain (11)');
    expect(looked.of(name).stage).toBe('pr-2');
    account.with({ stacks: [stack('pr-3-acme-Site', 'pr-3', name)] });
    expect(say(await looking(account), name)).toBe('unknown (7)');
  });
});

describe('row 15', () => {
  it.each([
    ['a bucket', 'acme-pr-1-webassetsbucket-bcdefhkm'],
    // Names of log groups are no sign of another home: nothing but the states speaks for this one.
    ['a log group', '/aws/lambda/acme-pr-1-WebServerFunction-bcdefhkm'],
  ] as const)(
    '%s that is older than the states that are left may be anybody’s by now',
    async (what, name) => {
      const { account, home } = given();
      const start = account.ago({ days: 20 });
      const made = [{ name, region: 'us-east-1', createdAt: later(start, 120) }];
      account.with(what === 'a bucket' ? { buckets: made } : { logGroups: made });
      const id = what === 'a bucket' ? name : `us-east-1:${name}`;
      home
        .stage('acme', 'pr-1')
        .run(beginning(account))
        .run(cutShort(account, 20))
        .remove(account.ago({ days: 3 }));
      expect(say(await looking(account), id)).toBe('leftover low (15)');
      // What is left begins with the killed deploy's last push, 40 seconds after it was made.
      home.bucket.objects = (home.bucket.objects ?? []).filter(
        ({ key, at = '' }) => key.startsWith('update/') || at >= later(start, 160),
      );
      expect(say(await looking(account), id)).toBe('unknown (16)');
    },
  );

  it('what was made in a run whose last state was erased may have been kept on purpose', async () => {
    const { account, home } = given();
    const at = account.ago({ days: 20 });
    const site = aSite({ app: 'acme', stage: 'pr-1', at });
    account.with({ distributions: site.distributions });
    const kept = site.entries.map((entry) => ({ ...entry, retainOnDelete: true }));
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 40 }), [])
      .purge()
      .deploy(at, kept)
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), site.distributions[0].id)).toBe('retained (9)');
    home.bucket.objects =
      home.bucket.objects?.filter(
        ({ key, body }) =>
          key !== 'app/acme/pr-1.json' || !JSON.stringify(body).includes('retainOnDelete'),
      ) ?? [];
    expect(say(await looking(account), site.distributions[0].id)).toBe('unknown (16)');
  });

  it('a completed run ends with its record, though its lock seems to last into the next run', async () => {
    const { account, home } = given();
    const at = account.ago({ days: 20 });
    const site = aSite({ app: 'acme', stage: 'pr-1', at });
    account.with({ distributions: site.distributions });
    const kept = site.entries.map((entry) => ({ ...entry, retainOnDelete: true }));
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 40 }), [])
      .purge()
      .deploy(at, kept)
      .deploy(account.ago({ days: 10 }), [])
      .remove(account.ago({ days: 3 }));
    const ends = (home.bucket.objects ?? []).filter(
      ({ key, deleteMarker }) => key.startsWith('lock/') && deleteMarker,
    );
    const [firstEnd] = ends.filter((object) => (object.at ?? '') > at);
    home.bucket.objects = (home.bucket.objects ?? []).filter((object) => object !== firstEnd);
    expect(say(await looking(account), site.distributions[0].id)).toBe('retained (9)');
  });

  it('what could not be read may hide a sign of an unseen home, in whatever region', async () => {
    const { account, home } = given();
    const at = account.ago({ days: 9 });
    const uploads = aUserBucket({ app: 'acme', stage: 'pr-1', at });
    account.with({
      buckets: uploads.buckets.map((bucket) => ({ ...bucket, objects: [], region: 'eu-west-1' })),
    });
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), [])
      .run({
        at: account.ago({ days: 9, minutes: 1 }),
        completed: false,
        unlockedAt: account.ago({ days: 8 }),
        entries: [],
      })
      .remove(account.ago({ days: 3 }));
    const [{ name }] = uploads.buckets;
    expect(say(await looking(account), name)).toBe('leftover high (12)');
    const said = async (operation: string) => {
      account.data.faults = [{ kind: 'deny', operation, region: 'us-east-1' }];
      return say(await looking(account), name);
    };
    expect(await said('CloudFront.ListFunctions')).toBe('leftover high (12)');
    // A function that is not listed may read the bucket, too.
    expect(await said('Lambda.ListFunctions')).toBe('unknown (7)');
    expect(await said('Tagging.GetResources')).toBe('unknown (16)');
  });

  it('an environment is no sign of a removed stage, as tags are', async () => {
    const { account, home } = given();
    const name = 'acme-pr-2-WebEdgeFn-bcdefhkm';
    const signer = {
      name,
      region: 'us-east-1',
      modifiedAt: betweenPushes(account, 20),
      role: 'arn:aws:iam::123456789012:role/edge',
      environment: { SST_RESOURCE_App: '{"name":"acme","stage":"pr-1"}' },
    };
    account.with({
      lambdas: [signer],
      roles: [{ name: 'edge', trusts: ['edgelambda.amazonaws.com'] }],
    });
    home.stage('acme', 'pr-2').deploy(account.ago({ days: 40 }), []);
    home
      .stage('acme', 'pr-1')
      .run(beginning(account))
      .run(cutShort(account, 20))
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), name)).toBe('unknown (16)');
    account
      .without([name])
      .with({ lambdas: [{ ...signer, tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' } }] });
    expect(say(await looking(account), name)).toBe('leftover low (15)');
  });
});
