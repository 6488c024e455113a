import { estimateSeconds } from '../plan/estimate.ts';
import { planJson } from '../report/json.ts';
import { renderPlan } from '../report/plan-table.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './deliver.ts';
import { exitCodeOf } from './exit-code.ts';
import type { AskedPlan } from './sweeping/asked-plan.ts';
import { gainsOf } from './sweeping/gains.ts';
import {
  isUsageError,
  makePlan,
  planFileOptions,
  throwRefusal,
  wholeSelection,
} from './sweeping/make-plan.ts';
import { checkRails } from './sweeping/rails.ts';
import { reportOf } from './look/report-of.ts';
import type { Look } from './look/look.ts';
import { takeLook, withSession } from './look/take-look.ts';

const next =
  'To delete, run the same command with "sweep" in place of "plan"; in CI with --yes --account ID.';

/** What a sweep would do here, and what the rails keep back. Where nobody can be asked, the rails of `--yes` hold. */
export function planOnly(context: CommandContext): Promise<number> {
  const { options, terminal, typed } = context;
  checkRails(options, { typed, interactive: terminal.interactive });
  return withSession(context, async (session) => {
    const look = await takeLook(session, context);
    const selection = { ...wholeSelection, unattended: options.yes || !terminal.interactive };
    const plan = makePlan(look, context, selection);
    if (plan.refusal && isUsageError(plan.refusal)) throwRefusal(plan);
    return deliverPlan({ plan, selection, look }, context);
  });
}

/** Prints a plan that is not run. */
export async function deliverPlan(
  { plan, selection, look }: AskedPlan & { readonly look: Look },
  context: CommandContext,
): Promise<number> {
  const { options } = context;
  const { findings, gaps } = reportOf(look, options);
  const gains = gainsOf(plan, look);
  await deliver(
    {
      table: (view) =>
        renderPlan({ plan, seconds: estimateSeconds(plan.steps), gains, next }, view),
      json: (repeated) =>
        planJson(plan, { gains, options: planFileOptions(context, selection), repeated }),
    },
    context,
  );
  return exitCodeOf({ findings, gaps: gaps.length }, options.failOn);
}
