import { costOf } from '../../model/prices.ts';
import { deletedBy, type Gains, type Plan } from '../../model/plan.ts';
import { quotaGains } from '../../model/quotas.ts';
import type { Survey } from '../../survey/survey.ts';

/** Quotas and money that the plan frees, by every resource that goes; versions count with their function. */
export function gainsOf(
  plan: Pick<Plan, 'basis' | 'steps'>,
  { inventory, findings }: Survey,
): Gains {
  const going = deletedBy(plan);
  return {
    quotas: quotaGains((key) => going.has(key), { inventory }),
    cost: costOf(findings.filter(({ key }) => going.has(key))),
  };
}
