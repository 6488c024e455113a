import { describe, expect, it } from 'vitest';
import type { RoleData } from 'simulated-aws';
import { anAccount } from '../../account/account.ts';
import { verdicts } from '../traps/telling.ts';

const tags = { 'sst:app': 'acme', 'sst:stage': 'dev' };
const lambda = 'lambda.amazonaws.com';
const vendor = 'arn:aws:iam::210987654321:root';

/** A stack of SST v2 that was deleted 30 days ago, and one thing that it left. */
function withStack(type: string, physicalId: string, more: readonly string[] = []) {
  const account = anAccount();
  const at = account.ago({ days: 30 });
  const resources = [[type, physicalId] as const, ...more.map((each) => [each, 'x'] as const)];
  account.with({
    stacks: [
      {
        name: 'dev-acme-Api',
        region: 'us-east-1',
        status: 'DELETE_COMPLETE',
        createdAt: account.ago({ days: 200 }),
        deletedAt: at,
        tags,
        resources: resources.map(([kind, id], index) => ({
          logicalId: `R${index}`,
          physicalId: id,
          type: kind,
          status: index === 0 ? 'DELETE_SKIPPED' : 'DELETE_COMPLETE',
          at,
        })),
      },
    ],
  });
  return account;
}

describe('a role that a deleted stack kept', () => {
  async function told(trusts: NonNullable<RoleData['trusts']>) {
    const name = 'dev-acme-Api-ServiceRole1A2B3C4D-ABCDEFGHIJKL';
    const account = withStack('AWS::IAM::Role', name);
    account.with({ roles: [{ name, createdAt: account.ago({ days: 199 }), tags, trusts }] });
    return (await verdicts(account, { name })).name;
  }

  it('is retained where services of AWS alone may assume it', async () => {
    expect(await told([lambda])).toMatch(/^retained/);
  });

  it('is unknown where a vendor may, for no record says who could', async () => {
    expect(await told([lambda, vendor])).toBe('unknown (8)');
  });
});

describe('a log group that a function of a deleted stack left', () => {
  async function told(retentionDays: number | undefined, more: readonly string[] = []) {
    const name = 'dev-acme-Api-Handler1A2B3C4D-ABCDEFGHIJKL';
    const account = withStack('AWS::Lambda::Function', name, more);
    account.with({
      logGroups: [
        {
          name: `/aws/lambda/${name}`,
          region: 'us-east-1',
          createdAt: account.ago({ days: 199 }),
          ...(retentionDays !== undefined && { retentionDays }),
        },
      ],
    });
    return (await verdicts(account, { id: `us-east-1:/aws/lambda/${name}` })).id;
  }

  it('may go as Lambda made it', async () => {
    expect(await told(undefined)).toMatch(/^(?:leftover|retained)/);
  });

  it('is unknown where somebody gave it a retention, for nothing in the stack did', async () => {
    expect(await told(3653)).toBe('unknown (8)');
  });

  it('may go where the stack gave it one', async () => {
    expect(await told(14, ['Custom::LogRetention'])).toMatch(/^(?:leftover|retained)/);
  });
});
