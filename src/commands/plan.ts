import { flag, ownCommand, type Repeated, type Sentence } from '../model/command.ts';
import type { Confidence } from '../model/verdict.ts';
import { estimateSeconds } from '../plan/estimate.ts';
import { mayBeOffered } from '../plan/offers.ts';
import { planCsv } from '../report/csv/plan-csv.ts';
import { planJson } from '../report/json/documents.ts';
import { planMarkdown } from '../report/markdown/plan-summary.ts';
import { renderPlan, type PlannedTime } from '../report/terminal/plan.ts';
import { plain } from '../text/text.ts';
import { compareWithEarlier } from './comparing/earlier-report.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './output/deliver.ts';
import { exitCodeOf } from './output/exit-code.ts';
import type { AskedPlan } from './sweeping/asked-plan.ts';
import { gainsOf } from './sweeping/gains.ts';
import {
  isUsageError,
  makePlan,
  planFileOptions,
  throwRefusal,
  wholeSelection,
} from './sweeping/make-plan.ts';
import { brokenRail, checkRails } from './sweeping/rails.ts';
import { reportOf } from '../survey/report-of.ts';
import type { Survey } from '../survey/survey.ts';
import { withSession } from './account/take-survey.ts';
import { plannedRemovals, withRemovalRail } from './removing/planned-removals.ts';
import { lookForRemovals } from './removing/remove-stages.ts';

/**
 * The plan of a sweep here, with the resources that the rails keep back. Where nobody can be asked, the rails
 * of `--yes` hold.
 */
export function planOnly(given: CommandContext): Promise<number> {
  const { options, terminal, typed } = given;
  checkRails(options, { typed, interactive: terminal.interactive });
  return withSession(given, async (session, context) => {
    const look = await lookForRemovals(session, context);
    const removals = typed.length > 0 ? [] : plannedRemovals(look, context);
    const selection = { ...wholeSelection, unattended: options.yes || !terminal.interactive };
    const made = makePlan(look, context, selection);
    if (made.refusal && isUsageError(made.refusal)) throwRefusal(made);
    const plan = selection.unattended ? withRemovalRail(made, removals, context) : made;
    return deliverPlan({ plan, selection, look }, { ...context, removals });
  });
}

/** Prints a plan that is not run. */
export async function deliverPlan(
  { plan, selection, look }: AskedPlan & { readonly look: Survey },
  context: CommandContext,
): Promise<number> {
  const { options, removals = [] } = context;
  const report = reportOf(look, options.filter);
  const { findings, gaps } = report;
  const gains = gainsOf(plan, look);
  const comparison = await compareWithEarlier(report, context);
  const planned: PlannedTime = {
    plan,
    seconds: estimateSeconds(plan.steps),
    gains,
    unattended: selection.unattended,
    removals,
    comparison,
    next: nextCommand({ plan, selection, look }, context),
  };
  const json = (repeated: Repeated) =>
    planJson(plan, {
      gains,
      options: planFileOptions(plan, { selection, findings: look.findings }, context),
      repeated,
      removals,
      comparison,
    });
  await deliver(
    {
      table: (view) => renderPlan(planned, view),
      markdown: (view) => planMarkdown(planned, view),
      html: async (view) => {
        const { planPage } = await import('../report/html/plan-page.ts');
        return planPage(planned, report, view);
      },
      json,
      csv: (repeated) => planCsv(json(repeated)),
    },
    context,
  );
  return exitCodeOf({ findings, gaps: gaps.length }, options.failOn);
}

/** The command that carries out the plan; none is printed for steps that only a person may decide. */
function nextCommand(
  { plan, selection, look }: AskedPlan & { readonly look: Survey },
  { options, typed }: CommandContext,
): Sentence | null {
  if (plan.refusal !== null) return null;
  if (options.planFile !== null) return 'To delete, run it without --dry-run.';
  const planned = new Set(plan.steps.map(({ key }) => key));
  const doubted = look.findings.find(
    (finding) =>
      planned.has(finding.key) &&
      !mayBeOffered({
        finding,
        facts: look.inventory.kinds.find(({ kind }) => kind === finding.kind) ?? null,
      }),
  );
  if (doubted)
    return `No command for it is printed: ${plain(doubted.id)} is in use, or not proven to be left over.`;
  const account = look.inventory.account;
  const run = plan.quarantine === null ? 'To delete, run ' : 'To do that, run ';
  const asked = ownCommand('sweep', { operands: typed, narrowed: false });
  if (!selection.unattended) return [run, asked, '.'];
  // Without --yes a plan may have a lower `--min-confidence` than a sweep with it takes.
  const sure = { ...options, account, minConfidence: atLeastHigh(options.minConfidence) };
  if (brokenRail(sure, typed) !== null) return [run, asked, ' in a terminal.'];
  const flags = [
    flag('--yes'),
    flag('--account', account),
    ...(sure.minConfidence === options.minConfidence ? [] : [flag('--min-confidence', 'high')]),
  ];
  return [run, ownCommand('sweep', { flags, operands: typed, narrowed: false }), '.'];
}

function atLeastHigh(confidence: Confidence): Confidence {
  return confidence === 'low' ? 'high' : confidence;
}
