import type { CommandContext } from '../context.ts';
import type { Survey } from '../../survey/survey.ts';
import { planWithoutQuarantine, wholeSelection } from './make-plan.ts';

/** Keys that a sweep without questions takes as it is; every other leftover needs somebody's decision. */
export function readyKeys(look: Survey, context: CommandContext): ReadonlySet<string> {
  const plan = planWithoutQuarantine(look, context, { ...wholeSelection, unattended: true });
  return new Set(plan.basis.map(({ key }) => key));
}
