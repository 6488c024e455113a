import { AbortError } from '../../model/errors.ts';
import type { Plan } from '../../model/plan.ts';
import { count } from '../../text/text.ts';
import type { CommandContext } from '../context.ts';
import { abandonText } from '../input/flag-values.ts';
import type { Survey } from '../../survey/survey.ts';
import { askDataLoss } from './data-question.ts';
import { keptBack } from './kept-back.ts';
import { showPlan } from './last-question.ts';
import type { Selection } from './make-plan.ts';
import { makePlan, throwRefusal } from './make-plan.ts';
import { askLivingStages, askSecondWords } from './second-words.ts';

/** A word that gives a stage up is typed once more, before anything is read. */
export async function askAbandons({ options, prompts }: CommandContext): Promise<void> {
  for (const word of options.match.abandon) {
    const pair = `${word.app}/${word.stage}`;
    const message = `${abandonText(word)} is given up: what its state claims may be deleted. Type ${pair} to go on`;
    if (!(await prompts.typeWord(message, pair)))
      throw new AbortError('Nothing was deleted: the stage was not given up.');
  }
}

/** The plan that was agreed to, and the selection that it was made from. */
export interface AskedPlan {
  readonly plan: Plan;
  readonly selection: Selection;
}

/** With the options that the answers changed: the archive. */
export interface ShownPlan extends AskedPlan {
  readonly context: CommandContext;
}

/** The plan for the ticked or typed resources: shown, with all of its questions answered but the last. */
export async function askPlan(
  look: Survey,
  context: CommandContext,
  ticked: readonly string[] | null,
): Promise<ShownPlan> {
  const first: Selection = { unattended: false, ticked, confirmed: [], without: new Set() };
  const confirmed = await askLivingStages(look, context, first);
  const second = { ...first, confirmed };
  const words = await askSecondWords(makePlan(look, context, second), look, context, confirmed);
  const selection = { ...second, without: words };
  const whole = makePlan(look, context, selection);
  throwRefusal(whole);
  const plan = keptBack(whole, look.findings, { words, data: new Set() });
  showPlan({ plan, look }, context);
  const answer = await askDataLoss(plan, look, context);
  if (answer.kept.size === 0) return { plan, selection, context: answer.context };
  return withoutData({ plan, selection, context }, look, answer.kept);
}

/** The same without resources that hold data, and without those that must stay with them. */
function withoutData(
  { plan: before, selection: asked, context }: ShownPlan,
  look: Survey,
  data: ReadonlySet<string>,
): ShownPlan {
  const words = asked.without;
  const selection = { ...asked, without: new Set([...words, ...data]) };
  const fresh = makePlan(look, context, selection);
  throwRefusal(fresh);
  const plan = keptBack(fresh, look.findings, { words, data });
  const known = new Set(before.excluded.map(({ key }) => key));
  const excluded = plan.excluded.filter(({ key }) => !known.has(key));
  context.terminal.say(`\n${count(excluded.length, 'resource')} more kept back. The plan is now:`);
  showPlan({ plan: { ...plan, excluded }, look }, context);
  return { plan, selection, context };
}
