import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { say } from '../attacks/asking.ts';

const stack = 'pr-5-legacy-Site';
const tags = { 'sst:app': 'legacy', 'sst:stage': 'pr-5' };

/** A stack that lived from 100 to 10 days ago and listed one thing. */
const given = (listed: { physicalId: string; type: string; status?: string; at?: string }) => {
  const account = anAccount();
  account.home();
  account.with({
    roles: [{ name: 'edge', trusts: ['edgelambda.amazonaws.com'] }],
    stacks: [
      {
        name: stack,
        region: 'us-east-1',
        status: 'DELETE_COMPLETE',
        createdAt: account.ago({ days: 100 }),
        deletedAt: account.ago({ days: 10 }),
        tags,
        resources: [{ logicalId: 'R', status: 'DELETE_COMPLETE', ...listed }],
      },
    ],
  });
  return account;
};

describe('row 11: what a deleted stack listed', () => {
  it.each([
    ['is its leftover', { type: 'AWS::S3::Bucket' }, 99, 'leftover certain (11)'],
    ['never as CREATE_FAILED', { type: 'AWS::S3::Bucket', status: 'CREATE_FAILED' }, 99, null],
    ['never under another kind’s type', { type: 'AWS::Lambda::Function' }, 99, null],
    ['never what is older than the stack', { type: 'AWS::S3::Bucket' }, 101, null],
  ] as const)('%s', async (_, more, days, expected) => {
    const name = 'a-bucket-of-old';
    const account = given({ physicalId: name, ...more });
    account.with({
      buckets: [{ name, region: 'us-east-1', createdAt: account.ago({ days }), tags }],
    });
    const said = say(await looking(account), name);
    expect(expected === null ? said?.startsWith('leftover certain') : said).toBe(expected ?? false);
  });

  it.each([
    ['before that', 26, 'leftover certain (11)'],
    ['between that and the repeated deletion of the rest', 20, 'unknown (8)'],
  ])('and deleted 25 days ago, of its name and made %s', async (_, days, expected) => {
    const name = 'a-bucket-of-old';
    const deleted = anAccount().ago({ days: 25 });
    const account = given({ physicalId: name, type: 'AWS::S3::Bucket', at: deleted });
    account.with({
      buckets: [{ name, region: 'us-east-1', createdAt: account.ago({ days }), tags }],
    });
    expect(say(await looking(account), name)).toBe(expected);
  });

  it.each([
    [
      'with a name that CloudFormation made up',
      'AWS::Lambda::Function',
      `${stack}-Edge-AbCdEf123456`,
      true,
    ],
    ['with a name that begins like the stack’s', 'AWS::Lambda::Function', `${stack}-edge`, false],
    ['with a name that ends as if made up', 'AWS::Lambda::Function', 'legacy-AbCdEf123456', false],
    ['as SST’s own custom resource', 'Custom::SSTEdgeLambda', 'legacy-edge', true],
  ])('and AWS keeps no creation time of, %s', async (_, type, name, certain) => {
    const account = given({ physicalId: name, type });
    account.with({
      lambdas: [
        {
          name,
          region: 'us-east-1',
          modifiedAt: account.ago({ days: 90 }),
          role: 'arn:aws:iam::123456789012:role/edge',
          tags,
        },
      ],
    });
    expect(say(await looking(account), name) === 'leftover certain (11)').toBe(certain);
  });
});
