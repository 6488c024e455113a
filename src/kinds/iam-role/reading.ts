import { GetRoleCommand } from '@aws-sdk/client-iam';
import type { Role } from '@aws-sdk/client-iam';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import type { Tags } from '../../model/resource.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { isoTime } from '../resource-shape.ts';

/**
 * One role by a read of its own, which also has its tags and its last use; null where there is no such
 * role.
 */
export async function readRole(
  name: string,
  { session, signal }: CallContext,
): Promise<Role | null> {
  try {
    const { Role: role } = await session.clients
      .iam()
      .send(new GetRoleCommand({ RoleName: name }), { abortSignal: signal });
    if (role?.RoleName === undefined)
      throw new UnreadableAnswer(`The answer is not the role ${name}.`);
    return role;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** AWS writes `NoSuchEntity`, the SDK's own error adds `Exception`. */
export function isMissing(error: unknown): boolean {
  return classifyFailure(error).code.startsWith('NoSuchEntity');
}

export function tagsOf({ Tags = [] }: Role): Tags {
  return Object.fromEntries(Tags.flatMap(({ Key, Value }) => (Key ? [[Key, Value ?? '']] : [])));
}

/**
 * Time of the last use within the last 400 days; IAM shows a use within four hours (IAM user guide, "View
 * last accessed information"). Null: no use in that time.
 */
export function lastUsedAt({ RoleLastUsed: use }: Role): string | null {
  return isoTime(use?.LastUsedDate);
}
