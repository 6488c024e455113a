import { askAbandons, askPlan, confirmPlan } from './sweeping/asked-plan.ts';
import type { AskedPlan } from './sweeping/asked-plan.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { Look } from './look/look.ts';
import { makePlan, throwRefusal, wholeSelection } from './sweeping/make-plan.ts';
import { planOnly } from './plan.ts';
import { checkRails, refuseWithoutConfirmation } from './sweeping/rails.ts';
import { sweepPlan } from './sweeping/sweep-plan.ts';
import { takeLook, withSession } from './look/take-look.ts';

/** `sweep --dry-run` is `plan`. */
export function sweepOrPlan(context: CommandContext): Promise<number> {
  return context.options.dryRun ? planOnly(context) : sweep(context);
}

/** Plan and delete: after a question, or with `--yes` under the rails. */
async function sweep(context: CommandContext): Promise<number> {
  const { options, terminal, typed } = context;
  checkRails(options, { typed, interactive: terminal.interactive });
  refuseWithoutConfirmation(options, terminal);
  return withSession(context, async (session) => {
    if (!options.yes) await askAbandons(context);
    const look = await takeLook(session, context);
    const agreed = options.yes ? unaskedPlan(look, context) : await askPlan(look, context, null);
    if (!options.yes && !(await confirmPlan(agreed.plan, context))) {
      terminal.say('Nothing was deleted.');
      return exitCodes.done;
    }
    return sweepPlan({ ...agreed, look, session }, context);
  });
}

function unaskedPlan(look: Look, context: CommandContext): AskedPlan {
  const selection = { ...wholeSelection, unattended: true };
  const plan = makePlan(look, context, selection);
  throwRefusal(plan);
  return { plan, selection };
}
