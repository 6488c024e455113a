import { describe, expect, it } from 'vitest';
import type { StackData } from 'simulated-aws';
import { type AccountBuilder, anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';
import { say } from '../attacks/asking.ts';

const aStack = (account: AccountBuilder, more: Partial<StackData>): StackData => ({
  name: 'shared-edge',
  region: 'us-east-1',
  status: 'CREATE_COMPLETE',
  createdAt: account.ago({ days: 300 }),
  ...more,
});

describe('row 1', () => {
  it('what CDKToolkit owns is bootstrap, and what looks like an asset bucket is not', async () => {
    const account = anAccount();
    account.home();
    const createdAt = account.ago({ days: 500 });
    account.with({
      buckets: ['cdk-hnb659fds-assets', 'sst-asset-of-mine'].map((name) => ({
        name,
        region: 'us-east-1',
        createdAt,
        tags: { 'sst:app': 'acme' },
      })),
      stacks: [
        aStack(account, {
          name: 'CDKToolkit',
          resources: [
            {
              logicalId: 'StagingBucket',
              physicalId: 'cdk-hnb659fds-assets',
              type: 'AWS::S3::Bucket',
              status: 'CREATE_COMPLETE',
            },
          ],
        }),
      ],
    });
    const looked = await looking(account);
    expect(say(looked, 'cdk-hnb659fds-assets')).toBe('protected (1)');
    expect(say(looked, 'sst-asset-of-mine')).toBe('unknown (16)');
  });
});

describe('row 3', () => {
  it.each(['sst:app', 'sst:stage'])('lists what carries the tag %s alone', async (tag) => {
    const account = anAccount();
    account.home();
    account.with({
      distributions: [
        { id: 'ETAGGED00000001', modifiedAt: account.ago({ days: 90 }), tags: { [tag]: 'x' } },
      ],
    });
    expect(say(await looking(account), 'ETAGGED00000001')).toBe('unknown (16)');
  });

  it('lists an edge function whose environment alone says whose it is', async () => {
    const account = anAccount();
    account.home();
    const role = 'arn:aws:iam::123456789012:role/edge';
    account.with({
      lambdas: [
        {
          name: 'signer',
          region: 'us-east-1',
          modifiedAt: account.ago({ days: 90 }),
          role,
          environment: { SST_RESOURCE_App: '{"name":"acme","stage":"pr-1"}' },
        },
      ],
      roles: [{ name: 'edge', trusts: ['edgelambda.amazonaws.com'] }],
    });
    expect(say(await looking(account), 'signer')).toBe('unknown (16)');
  });

  it('lists what an SST-tagged stack names, and not what any other stack does', async () => {
    const account = anAccount();
    account.home();
    account.with({
      functions: ['theirs', 'ours'].map((name) => ({ name, createdAt: account.ago({ days: 90 }) })),
      stacks: [
        aStack(account, { parameters: { Function: 'theirs' } }),
        aStack(account, {
          name: 'prod-acme-Site',
          tags: { 'sst:app': 'acme', 'sst:stage': 'prod' },
          outputs: { Function: 'ours' },
        }),
      ],
    });
    const looked = await looking(account);
    expect([say(looked, 'theirs'), say(looked, 'ours')]).toEqual([null, 'live (4)']);
  });

  it('lists a name that nobody but SST gives, and one that a failed deploy named', async () => {
    const account = anAccount();
    const named = 'security-headers';
    const shaped = 'gone-dev-WebCloudfrontFunctionRequest-frontend';
    account.with({
      functions: [named, shaped].map((name) => ({ name, createdAt: account.ago({ days: 90 }) })),
    });
    account
      .home()
      .stage('acme', 'dev')
      .deploy(account.ago({ days: 9 }), [], {
        errors: [
          {
            urn: 'urn:pulumi:dev::acme::aws:cloudfront/function:Function::Headers',
            message: `creating CloudFront Function (${named}): FunctionAlreadyExists: it exists`,
          },
        ],
      });
    const looked = await looking(account);
    expect([say(looked, named), say(looked, shaped)]).toEqual(['unknown (16)', 'unknown (16)']);
  });
});

describe('row 4', () => {
  it.each(['parameters', 'outputs'] as const)('a stack claims by its %s', async (member) => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const [{ id }] = site.distributions;
    account
      .with(site, { stacks: [aStack(account, { [member]: { Distribution: `the id ${id}.` } })] })
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), id)).toBe('live (4)');
  });

  it('a stack whose deletion failed claims, and the finding says so', async () => {
    const account = anAccount();
    account.home();
    account.with({
      distributions: [{ id: 'EV2FAILED000001', modifiedAt: account.ago({ days: 90 }) }],
      stacks: [
        aStack(account, {
          status: 'DELETE_FAILED',
          tags: { 'sst:app': 'acme', 'sst:stage': 'prod' },
          resources: [
            {
              logicalId: 'D',
              physicalId: 'EV2FAILED000001',
              type: 'AWS::CloudFront::Distribution',
              status: 'DELETE_FAILED',
            },
          ],
        }),
      ],
    });
    const finding = (await looking(account)).of('EV2FAILED000001');
    expect(finding.verdict).toBe('live');
    expect(finding.evidence.map(({ code }) => code)).toContain('claimed-by-failed-delete');
  });

  it('“run `sst remove` again” is said of what a killed remove left, and not of what it only names', async () => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const shared = { name: 'shared-headers', createdAt: account.ago({ days: 90 }) };
    const [own] = site.entries;
    if (!own) throw new Error('the site has no entry');
    account
      .with(site, { functions: [shared] })
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ days: 9 }), {
        entries: [{ ...own, inputs: { code: 'shared-headers' } }],
        completed: false,
      });
    const looked = await looking(account);
    const codes = (id: string) => looked.of(id).evidence.map(({ code }) => code);
    expect(codes(site.functions[0].name)).toContain('claimed-by-failed-remove');
    expect(codes(shared.name)).toContain('named');
    expect(codes(shared.name)).not.toContain('claimed-by-failed-remove');
  });
});
