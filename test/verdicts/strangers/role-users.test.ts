import { describe, expect, it } from 'vitest';
import type { Fault, RoleData } from 'simulated-aws';
import { accountId, anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { looking, said } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';
import { trustPolicy } from '../../account/trust.ts';
import { verdicts } from '../traps/telling.ts';

const certain = 'leftover certain (11)';
const unknown = 'unknown (8)';
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

interface Story {
  /** What somebody made of the role since. */
  readonly now?: Partial<RoleData>;
  /** Services that it has always trusted. */
  readonly services?: readonly string[];
  /** What its last state says of it besides whom it trusts. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly more?: (role: string) => readonly Entry[];
  readonly fault?: Fault;
}

/** The role of a removed stage, whom it trusts is as its last state says. */
async function told({
  now = {},
  services = ['lambda.amazonaws.com'],
  outputs = {},
  more,
  fault,
}: Story) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const server = aServer({ app: 'acme', stage: 'pr-1', at });
  const [role] = server.roles;
  const entries = server.entries.map((entry): Entry =>
    entry.id === role.name
      ? {
          ...entry,
          outputs: { ...entry.outputs, assumeRolePolicy: trustPolicy(...services), ...outputs },
        }
      : entry,
  );
  Object.assign(role, { trusts: [...services] }, now);
  account
    .with(server)
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, [...entries, ...(more?.(role.name) ?? [])])
    .remove(account.ago({ days: 60 }));
  if (fault) account.data.faults = [fault];
  const looked = await looking(account);
  const asked = looked.inventory.calls.byOperation['IAM.ListInstanceProfilesForRole'] ?? 0;
  return { verdict: said(looked.of(role.name)), asked };
}

describe('a role that its stage let go of, and that nothing used since', () => {
  it('is left over where only functions may assume it, and costs no question about instances', async () => {
    expect(await told({})).toEqual({ verdict: certain, asked: 0 });
  });

  it.each(['scheduler.amazonaws.com', 'events.amazonaws.com', 'ecs-tasks.amazonaws.com', '*'])(
    'is unknown where %s may: a schedule of next month names it where nobody looks',
    async (service) => {
      const services = ['lambda.amazonaws.com', service];
      expect((await told({ services })).verdict).toBe(unknown);
    },
  );

  it.each([
    [['workers'], unknown],
    [[], certain],
  ] as const)(
    'of instances, that is in the instance profiles %j, is %s',
    async (profiles, expected) => {
      const story = { services: ['ec2.amazonaws.com'], now: { instanceProfiles: [...profiles] } };
      expect(await told(story)).toEqual({ verdict: expected, asked: 1 });
    },
  );

  it('is unknown where its instance profiles cannot be read', async () => {
    const fault: Fault = { kind: 'deny', operation: 'IAM.ListInstanceProfilesForRole' };
    expect((await told({ services: ['ec2.amazonaws.com'], fault })).verdict).toBe('unknown (7)');
  });
});

describe('a role that its stage let go of, and whose policies are others now', () => {
  const attached = (role: string): readonly Entry[] => [
    {
      type: 'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
      name: 'ReadOnly',
      id: `${role}-2026`,
      outputs: { role, policyArn: readOnly },
    },
  ];
  const within = (role: string): readonly Entry[] => [
    {
      type: 'aws:iam/rolePolicy:RolePolicy',
      name: 'Reports',
      id: `${role}:reports`,
      outputs: { role, name: 'reports' },
    },
  ];
  const policy = { Version: '2012-10-17', Statement: [] };

  it.each<[string, Story]>([
    ['one was attached', { now: { attachedPolicies: [readOnly] } }],
    ['one was written into it', { now: { inlinePolicies: { inline: policy, reports: policy } } }],
  ])('is unknown where %s', async (_, story) => {
    expect((await told(story)).verdict).toBe(unknown);
  });

  it.each<[string, Story]>([
    [
      'an entry of the state attaches it',
      { now: { attachedPolicies: [readOnly] }, more: attached },
    ],
    [
      'an entry of the state wrote it',
      { now: { inlinePolicies: { reports: policy } }, more: within },
    ],
    ['one is gone', { now: { attachedPolicies: [], inlinePolicies: {} } }],
    [
      'the state says nothing of them',
      {
        now: { attachedPolicies: [readOnly] },
        outputs: { managedPolicyArns: undefined, inlinePolicies: undefined },
      },
    ],
  ])('is left over where %s', async (_, story) => {
    expect((await told(story)).verdict).toBe(certain);
  });

  it.each(['IAM.ListAttachedRolePolicies', 'IAM.ListRolePolicies'])(
    'is unknown where %s is denied',
    async (operation) => {
      expect((await told({ fault: { kind: 'deny', operation } })).verdict).toBe('unknown (7)');
    },
  );
});

describe('a role that its deleted stack let go of', () => {
  const policy = { Version: '2012-10-17', Statement: [] };

  /** The stack wrote one policy into it, as CDK does, and attached one. */
  async function verdictWith(now: Partial<RoleData>, fault?: Fault) {
    const account = anAccount();
    account.home();
    const at = account.ago({ days: 300 });
    const name = 'dev-acme-Api-ServiceRole1A2B3C4D-ABCDEFGHIJKL';
    const tags = { 'sst:app': 'acme', 'sst:stage': 'dev' };
    const row = (logicalId: string, physicalId: string, type: string, status: string) => ({
      logicalId,
      physicalId,
      type,
      status,
    });
    account.with({
      roles: [{ name, createdAt: at, trusts: ['lambda.amazonaws.com'], tags, ...now }],
      stacks: [
        {
          name: 'dev-acme-Api',
          region: 'us-east-1',
          status: 'DELETE_COMPLETE',
          createdAt: at,
          deletedAt: account.ago({ days: 60 }),
          tags,
          resources: [
            row('ServiceRole1A2B3C4D', name, 'AWS::IAM::Role', 'DELETE_COMPLETE'),
            row(
              'ServiceRoleDefaultPolicy5E6F',
              'dev-Ser-1X',
              'AWS::IAM::Policy',
              'DELETE_COMPLETE',
            ),
            row('Shared7A8B', managed, 'AWS::IAM::ManagedPolicy', 'DELETE_COMPLETE'),
          ],
        },
      ],
    });
    if (fault) account.data.faults = [fault];
    return (await verdicts(account, { name })).name;
  }
  const managed = `arn:aws:iam::${accountId}:policy/dev-acme-Api-Shared7A8B-1X`;
  const basic = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

  it('is left over where it has what the stack gave it', async () => {
    expect(
      await verdictWith({
        attachedPolicies: [basic, managed],
        inlinePolicies: { ServiceRoleDefaultPolicy5E6F: policy, Inline: policy },
      }),
    ).toMatch(/^leftover certain/);
  });

  it.each<readonly [string, Partial<RoleData>]>([
    ['of the account', { attachedPolicies: [`arn:aws:iam::${accountId}:policy/reports`] }],
    ['of AWS', { attachedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'] }],
    ['that somebody wrote into it', { inlinePolicies: { reports: policy } }],
  ])('is unknown where it has another policy %s', async (_, now) => {
    expect(await verdictWith(now)).toBe(unknown);
  });

  it('is unknown where its policies cannot be read', async () => {
    const fault: Fault = { kind: 'deny', operation: 'IAM.ListAttachedRolePolicies' };
    expect(await verdictWith({}, fault)).toMatch(/^unknown/);
  });
});
