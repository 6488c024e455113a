import { costOf } from '../../model/prices.ts';
import type { Gains, Plan } from '../../model/plan.ts';
import { quotaGains } from '../../model/quotas.ts';
import type { Survey } from '../../survey/survey.ts';

/** Quotas and money that the plan frees, by every resource that goes; versions count with their function. */
export function gainsOf(plan: Pick<Plan, 'basis'>, { inventory, findings }: Survey): Gains {
  const going = new Set(plan.basis.map(({ key }) => key));
  return {
    quotas: quotaGains((key) => going.has(key), { inventory }),
    cost: costOf(findings.filter(({ key }) => going.has(key))),
  };
}
