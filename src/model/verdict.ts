export type Verdict = 'live' | 'leftover' | 'retained' | 'busy' | 'unknown' | 'protected';

export const verdicts = [
  'leftover',
  'retained',
  'unknown',
  'busy',
  'live',
  'protected',
] as const satisfies readonly Verdict[];

/** The least sure first. */
export const confidences = ['low', 'high', 'certain'] as const;

export type Confidence = (typeof confidences)[number];

/** Without a confidence nothing is sure. */
export function isLessSure(left: Confidence | null, right: Confidence | null): boolean {
  return rankOf(left) < rankOf(right);
}

function rankOf(confidence: Confidence | null): number {
  return confidence === null ? -1 : confidences.indexOf(confidence);
}
