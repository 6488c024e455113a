import type { Gains } from '../model/plan.ts';
import { costText } from '../text/money.ts';
import { gainsJson, gainTexts } from './quotas.ts';
import type { PlanJson } from './json/schema/plan.ts';
import { listed } from '../text/text.ts';

export function givesBackJson({ quotas, cost }: Gains): PlanJson['givesBack'] {
  return {
    quotas: gainsJson(quotas),
    monthlyCostUsd: cost.monthlyUsd,
    unpriced: cost.unpriced,
  };
}

/** The quotas and money that a sweep frees, in one or two sentences. */
export function gainSentences(gains: Gains): readonly string[] {
  return sentences(gains, { back: 'It gives back', saved: 'It saves' });
}

/** The same once that is so. */
export function freedSentences(gains: Gains): readonly string[] {
  return sentences(gains, { back: 'Freed:', saved: 'Saved:' });
}

function sentences(
  { quotas, cost }: Gains,
  words: { readonly back: string; readonly saved: string },
): readonly string[] {
  const texts = gainTexts(quotas);
  const money = costText(cost);
  return [
    ...(texts.length > 0 ? [`${words.back} ${listed(texts)}.`] : []),
    ...(money === null ? [] : [`${words.saved} ${money}.`]),
  ];
}
