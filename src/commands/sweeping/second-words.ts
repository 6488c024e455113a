import type { Finding } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { needsSecondWord } from '../../plan/offers.ts';
import { pairOf, plain } from '../../text/text.ts';
import { renderWarning } from '../../report/terminal/warning.ts';
import type { CommandContext } from '../context.ts';
import type { Survey } from '../../survey/survey.ts';
import { makePlan, type Selection } from './make-plan.ts';

const help = {
  help: 'The whole id, exactly as it stands above, deletes it; an empty line keeps it. The red lines say what speaks against that.',
};

/** A tick is not enough for a resource that a living stage may still reach: each is typed on its own. */
export async function askLivingStages(
  look: Survey,
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
    if (await context.prompts.typeWord(livingQuestion(finding), finding.id, help))
      confirmed.push(key);
  }
  return confirmed;
}

function livingQuestion(finding: Finding): string {
  return `${pairOf(finding)} lives on, and ${finding.kind} ${plain(finding.id)} is left over from it. Type its id to delete it, or leave it empty to keep it`;
}

/**
 * Whoever types an id may have mistaken it: the known facts are shown, and it is typed once more. Returns the
 * keys of the resources that stay.
 */
export async function askSecondWords(
  plan: Plan,
  { findings, inventory }: Survey,
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
    if (!(await prompts.typeWord(message, finding.id, help))) kept.add(finding.key);
  }
  return kept;
}
