import {
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesForRoleCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';

import { requireMember, requireRows } from '../../aws/pages.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { allPages } from './pages.ts';

/** ARNs of the managed policies that are attached to a role. */
export function attachedPolicies(
  name: string,
  { session, signal }: CallContext,
): Promise<readonly string[]> {
  const iam = session.clients.iam();
  return allPages(
    (from) =>
      iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name, ...from }), {
        abortSignal: signal,
      }),
    ({ AttachedPolicies: policies }) =>
      requireRows(policies, 'attached policies').map(({ PolicyArn: arn }) =>
        requireMember(arn, 'PolicyArn'),
      ),
  );
}

/** Names of the policies that are part of a role. */
export function inlinePolicies(
  name: string,
  { session, signal }: CallContext,
): Promise<readonly string[]> {
  const iam = session.clients.iam();
  return allPages(
    (from) =>
      iam.send(new ListRolePoliciesCommand({ RoleName: name, ...from }), { abortSignal: signal }),
    ({ PolicyNames: names }) => requireRows(names, 'inline policies'),
  );
}

/** One inline policy as JSON text; IAM sends it URL-encoded. */
export async function inlinePolicy(
  role: string,
  policy: string,
  { session, signal }: CallContext,
): Promise<string> {
  const { PolicyDocument: document } = await session.clients
    .iam()
    .send(new GetRolePolicyCommand({ RoleName: role, PolicyName: policy }), {
      abortSignal: signal,
    });
  return decodeURIComponent(requireMember(document, 'PolicyDocument'));
}

/** Instance profiles that hold the role: IAM does not delete a role while one does. */
export function profilesOf(
  name: string,
  { session, signal }: CallContext,
): Promise<readonly string[]> {
  const iam = session.clients.iam();
  return allPages(
    (from) =>
      iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: name, ...from }), {
        abortSignal: signal,
      }),
    ({ InstanceProfiles: profiles }) =>
      requireRows(profiles, 'instance profiles').map(({ InstanceProfileName: profile }) =>
        requireMember(profile, 'InstanceProfileName'),
      ),
  );
}
