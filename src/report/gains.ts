import type { Gains } from '../model/plan.ts';
import { costText } from './money.ts';
import { gainsJson, gainTexts } from './quotas.ts';
import type { PlanJson } from './schema/plan.ts';
import { listed } from './text.ts';

export function givesBackJson({ quotas, cost }: Gains): PlanJson['givesBack'] {
  return {
    quotas: gainsJson(quotas),
    monthlyCostUsd: cost.monthlyUsd,
    unpriced: cost.unpriced,
  };
}

/** What is there again after the sweep, in one or two sentences. */
export function gainSentences({ quotas, cost }: Gains): readonly string[] {
  const texts = gainTexts(quotas);
  const money = costText(cost);
  const unknown = cost.unpriced > 0 ? ` Of ${cost.unpriced} no price is known.` : '';
  return [
    ...(texts.length > 0 ? [`It gives back ${listed(texts)}.`] : []),
    ...(money === null ? [] : [`It saves ${money}.${unknown}`]),
  ];
}
