import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite, anEdgeSigner } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { say } from '../attacks/asking.ts';
import { aForeigner, cutShort, giveUp, removed, unused } from './given.ts';

const given = (at = 20) => {
  const account = anAccount();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: at }) });
  return { account, site, home: account.home(), id: site.distributions[0].id };
};

describe('row 5', () => {
  it('what a live distribution uses is live, though no state knows it', async () => {
    const { account, site, home } = given();
    const { functions } = aSite({
      app: 'acme',
      stage: 'pr-1',
      seed: 'stray',
      at: account.ago({ days: 19 }),
    });
    const arn = `arn:aws:cloudfront::123456789012:function/${functions[0].name}`;
    site.distributions[0].behaviors = [
      { originId: 'default', functions: [{ event: 'viewer-request', arn }] },
    ];
    account.with(site, { functions });
    home.stage('acme', 'pr-1').deploy(account.ago({ days: 20 }), site.entries);
    expect(say(await looking(account), functions[0].name)).toBe('live (5)');
  });

  it('a use of a version is one of its function', async () => {
    const { account, home } = given();
    const signer = anEdgeSigner({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const lambdas = [{ event: 'origin-request' as const, arn: signer.versionArn }];
    account.with(signer, {
      distributions: [
        aForeigner(account, 'example.com', { behaviors: [{ originId: 'o', lambdas }] }),
      ],
    });
    removed(account, home, signer.entries);
    expect(say(await looking(account), signer.lambdas[0].name)).toBe('live (5)');
  });
});

describe('row 7', () => {
  it('an app’s tag alone can disagree', async () => {
    const { account, site, home, id } = given();
    site.distributions[0].tags = { 'sst:app': 'other' };
    removed(account, home, account.with(site) && site.entries);
    expect(say(await looking(account), id)).toBe('unknown (7)');
  });
});

describe('row 8', () => {
  it('what was changed after its stage’s removal is unknown, though no state knows it', async () => {
    const { account, site, home, id } = given();
    site.distributions[0].modifiedAt = account.ago({ days: 1 });
    account.with({ distributions: site.distributions });
    removed(account, home, []);
    expect(say(await looking(account), id)).toBe('unknown (8)');
  });

  it('what was changed after a living stage let it go is unknown', async () => {
    const { account, site, home, id } = given();
    site.distributions[0].modifiedAt = account.ago({ days: 1 });
    const kept = aSite({
      app: 'acme',
      stage: 'pr-1',
      component: 'Kept',
      at: account.ago({ days: 20 }),
    });
    account.with(site, kept);
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), [...site.entries, ...kept.entries])
      .deploy(account.ago({ days: 9 }), kept.entries);
    expect(say(await looking(account), id)).toBe('unknown (8)');
  });

  it('a change within the second in which its stage let it go is no later one', async () => {
    const { account, site, home, id } = given();
    site.distributions[0].modifiedAt = later(account.ago({ days: 3 }), 180.5);
    removed(account, home, account.with(site) && site.entries);
    expect(say(await looking(account), id)).toBe('leftover certain (11)');
  });

  it('what was changed after an abandoned stage’s last state is unknown', async () => {
    const { account, site, home, id } = given();
    site.distributions[0].modifiedAt = account.ago({ days: 1 });
    account.with(site);
    home.stage('acme', 'pr-1').deploy(account.ago({ days: 20 }), site.entries);
    expect(say(await looking(account, giveUp('pr-1')), id)).toBe('unknown (8)');
  });

  it('what an abandoned stage has now may have left another home of it before, in any way', async () => {
    const { account, site, home, id } = given(90);
    const [{ name }] = site.functions;
    site.functions[0].modifiedAt = account.ago({ days: 30 });
    account.with({ ...site, ...unused(site) });
    site.distributions[0].behaviors = [];
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 90 }), site.entries)
      .run(cutShort(account, 50));
    account
      .home('eu-west-1')
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 10 }), site.entries);
    const looked = await looking(account, giveUp('pr-1'));
    expect([say(looked, name), say(looked, id)]).toEqual(['leftover low (14)', 'unknown (16)']);
  });

  it('a guarded kind needs no proven departure', async () => {
    const { account, site, home } = given();
    account.with(unused(site));
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .run(cutShort(account, 9))
      .remove(account.ago({ days: 8 }));
    expect(say(await looking(account), site.functions[0].name)).toBe('leftover high (14)');
  });

  it('an unregistered home’s stage that is given up by name claims nothing', async () => {
    const { account, site, home, id } = given();
    account.with(site);
    removed(account, home, site.entries);
    const second = account.home('eu-west-1', { registered: false });
    second
      .stage('acme', 'pr-2')
      .deploy(account.ago({ days: 15 }), [
        { type: 'aws:s3/bucket:Bucket', name: 'B', id: 'its-own', inputs: { policy: id } },
      ]);
    expect(say(await looking(account), id)).toBe('unknown (8)');
    const options = giveUp('pr-2', { bucket: second.bucket.name });
    expect(say(await looking(account, options), id)).toBe('leftover certain (11)');
  });
});

describe('row 9', () => {
  it.each([
    ['retainOnDelete', { retainOnDelete: true }],
    ['protect', { protect: true }],
    ['importID', { importID: 'E1' }],
    ['the input retainOnDelete', { inputs: { retainOnDelete: true } }],
    ['the input skipDestroy', { inputs: { skipDestroy: true } }],
  ])('%s keeps it', async (_, flags) => {
    const { account, site, home, id } = given();
    const entries = site.entries.map((entry) => ({ ...entry, ...flags }));
    removed(account, home, account.with(site) && entries);
    expect(say(await looking(account), id)).toBe('retained (9)');
  });

  it('so it does in the state of an abandoned stage', async () => {
    const { account, site, home, id } = given();
    account.with(site);
    home.stage('acme', 'pr-1').deploy(
      account.ago({ days: 20 }),
      site.entries.map((entry) => ({ ...entry, protect: true })),
    );
    expect(say(await looking(account, giveUp('pr-1')), id)).toBe('retained (9)');
  });

  it.each([
    ['AWS::S3::Bucket', 'retained (9)'],
    ['Custom::SSTEdgeLambdaBucket', 'leftover high (9)'],
  ])('what CloudFormation skipped as %s', async (type, expected) => {
    const { account } = given();
    const name = 'pr-5-legacy-bucket';
    const tags = { 'sst:app': 'legacy', 'sst:stage': 'pr-5' };
    account.with({
      buckets: [{ name, region: 'us-east-1', createdAt: account.ago({ days: 50 }), tags }],
      stacks: [
        {
          name: 'pr-5-legacy-Site',
          region: 'us-east-1',
          status: 'DELETE_COMPLETE',
          createdAt: account.ago({ days: 51 }),
          deletedAt: account.ago({ days: 10 }),
          tags,
          resources: [{ logicalId: 'B', physicalId: name, type, status: 'DELETE_SKIPPED' }],
        },
      ],
    });
    expect(say(await looking(account), name)).toBe(expected);
  });

  it('what CloudFormation skipped as Custom::SSTEdgeLambda', async () => {
    const { account } = given();
    const name = 'pr-5-legacy-edge';
    account.with({
      lambdas: [{ name, region: 'us-east-1', modifiedAt: account.ago({ days: 50 }) }],
      stacks: [
        {
          name: 'pr-5-legacy-Site',
          region: 'us-east-1',
          status: 'DELETE_COMPLETE',
          createdAt: account.ago({ days: 51 }),
          deletedAt: account.ago({ days: 10 }),
          tags: { 'sst:app': 'legacy', 'sst:stage': 'pr-5' },
          resources: [
            {
              logicalId: 'E',
              physicalId: name,
              type: 'Custom::SSTEdgeLambda',
              status: 'DELETE_SKIPPED',
            },
          ],
        },
      ],
    });
    expect(say(await looking(account), name)).toBe('leftover high (9)');
  });
});
