import { onlyDisabled, type Plan } from '../../model/plan.ts';
import { planFingerprint } from '../../plan/fingerprint.ts';
import type { PlanFile, SavedPlan } from '../../plan/plan-file.ts';
import type { JournalState } from '../../storage/journal.ts';
import type { CommandContext } from '../context.ts';
import type { Survey } from '../../survey/survey.ts';
import type { AskedPlan } from './asked-plan.ts';
import { makePlan, throwRefusal, type Selection } from './make-plan.ts';
import { savedSelection } from './saved-options.ts';

/** A sweep's plan as it was saved, and by key the steps that it began. */
interface Resumed {
  readonly saved: PlanFile;
  readonly begun: JournalState['begun'];
}

/**
 * The rest of a plan: never more than was agreed to, and on its original basis, so that resources that
 * changed since are skipped. `context` has the plan's own options.
 */
export function resumedPlan(
  { saved: { plan: agreed, options }, begun }: Resumed,
  look: Survey,
  context: CommandContext,
): AskedPlan {
  const basisOf = new Map(agreed.basis.map((basis) => [basis.key, basis]));
  const selection = {
    ...savedSelection(options, {
      unattended: options.plan.unattended || context.options.yes,
      without: new Set(look.findings.flatMap(({ key }) => (basisOf.has(key) ? [] : [key]))),
    }),
    resumes: quarantineOf(agreed, begun),
  };
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

/** What was only to be disabled is not deleted now; what was begun to be deleted waits no more. */
function quarantineOf(
  agreed: SavedPlan,
  begun: Resumed['begun'],
): NonNullable<Selection['resumes']> {
  const disabled = onlyDisabled(agreed);
  const taken = [...begun.keys()].filter((key) => !disabled.has(key));
  return { onlyDisabled: disabled, begun: new Set(taken) };
}

/** The id of a resource that is gone by now is no mistake of the user's. */
function stillThere(words: readonly string[], { findings }: Survey): readonly string[] {
  return words.filter((word) =>
    findings.some((finding) => [finding.key, finding.id, finding.name, finding.arn].includes(word)),
  );
}
