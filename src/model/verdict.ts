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
