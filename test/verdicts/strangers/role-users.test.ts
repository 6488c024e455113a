import { describe, expect, it } from 'vitest';
import type { Fault, RoleData } from 'simulated-aws';
import { anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { looking, said } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';
import { trustPolicy } from '../../account/trust.ts';

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
