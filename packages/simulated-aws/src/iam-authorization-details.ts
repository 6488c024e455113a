import type { IamIdentityData, IamPolicyData } from './account.ts';
import { encoded } from './iam-role-form.ts';
import { by, pageOf } from './paging.ts';
import { memberList, type QueryCall } from './query-protocol.ts';
import type { XmlValue } from './xml.ts';

/** Bare names are AWS's own policies. */
export function policyArn(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : `arn:aws:iam::aws:policy/${nameOrArn}`;
}

type List = 'UserDetailList' | 'GroupDetailList' | 'RoleDetailList' | 'Policies';

interface Row {
  readonly list: List;
  readonly name: string;
  readonly value: XmlValue;
}

interface Identities {
  readonly account: string;
  readonly users?: readonly IamIdentityData[];
  readonly groups?: readonly IamIdentityData[];
  readonly roles: readonly IamIdentityData[];
  readonly policies: readonly IamPolicyData[];
}

/**
 * IAM's `GetAccountAuthorizationDetails`: users, groups, roles and the account's own policies, with their
 * documents, over pages that they share. `Filter` is not read: all are shown.
 */
export function authorizationDetails(
  { account, users = [], groups = [], roles, policies }: Identities,
  { form, strikes }: QueryCall,
): Readonly<Record<string, XmlValue>> {
  const arn = (what: string, name: string) => `arn:aws:iam::${account}:${what}/${name}`;
  const rows: readonly Row[] = [
    ...users.map((user) => ({
      list: 'UserDetailList' as const,
      name: `1 ${user.name}`,
      value: {
        UserName: user.name,
        Arn: arn('user', user.name),
        UserPolicyList: inline(user),
        AttachedManagedPolicies: attached(user),
      },
    })),
    ...groups.map((group) => ({
      list: 'GroupDetailList' as const,
      name: `2 ${group.name}`,
      value: {
        GroupName: group.name,
        Arn: arn('group', group.name),
        GroupPolicyList: inline(group),
        AttachedManagedPolicies: attached(group),
      },
    })),
    ...roles.map((role) => ({
      list: 'RoleDetailList' as const,
      name: `3 ${role.name}`,
      value: {
        RoleName: role.name,
        Arn: arn('role', role.name),
        RolePolicyList: inline(role),
        AttachedManagedPolicies: attached(role),
      },
    })),
    ...policies.map(({ name, document }) => ({
      list: 'Policies' as const,
      name: `4 ${name}`,
      value: {
        PolicyName: name,
        Arn: arn('policy', name),
        PolicyVersionList: memberList([
          { Document: encoded(document ?? {}), VersionId: 'v1', IsDefaultVersion: true },
        ]),
      },
    })),
  ];
  const { items, nextToken } = pageOf(rows.toSorted(by(({ name }) => name)), {
    token: form.get('Marker'),
    limit: Math.min(Number(form.get('MaxItems') ?? 100), 1000),
    keyOf: ({ name }) => name,
    strikes,
    invalidToken: 'ValidationError',
  });
  const ofList = (list: List) =>
    memberList(items.flatMap((row) => (row.list === list ? [row.value] : [])));
  return {
    UserDetailList: ofList('UserDetailList'),
    GroupDetailList: ofList('GroupDetailList'),
    RoleDetailList: ofList('RoleDetailList'),
    Policies: ofList('Policies'),
    IsTruncated: nextToken !== undefined,
    Marker: nextToken,
  };
}

function inline({ inlinePolicies }: IamIdentityData): XmlValue {
  return memberList(
    Object.entries(inlinePolicies ?? {}).map(([PolicyName, document]) => ({
      PolicyName,
      PolicyDocument: encoded(document),
    })),
  );
}

function attached({ attachedPolicies }: IamIdentityData): XmlValue {
  return memberList(
    (attachedPolicies ?? []).map(policyArn).map((PolicyArn) => ({
      PolicyName: PolicyArn.split('/').at(-1),
      PolicyArn,
    })),
  );
}
