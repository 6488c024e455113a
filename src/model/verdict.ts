export type Verdict = 'live' | 'leftover' | 'retained' | 'busy' | 'unknown' | 'protected';

export const verdicts = [
  'leftover',
  'retained',
  'unknown',
  'busy',
  'live',
  'protected',
] as const satisfies readonly Verdict[];

export type Confidence = 'certain' | 'high' | 'low';

/** The least sure first; without a confidence nothing is sure. */
const bySureness: readonly (Confidence | null)[] = [null, 'low', 'high', 'certain'];

export function isLessSure(left: Confidence | null, right: Confidence | null): boolean {
  return bySureness.indexOf(left) < bySureness.indexOf(right);
}
