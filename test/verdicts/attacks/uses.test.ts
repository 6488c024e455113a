import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite, aUserBucket, anEdgeSigner } from '../../account/sites.ts';
import { say } from './asking.ts';

describe('what uses it', () => {
  // Row 5: "A reference to a version or alias is one to the function", listed or not.
  it('a version that the list does not show keeps its function', async () => {
    const account = anAccount();
    const signer = anEdgeSigner({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const { name } = signer.lambdas[0];
    account.with(signer, {
      distributions: [
        {
          id: 'EFOREIGN0000001',
          origins: [{ id: 'o', domainName: 'example.com' }],
          behaviors: [
            {
              originId: 'o',
              // Published after ListFunctions was read, or on a page that raced.
              lambdas: [
                {
                  event: 'origin-request',
                  arn: `arn:aws:lambda:us-east-1:123456789012:function:${name}:9`,
                },
              ],
            },
          ],
          modifiedAt: account.ago({ days: 100 }),
        },
      ],
    });
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), signer.entries)
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), name)).toBe('live (5)');
  });

  // Used: "a use, invocation or event SINCE THE DEPARTURE; without one, in 30 days".
  it('an invocation 40 days ago counts where the departure is 60 days old', async () => {
    const account = anAccount();
    const signer = anEdgeSigner({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) });
    const { name } = signer.lambdas[0];
    account
      .with(signer, {
        metrics: [
          {
            namespace: 'AWS/Lambda',
            name: 'Invocations',
            region: 'us-east-1',
            dimensions: { FunctionName: name },
            points: [{ at: account.ago({ days: 40 }), value: 7 }],
          },
        ],
      })
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 90 }), signer.entries)
      .remove(account.ago({ days: 60 }));
    expect(say(await looking(account), name)).toBe('unknown (8)');
  });

  // Row 5: "an origin that is another distribution's domain"; an alias is one of its domains.
  it('an origin that is another distribution’s alias uses it', async () => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    site.distributions[0].aliases = ['assets.acme.dev'];
    account.with(site, {
      distributions: [
        {
          id: 'EFOREIGN0000001',
          origins: [{ id: 'o', domainName: 'assets.acme.dev' }],
          behaviors: [{ originId: 'o' }],
          modifiedAt: account.ago({ days: 100 }),
        },
      ],
    });
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ days: 3 }));
    const looked = await looking(account, {
      match: { allowTraffic: true },
      resolving: ['assets.acme.dev'],
    });
    expect(say(looked, site.distributions[0].id)).toBe('live (5)');
  });

  // A staging distribution serves a part of its primary's visitors: only the primary's policy names it.
  it('the staging distribution of a foreign one is in use', async () => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const [staging] = site.distributions;
    staging.staging = true;
    staging.domainName = 'dstaging.cloudfront.net';
    account.with(site, {
      distributions: [
        {
          id: 'EPRIMARY0000001',
          origins: [{ id: 'o', domainName: 'example.com' }],
          behaviors: [{ originId: 'o' }],
          continuousDeploymentPolicyId: 'p-1',
          modifiedAt: account.ago({ days: 100 }),
        },
      ],
    });
    account.data.cloudfront.continuousDeploymentPolicies = [
      { id: 'p-1', stagingDomains: ['dstaging.cloudfront.net'], enabled: true },
    ];
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ days: 3 }));
    expect((await looking(account)).of(staging.id).verdict).not.toBe('leftover');
  });

  // Row 5, "log buckets": server access logs of a bucket go somewhere too.
  it('the target of another bucket’s access logs is in use', async () => {
    const account = anAccount();
    const bucket = aUserBucket({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const [target] = bucket.buckets;
    target.logDelivery = true;
    account.with(bucket, {
      buckets: [
        {
          name: 'live-data',
          region: 'us-east-1',
          createdAt: account.ago({ days: 400 }),
          logging: { bucket: target.name },
        },
      ],
    });
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), bucket.entries)
      .remove(account.ago({ days: 3 }));
    expect((await looking(account)).of(target.name).verdict).not.toBe('leftover');
  });

  // Claimed: "in a decoded string value"; in code that holds JSON with line ends the name follows a literal `\\n`.
  it('a name after an escaped line end is a word', async () => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    account.with(site);
    const home = account.home();
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ days: 3 }));
    home.stage('acme', 'prod').deploy(account.ago({ days: 9 }), [
      {
        type: 'aws:cloudfront/function:Function',
        name: 'F',
        id: 'prod-router',
        inputs: {
          code: `const ids = JSON.parse(${JSON.stringify(JSON.stringify(`ids:\n${site.distributions[0].id}\n`))});`,
        },
      },
    ]);
    expect(say(await looking(account), site.distributions[0].id)).toBe('live (4)');
  });

  // "A cycle is judged as one": what a live member of it references is live.
  it('a retained member of a cycle that something foreign references is live', async () => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const [mine] = site.distributions;
    mine.origins = [{ id: 'default', domainName: 'dzzzz.cloudfront.net' }];
    mine.domainName = 'daaaa.cloudfront.net';
    account.with(site, {
      distributions: [
        {
          id: 'EZFOREIGN000001',
          domainName: 'dzzzz.cloudfront.net',
          origins: [{ id: 'o', domainName: 'daaaa.cloudfront.net' }],
          behaviors: [{ originId: 'o' }],
          modifiedAt: account.ago({ days: 100 }),
        },
      ],
    });
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(
        account.ago({ days: 20 }),
        site.entries.map((entry) => ({ ...entry, retainOnDelete: true })),
      )
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), mine.id)).toBe('live (5)');
  });
});

describe('log buckets', () => {
  // Full configurations cost a call each: only the service that may write here is asked.
  it.each([
    ['cloudfront', 'GetDistributionConfig', 'GetBucketLogging'],
    ['s3', 'GetBucketLogging', 'GetDistributionConfig'],
  ] as const)('for a bucket that %s may write into asks %s alone', async (delivery, read, not) => {
    const account = anAccount();
    const bucket = aUserBucket({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const [target] = bucket.buckets;
    target.logDelivery = delivery;
    const plain = aSite({ app: 'shop', stage: 'prod', at: account.ago({ days: 20 }) });
    account.with(bucket, plain);
    const home = account.home();
    home.stage('shop', 'prod').deploy(account.ago({ days: 20 }), plain.entries);
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), bucket.entries)
      .remove(account.ago({ days: 3 }));
    const look = await looking(account);
    expect(look.of(target.name).verdict).toBe('leftover');
    const asked = look.aws.requests.map(({ operation }) => operation.split('.')[1]);
    expect(asked).toContain(read);
    expect(asked).not.toContain(not);
  });
});
