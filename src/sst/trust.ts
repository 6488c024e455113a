import { isRecord } from './state-object.ts';

/**
 * The principals that may assume a role by its trust policy: services, ARNs, accounts, providers, each with
 * its conditions, and with the policy's denials. Null: the policy cannot be read. A policy is JSON text;
 * IAM's own answers have it URL-encoded.
 */
export function trustedBy(policy: string): readonly string[] | null {
  try {
    const text = policy.startsWith('%') ? decodeURIComponent(policy) : policy;
    const parsed: unknown = JSON.parse(text);
    if (!isRecord(parsed)) return null;
    const statements = [parsed['Statement'] ?? []].flat().filter(isRecord);
    const bans = statements.filter(({ Effect: effect }) => effect !== 'Allow').map(asText);
    const butNot = bans.length === 0 ? '' : ` but for ${bans.toSorted().join(' and ')}`;
    const allowing = statements.filter(({ Effect: effect }) => effect === 'Allow');
    const trusted = allowing.flatMap(({ Principal: who, Condition: condition }) => {
      const onlyIf = isEmpty(condition) ? '' : ` if ${asText(condition)}`;
      return principalsOf(who).map((each) => `${each}${onlyIf}${butNot}`);
    });
    return [...new Set(trusted)].toSorted();
  } catch {
    return null;
  }
}

function principalsOf(who: unknown): readonly string[] {
  // A statement without a principal, or for all but some (`NotPrincipal`), is for anybody.
  if (!isRecord(who)) return [typeof who === 'string' ? who : '*'];
  return Object.values(who).flat().map(String).map(wholeAccount);
}

/** IAM answers the number of an account as the ARN of its root user (IAM user guide, "Principal"). */
function wholeAccount(who: string): string {
  return /^\d{12}$/.test(who) ? `arn:aws:iam::${who}:root` : who;
}

function isEmpty(condition: unknown): boolean {
  return condition === undefined || (isRecord(condition) && Object.keys(condition).length === 0);
}

/**
 * Equal text for parts that IAM treats alike: in any order, one value with or without brackets, `true` as a
 * word. Case counts in values alone (IAM user guide, "Condition").
 */
export function asText(part: unknown): string {
  return JSON.stringify(normalized(part));
}

function normalized(part: unknown): unknown {
  if (Array.isArray(part)) {
    const [one, ...more] = part.map(normalized);
    return more.length === 0 ? (one ?? []) : [one, ...more].toSorted(byText);
  }
  if (!isRecord(part)) return String(part);
  const members = Object.entries(part)
    .filter(([name]) => name !== 'Sid')
    .map(([name, value]) => [name.toLowerCase(), normalized(value)] as const);
  return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
