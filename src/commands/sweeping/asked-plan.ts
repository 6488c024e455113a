import { AbortError } from '../../model/errors.ts';
import type { Finding } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { estimateSeconds } from '../../plan/estimate.ts';
import { needsSecondWord } from '../../plan/offers.ts';
import { renderPlan } from '../../report/plan-table.ts';
import { count, pairOf, plain } from '../../report/text.ts';
import { renderWarning } from '../../report/warning.ts';
import type { CommandContext } from '../context.ts';
import { gainsOf } from './gains.ts';
import { abandonText } from '../input/flag-values.ts';
import type { Look } from '../look/look.ts';
import type { Selection } from './make-plan.ts';
import { makePlan, throwRefusal } from './make-plan.ts';

/** Giving a stage up is typed once more, before anything is read. */
export async function askAbandons({ options, prompts }: CommandContext): Promise<void> {
  for (const word of options.match.abandon) {
    const pair = `${word.app}/${word.stage}`;
    const message = `${abandonText(word)} is given up: what its state claims may be deleted. Type ${pair} to go on`;
    if (!(await prompts.typeWord(message, pair)))
      throw new AbortError('Nothing was deleted: the stage was not given up.');
  }
}

/** What was agreed to, and what it was made of. */
export interface AskedPlan {
  readonly plan: Plan;
  readonly selection: Selection;
}

/** The plan for what was ticked, after every question of its own was answered. */
export async function askPlan(
  look: Look,
  context: CommandContext,
  ticked: readonly string[] | null,
): Promise<AskedPlan> {
  const first: Selection = { unattended: false, ticked, confirmed: [], without: new Set() };
  const confirmed = await askLivingStages(look, context, first);
  const second = { ...first, confirmed };
  const kept = await askSecondWords(makePlan(look, context, second), look, context, confirmed);
  const third = { ...second, without: kept };
  const losing = await askDataLoss(makePlan(look, context, third), context);
  const selection = { ...third, without: new Set([...kept, ...losing]) };
  const plan = makePlan(look, context, selection);
  throwRefusal(plan);
  return { plan, selection };
}

/** The last question. True: delete. */
export async function confirmPlan(
  { plan, look }: { readonly plan: Plan; readonly look: Look },
  { prompts, terminal }: CommandContext,
): Promise<boolean> {
  const seconds = estimateSeconds(plan.steps);
  terminal.say(`\n${renderPlan({ plan, seconds, gains: gainsOf(plan, look) }, terminal.stderr)}`);
  if (plan.steps.length === 0) return false;
  const resources = new Set(plan.steps.map(({ key }) => key)).size;
  return prompts.confirm(`Delete ${count(resources, 'resource')} in account ${plan.account}?`);
}

/** A tick is not enough for what a living stage may still reach: each is typed on its own. */
async function askLivingStages(
  look: Look,
  context: CommandContext,
  selection: Selection,
): Promise<string[]> {
  const { ticked } = selection;
  if (ticked === null) return [];
  const { excluded } = makePlan(look, context, selection);
  const confirmed: string[] = [];
  for (const { key, reason } of excluded) {
    const finding = look.findings.find((each) => each.key === key);
    if (reason !== 'stage-lives-on' || !finding || !ticked.includes(key)) continue;
    context.terminal.say(`\n${renderWarning(finding, context.terminal.stderr)}`);
    if (await context.prompts.typeWord(livingQuestion(finding), finding.id)) confirmed.push(key);
  }
  return confirmed;
}

function livingQuestion(finding: Finding): string {
  return `${pairOf(finding)} lives on, and ${finding.kind} ${plain(finding.id)} is left over from it. Type its id to delete it, or leave it empty to keep it`;
}

/**
 * Whoever types an id may have mistaken it: what is known of it is shown, and it is typed once more.
 * Returns the keys of what is kept.
 */
export async function askSecondWords(
  plan: Plan,
  { findings, inventory }: Look,
  { prompts, terminal }: CommandContext,
  asked: readonly string[] = [],
): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  const planned = new Set(plan.steps.map(({ key }) => key));
  for (const finding of findings) {
    if (!planned.has(finding.key) || asked.includes(finding.key)) continue;
    const facts = inventory.kinds.find(({ kind }) => kind === finding.kind) ?? null;
    if (!needsSecondWord({ finding, facts })) continue;
    terminal.say(`\n${renderWarning(finding, terminal.stderr)}`);
    const message = `Type ${plain(finding.id)} once more to delete it, or leave it empty to keep it`;
    if (!(await prompts.typeWord(message, finding.id))) kept.add(finding.key);
  }
  return kept;
}

/** What loses data is asked for together, after all of it was named. */
async function askDataLoss(
  plan: Plan,
  { options, prompts, terminal }: CommandContext,
): Promise<ReadonlySet<string>> {
  const losing = plan.steps.filter((step) => step.losesData);
  if (losing.length === 0 || options.deleteData) return new Set();
  terminal.warn(`${count(losing.length, 'resource')} would lose data that no deploy makes again:`);
  for (const step of losing)
    terminal.say(`  ${step.kind} ${plain(step.resource)} of ${pairOf(step)}`);
  const goOn = await prompts.confirm('Delete them and their data too?');
  return new Set(goOn ? [] : losing.map(({ key }) => key));
}
