import type { StateResource } from './checkpoint.ts';
import { isRecord, textOf } from './state-object.ts';

/** An inline policy's form in a list with ARNs of attached ones. */
export function inlineName(policy: string): string {
  return `inline ${policy}`;
}

/**
 * By name of a role: ARNs of the policies that a state attaches to it, and names of its inline policies.
 * The role's own outputs are older than policies that were attached later. Null: the state does not show
 * them.
 */
export function recordedRolePolicies(
  resources: readonly StateResource[],
): ReadonlyMap<string, readonly string[] | null> {
  const own = new Map<string, readonly string[] | null>();
  const attached = new Map<string, string[]>();
  for (const { type, id, inputs, outputs } of resources) {
    if (type === 'aws:iam/role:Role') {
      if (id !== null) own.set(id, policiesOfRole(outputs));
      continue;
    }
    const said = { ...inputs, ...outputs };
    const role = textOf(said['role'])?.split('/').at(-1);
    const policy = policyOf(type, said);
    if (role && policy) attached.set(role, [...(attached.get(role) ?? []), policy]);
  }
  return new Map(
    [...own].map(([role, policies]) => [
      role,
      policies && [...policies, ...(attached.get(role) ?? [])],
    ]),
  );
}

function policiesOfRole(outputs: StateResource['outputs']): readonly string[] | null {
  const { managedPolicyArns: managed, inlinePolicies: inline } = outputs;
  if (!Array.isArray(managed) && !Array.isArray(inline)) return null;
  return [
    ...listOf(managed).flatMap((arn) => textOf(arn) ?? []),
    ...listOf(inline).flatMap((each) => (isRecord(each) ? nameOf(each) : [])),
  ];
}

function policyOf(type: string, said: StateResource['outputs']): string | null {
  if (type === 'aws:iam/rolePolicyAttachment:RolePolicyAttachment')
    return textOf(said['policyArn']);
  return type === 'aws:iam/rolePolicy:RolePolicy' ? (nameOf(said)[0] ?? null) : null;
}

function nameOf(said: StateResource['outputs']): readonly string[] {
  const name = textOf(said['name']);
  return name === null ? [] : [inlineName(name)];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
