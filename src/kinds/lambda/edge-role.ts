import { UnreadableAnswer } from '../../aws/failures.ts';
import type { KindContext } from '../kind-module.ts';
import { readRole } from '../role/reading.ts';

/** Does a role let Lambda@Edge assume it? Null: there is no such role. */
export async function roleTrustsEdge(name: string, context: KindContext): Promise<boolean | null> {
  const role = await readRole(name, context);
  if (role === null) return null;
  if (role.AssumeRolePolicyDocument === undefined)
    throw new UnreadableAnswer(`The answer is not the role ${name}.`);
  return decodeURIComponent(role.AssumeRolePolicyDocument).includes('edgelambda.amazonaws.com');
}
