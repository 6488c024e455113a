import { UnreadableAnswer } from '../../aws/failures.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { readRole } from '../iam-role/reading.ts';

/** Whether a role lets Lambda@Edge assume it. Null: there is no such role. */
export async function roleTrustsEdge(name: string, context: CallContext): Promise<boolean | null> {
  const role = await readRole(name, context);
  if (role === null) return null;
  if (role.AssumeRolePolicyDocument === undefined)
    throw new UnreadableAnswer(`The answer is not the role ${name}.`);
  return decodeURIComponent(role.AssumeRolePolicyDocument).includes('edgelambda.amazonaws.com');
}
