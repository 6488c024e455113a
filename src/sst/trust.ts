import { isRecord } from './state-object.ts';

/**
 * Who may assume a role by its trust policy: services, ARNs, numbers of accounts, providers. Null: it is no
 * policy that can be read. A policy is JSON text; IAM's own answers have it URL-encoded.
 */
export function trustedBy(policy: string): readonly string[] | null {
  try {
    const text = policy.startsWith('%') ? decodeURIComponent(policy) : policy;
    const parsed: unknown = JSON.parse(text);
    if (!isRecord(parsed)) return null;
    const statements = [parsed['Statement'] ?? []].flat().filter(isRecord);
    const allowing = statements.filter(({ Effect: effect }) => effect === 'Allow');
    return [...new Set(allowing.flatMap(({ Principal: who }) => principalsOf(who)))].toSorted();
  } catch {
    return null;
  }
}

function principalsOf(who: unknown): readonly string[] {
  // Without a principal, or for all but some (`NotPrincipal`), it is for anybody.
  if (!isRecord(who)) return [typeof who === 'string' ? who : '*'];
  return Object.values(who).flat().map(String);
}
