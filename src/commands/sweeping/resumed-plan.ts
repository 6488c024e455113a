import type { Plan } from '../../model/plan.ts';
import { planFingerprint } from '../../plan/fingerprint.ts';
import type { PlanFile } from '../../plan/plan-file.ts';
import type { CommandContext } from '../context.ts';
import type { Survey } from '../../survey/survey.ts';
import type { AskedPlan } from './asked-plan.ts';
import { makePlan, throwRefusal } from './make-plan.ts';
import { savedSelection } from './saved-options.ts';

/**
 * The rest of a plan: never more than was agreed to, and on its original basis, so that resources that
 * changed since are skipped. `context` has the plan's own options.
 */
export function resumedPlan(
  { plan: agreed, options }: PlanFile,
  look: Survey,
  context: CommandContext,
): AskedPlan {
  const basisOf = new Map(agreed.basis.map((basis) => [basis.key, basis]));
  const selection = savedSelection(options, {
    unattended: options.plan.unattended || context.options.yes,
    without: new Set(look.findings.flatMap(({ key }) => (basisOf.has(key) ? [] : [key]))),
  });
  const typed = stillThere(context.typed, look);
  const fresh = makePlan(look, { ...context, typed }, selection);
  throwRefusal(fresh);
  const basis = fresh.basis.map((now) => basisOf.get(now.key) ?? now);
  const plan: Plan = {
    ...fresh,
    basis,
    // Where no removal is known, any write since then is a sign of life.
    createdAt: agreed.createdAt,
    fingerprint: planFingerprint({ ...fresh, basis }),
    excluded: fresh.excluded.filter(({ key }) => basisOf.has(key)),
  };
  return { plan, selection };
}

/** The id of a resource that is gone by now is no mistake of the user's. */
function stillThere(words: readonly string[], { findings }: Survey): readonly string[] {
  return words.filter((word) =>
    findings.some((finding) => [finding.key, finding.id, finding.name, finding.arn].includes(word)),
  );
}
