import {
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesForRoleCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';

import { readAll, requireMember, requireRows } from '../../aws/pages.ts';
import type { KindContext } from '../kind-module.ts';

/** ARNs of the managed policies that are attached to a role. */
export function attachedPolicies(
  name: string,
  { session, signal }: KindContext,
): Promise<readonly string[]> {
  return readAll(async (marker) => {
    const answer = await session.clients
      .iam()
      .send(new ListAttachedRolePoliciesCommand({ RoleName: name, ...after(marker) }), {
        abortSignal: signal,
      });
    const rows = requireRows(answer.AttachedPolicies, 'attached policies').map(
      ({ PolicyArn: arn }) => requireMember(arn, 'PolicyArn'),
    );
    return { rows, next: (answer.IsTruncated && answer.Marker) || null };
  });
}

/** Names of the policies that are part of a role. */
export function inlinePolicies(
  name: string,
  { session, signal }: KindContext,
): Promise<readonly string[]> {
  return readAll(async (marker) => {
    const answer = await session.clients
      .iam()
      .send(new ListRolePoliciesCommand({ RoleName: name, ...after(marker) }), {
        abortSignal: signal,
      });
    const rows = requireRows(answer.PolicyNames, 'inline policies');
    return { rows, next: (answer.IsTruncated && answer.Marker) || null };
  });
}

/** One of them, as JSON text; IAM sends it URL-encoded. */
export async function inlinePolicy(
  role: string,
  policy: string,
  { session, signal }: KindContext,
): Promise<string> {
  const { PolicyDocument: document } = await session.clients
    .iam()
    .send(new GetRolePolicyCommand({ RoleName: role, PolicyName: policy }), {
      abortSignal: signal,
    });
  return decodeURIComponent(requireMember(document, 'PolicyDocument'));
}

/** Instance profiles that hold it: IAM keeps a role as long as one does. */
export function profilesOf(
  name: string,
  { session, signal }: KindContext,
): Promise<readonly string[]> {
  return readAll(async (marker) => {
    const answer = await session.clients
      .iam()
      .send(new ListInstanceProfilesForRoleCommand({ RoleName: name, ...after(marker) }), {
        abortSignal: signal,
      });
    const rows = requireRows(answer.InstanceProfiles, 'instance profiles').map(
      ({ InstanceProfileName: profile }) => requireMember(profile, 'InstanceProfileName'),
    );
    return { rows, next: (answer.IsTruncated && answer.Marker) || null };
  });
}

function after(marker: string | null): { readonly Marker?: string } {
  return marker === null ? {} : { Marker: marker };
}
