import { GetRoleCommand } from '@aws-sdk/client-iam';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import type { KindContext } from '../kind-module.ts';

/** Does a role let Lambda@Edge assume it? Null: there is no such role. */
export async function roleTrustsEdge(name: string, context: KindContext): Promise<boolean | null> {
  try {
    const { Role: role } = await context.session.clients
      .iam()
      .send(new GetRoleCommand({ RoleName: name }), { abortSignal: context.signal });
    if (role?.AssumeRolePolicyDocument === undefined)
      throw new UnreadableAnswer(`The answer is not the role ${name}.`);
    return decodeURIComponent(role.AssumeRolePolicyDocument).includes('edgelambda.amazonaws.com');
  } catch (error) {
    if (classifyFailure(error).code.startsWith('NoSuchEntity')) return null;
    throw error;
  }
}
