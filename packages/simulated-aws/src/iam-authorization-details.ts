import type { IamIdentityData, IamPolicyData } from './account.ts';
import { encoded } from './iam-role-form.ts';
import { by, pageOf } from './paging.ts';
import { memberList, type QueryCall } from './query-protocol.ts';
import type { XmlValue } from './xml.ts';

/** Bare names are AWS's own policies. */
export function policyArn(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : `arn:aws:iam::aws:policy/${nameOrArn}`;
}

const sorts = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const;
type List = (typeof sorts)[number];

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
  // AWS lists all of one sort before the next.
  const identitiesOf = (
    list: List,
    what: 'User' | 'Group' | 'Role',
    of: readonly IamIdentityData[],
  ) =>
    of.map((each) => ({
      list,
      name: `${sorts.indexOf(list)} ${each.name}`,
      value: {
        [`${what}Name`]: each.name,
        Arn: arn(what.toLowerCase(), each.name),
        [`${what}PolicyList`]: inline(each),
        AttachedManagedPolicies: attached(each),
      },
    }));
  const rows: readonly Row[] = [
    ...identitiesOf('UserDetailList', 'User', users),
    ...identitiesOf('GroupDetailList', 'Group', groups),
    ...identitiesOf('RoleDetailList', 'Role', roles),
    ...policies.map(({ name, document }) => ({
      list: 'Policies' as const,
      name: `${sorts.indexOf('Policies')} ${name}`,
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
    ...Object.fromEntries(sorts.map((list) => [list, ofList(list)])),
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
