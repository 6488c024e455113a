import { isRecord } from '../sst/state-object.ts';
import { jsonOrNull } from '../model/json.ts';

/**
 * The statements of a resource's policy, in whatever effect. Null: it is no policy. A statement that is no
 * object could allow anything, so the whole counts as not read.
 */
export function statementsOfPolicy(
  policy: string,
): readonly Readonly<Record<string, unknown>>[] | null {
  const parsed = jsonOrNull(policy);
  if (!isRecord(parsed)) return null;
  const statements = [parsed['Statement'] ?? []].flat();
  return statements.every(isRecord) ? statements : null;
}

/** Who is named: AWS writes text there. */
export function nameOf(who: unknown): string {
  return typeof who === 'string' ? who : JSON.stringify(who);
}
