import { isRecord } from '../sst/state-object.ts';

/**
 * The statements of a resource's policy, in whatever effect. Null: it is no policy. A statement that is no
 * object could allow anything, so the whole counts as not read.
 */
export function statementsOfPolicy(
  policy: string,
): readonly Readonly<Record<string, unknown>>[] | null {
  const parsed = parsedOr(policy, null);
  if (!isRecord(parsed)) return null;
  const statements = [parsed['Statement'] ?? []].flat();
  return statements.every(isRecord) ? statements : null;
}

function parsedOr(text: string, otherwise: null): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return otherwise;
    throw error;
  }
}

/** Who is named: AWS writes text there. */
export function nameOf(who: unknown): string {
  return typeof who === 'string' ? who : JSON.stringify(who);
}
