import { GetAccountAuthorizationDetailsCommand } from '@aws-sdk/client-iam';
import type {
  AttachedPolicy,
  GetAccountAuthorizationDetailsResponse,
  PolicyDetail,
} from '@aws-sdk/client-iam';

import { isAbort } from '../../aws/failures.ts';
import { requireMember, requireRows } from '../../aws/pages.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { otherKey, resourceKey } from '../../model/resource.ts';
import type { FreeText } from '../kind-module.ts';
import { allPages } from './pages.ts';

/** A role, user or group with its policies. */
interface Identity {
  readonly key: string;
  readonly inline: readonly PolicyDetail[] | undefined;
  readonly attached: readonly AttachedPolicy[] | undefined;
}

/**
 * The policies of every role, user and group: what they may use is named there. Documents are JSON, encoded
 * as in URLs (IAM API reference). AWS's own policies name nothing of an account; those of the account count
 * by their newest version, for whomever they are attached to.
 */
export async function policyTexts(context: CallContext): Promise<readonly FreeText[]> {
  try {
    return await readPolicies(context);
  } catch (error) {
    if (isAbort(error)) throw error;
    const unread = { operation: 'iam:GetAccountAuthorizationDetails', region: null, error };
    return [{ from: resourceKey('other', 'iam'), relation: 'policy', value: null, unread }];
  }
}

async function readPolicies({ session, signal }: CallContext): Promise<readonly FreeText[]> {
  const pages = await allPages(
    (from) =>
      session.clients.iam().send(
        new GetAccountAuthorizationDetailsCommand({
          Filter: ['User', 'Group', 'Role', 'LocalManagedPolicy'],
          MaxItems: 1000,
          ...from,
        }),
        { abortSignal: signal },
      ),
    (answer) => {
      requireRows(answer.RoleDetailList, 'roles with their policies');
      return [answer];
    },
  );
  const documents = new Map(pages.flatMap(managedDocuments));
  return pages.flatMap(identitiesIn).flatMap(({ key, inline = [], attached = [] }) => {
    const value = [
      ...inline.map(({ PolicyDocument: document }) => requireMember(document, 'PolicyDocument')),
      ...attached
        .map(({ PolicyArn: arn }) => requireMember(arn, 'PolicyArn'))
        .filter((arn) => !ofAws.test(arn))
        .map((arn) => requireMember(documents.get(arn), `document of ${arn}`)),
    ];
    return value.length === 0
      ? []
      : [{ from: key, relation: 'policy' as const, value, unread: null }];
  });
}

/** AWS's own policies are the same in every account. */
const ofAws = /^arn:[^:]*:iam::aws:policy\//;

function managedDocuments({
  Policies: policies = [],
}: GetAccountAuthorizationDetailsResponse): readonly (readonly [string, string])[] {
  return policies.flatMap(({ Arn: arn, PolicyVersionList: versions = [] }) => {
    const { Document: document } = versions.find((each) => each.IsDefaultVersion) ?? {};
    return arn === undefined || document === undefined ? [] : [[arn, document] as const];
  });
}

function identitiesIn({
  UserDetailList: users = [],
  GroupDetailList: groups = [],
  RoleDetailList: roles = [],
}: GetAccountAuthorizationDetailsResponse): readonly Identity[] {
  return [
    ...roles.map((role) => ({
      key: resourceKey('iam-role', requireMember(role.RoleName, 'RoleName')),
      inline: role.RolePolicyList,
      attached: role.AttachedManagedPolicies,
    })),
    ...users.map((user) => ({
      key: otherKey(requireMember(user.Arn, 'Arn')),
      inline: user.UserPolicyList,
      attached: user.AttachedManagedPolicies,
    })),
    ...groups.map((group) => ({
      key: otherKey(requireMember(group.Arn, 'Arn')),
      inline: group.GroupPolicyList,
      attached: group.AttachedManagedPolicies,
    })),
  ];
}
