import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { giveUp } from '../definitions/given.ts';
import { verdicts } from '../traps/telling.ts';
import { all, everythingOf, words } from './everything.ts';

describe('what lies behind a distribution whose alias resolves', () => {
  it.each([
    'the distribution left in a deploy, the rest in the remove',
    'the rest left in a deploy, the distribution in the remove',
    'a killed deploy made the distribution, the rest left in the remove',
  ])('is unknown like that: %s', async (how) => {
    const account = anAccount();
    const at = account.ago({ days: 90 });
    const made = everythingOf({ stage: 'pr-1', at });
    const isFront = ({ type }: { type: string }) => type.endsWith('Distribution');
    const [front, rest] = [
      made.entries.filter(isFront),
      made.entries.filter((entry) => !isFront(entry)),
    ];
    const [distribution] = made.site.distributions;
    distribution.aliases = ['www.acme.com'];
    const stage = account
      .with(...made.parts)
      .home()
      .stage('acme', 'pr-1')
      .deploy(at, made.entries);
    if (how.startsWith('the distribution')) stage.deploy(account.ago({ days: 50 }), rest);
    if (how.startsWith('the rest')) stage.deploy(account.ago({ days: 50 }), front);
    if (how.startsWith('a killed')) {
      const start = account.ago({ days: 40 });
      account.data.cloudfront.distributions = [
        { ...distribution, id: 'ESECOND0000001', modifiedAt: later(start, 90) },
      ];
      stage.run({
        at: start,
        entries: made.entries,
        completed: false,
        unlockedAt: account.ago({ days: 39 }),
      });
    }
    stage.remove(account.ago({ days: 9 }));
    const { distribution: _, ...ids } = made.ids;
    const said = await verdicts(account, ids, { resolving: ['www.acme.com'] });
    expect(words(said)).toEqual(all(ids, 'unknown'));
  });
});

it.each([
  ['left in an earlier deploy', true],
  ['no state tells of', false],
])('a bucket may be read by a function that %s and is still invoked', async (_, recorded) => {
  const account = anAccount();
  const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) };
  const [api, uploads] = [aServer(place), aUserBucket(place)];
  account
    .with(api, uploads, {
      metrics: [
        {
          namespace: 'AWS/Lambda',
          name: 'Invocations',
          region: 'us-east-1',
          dimensions: { FunctionName: api.lambdas[0].name },
          points: [{ at: account.ago({ days: 2 }), value: 3 }],
        },
      ],
    })
    .home()
    .stage('acme', 'pr-1')
    .deploy(place.at, [...(recorded ? api.entries : []), ...uploads.entries])
    .deploy(account.ago({ days: 50 }), uploads.entries)
    .remove(account.ago({ days: 9 }));
  const said = words(await verdicts(account, { bucket: uploads.buckets[0].name }));
  expect(said).toEqual({ bucket: 'unknown' });
});

describe('what lies behind a staging distribution that runs no function', () => {
  it.each([
    ['of another component, and left with it', 'Other', ['front', 'rest']],
    ['of its component, and left in a deploy before it', 'Web', ['rest', 'front']],
    ['of its component, and left in a deploy after it', 'Web', ['front', 'rest']],
  ])('is unknown like that where it is %s', async (how, component, order) => {
    const account = anAccount();
    const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) };
    const { distributions, entries } = aSite(place);
    const [distribution] = distributions;
    distribution.staging = true;
    distribution.behaviors = [];
    distribution.origins = [{ id: 'default', domainName: 'placeholder.sst.dev' }];
    const front = entries.filter(({ id }) => id === distribution.id);
    const bucket = aUserBucket({ ...place, component });
    const parts = { front, rest: bucket.entries };
    const stage = account
      .with({ distributions, buckets: bucket.buckets })
      .home()
      .stage('acme', 'pr-1')
      .deploy(place.at, [...front, ...bucket.entries]);
    if (!how.includes('with it'))
      stage.deploy(account.ago({ days: 50 }), parts[order[1] as 'front' | 'rest']);
    stage.remove(account.ago({ days: 9 }));
    const said = await verdicts(account, { bucket: bucket.buckets[0].name });
    expect(said).toEqual({ bucket: 'unknown (5)' });
  });
});

it('a bucket may stand behind a Router that left in another deploy, runs no function and lives', async () => {
  const account = anAccount();
  const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) };
  const { distributions, entries } = aSite({ ...place, component: 'Entry' });
  const [distribution] = distributions;
  distribution.behaviors = [];
  distribution.origins = [{ id: 'default', domainName: 'placeholder.sst.dev' }];
  distribution.domainName = 'd111111abcdef8.cloudfront.net';
  const front = entries
    .filter(({ id }) => id === distribution.id)
    .map((entry) => ({ ...entry, under: [['sst:aws:Router', 'Entry']] as const }));
  const bucket = aUserBucket({ ...place, component: 'Uploads' });
  const other = { id: 'EFRONTOFOTHER1', origins: [{ domainName: distribution.domainName }] };
  account
    .with({ distributions: [...distributions, other], buckets: bucket.buckets })
    .home()
    .stage('acme', 'pr-1')
    .deploy(place.at, [...front, ...bucket.entries])
    .deploy(account.ago({ days: 50 }), bucket.entries)
    .remove(account.ago({ days: 9 }));
  const ids = { distribution: distribution.id, bucket: bucket.buckets[0].name };
  expect(await verdicts(account, ids)).toEqual({
    distribution: 'live (5)',
    bucket: 'unknown (5)',
  });
});

it.each([
  ['Api', 'Zed'],
  ['Zed', 'Api'],
])('the function %s may be called by %s, which is still invoked', async (idle, busy) => {
  const account = anAccount();
  const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) };
  const [callee, caller] = [
    aServer({ ...place, component: idle }),
    aServer({ ...place, component: busy }),
  ];
  account
    .with(callee, caller, {
      metrics: [
        {
          namespace: 'AWS/Lambda',
          name: 'Invocations',
          region: 'us-east-1',
          dimensions: { FunctionName: caller.lambdas[0].name },
          points: [{ at: account.ago({ days: 2 }), value: 3 }],
        },
      ],
    })
    .home()
    .stage('acme', 'pr-1')
    .deploy(place.at, [...callee.entries, ...caller.entries])
    .remove(account.ago({ days: 9 }));
  const ids = { idle: `us-east-1:${callee.lambdas[0].name}` };
  expect(words(await verdicts(account, ids))).toEqual({ idle: 'unknown' });
});

describe('what lies behind a staging distribution that has neither code nor tags', () => {
  function aStagingSite() {
    const account = anAccount();
    const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) };
    const { distributions, buckets, entries } = aSite(place);
    const [[distribution], [bucket]] = [distributions, buckets];
    distribution.staging = true;
    distribution.behaviors = [];
    distribution.origins = [{ id: 'default', domainName: 'placeholder.sst.dev' }];
    delete distribution.tags;
    delete distribution.comment;
    delete bucket.tags;
    account.with({ distributions, buckets });
    const own = entries
      .filter(({ id }) => id === distribution.id || id === bucket.name)
      .map((entry) => ({ ...entry, outputs: { ...entry.outputs, tagsAll: {} } }));
    return { account, place, distribution, bucket, own };
  }

  it('is unknown where its stage is given up', async () => {
    const { account, place, bucket, own } = aStagingSite();
    account.home().stage('acme', 'pr-1').deploy(place.at, own);
    const said = await verdicts(account, { bucket: bucket.name }, giveUp('pr-1'));
    expect(said).toEqual({ bucket: 'unknown (5)' });
  });

  it('is unknown where a deleted stack of SST v2 listed both', async () => {
    const { account, distribution, bucket } = aStagingSite();
    const listed = (logicalId: string, physicalId: string, type: string) => ({
      logicalId,
      physicalId,
      type,
      status: 'DELETE_COMPLETE',
    });
    account.with({
      stacks: [
        {
          name: 'pr-1-acme-Site',
          region: 'us-east-1',
          status: 'DELETE_COMPLETE',
          createdAt: account.ago({ days: 91 }),
          deletedAt: account.ago({ days: 9 }),
          tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
          resources: [
            listed('D', distribution.id, 'AWS::CloudFront::Distribution'),
            listed('B', bucket.name, 'AWS::S3::Bucket'),
          ],
        },
      ],
    });
    expect(await verdicts(account, { bucket: bucket.name })).toEqual({ bucket: 'unknown (5)' });
  });
});
