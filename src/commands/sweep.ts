import { UserError } from '../model/errors.ts';
import { askAbandons, askPlan, askSecondWords, confirmPlan } from './sweeping/asked-plan.ts';
import type { AskedPlan } from './sweeping/asked-plan.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { Look } from './look/look.ts';
import { makePlan, throwRefusal, wholeSelection } from './sweeping/make-plan.ts';
import { deliverPlan, planOnly } from './plan.ts';
import { checkRails, refuseWithoutConfirmation, reviewFirst } from './sweeping/rails.ts';
import { withSavedOptions } from './sweeping/saved-options.ts';
import { agreeOnSavedPlan, readSavedPlan, refuseOtherAccount } from './sweeping/saved-plan.ts';
import { sweepPlan } from './sweeping/sweep-plan.ts';
import { takeLook, withSession } from './look/take-look.ts';

/** `sweep --dry-run` is `plan`. */
export function sweepOrPlan(context: CommandContext): Promise<number> {
  const { dryRun, planFile } = context.options;
  if (planFile !== null) return sweepSaved(planFile, context);
  return dryRun ? planOnly(context) : sweep(context);
}

/** Exactly the plan of that file, with the options that it was made with. */
async function sweepSaved(file: string, given: CommandContext): Promise<number> {
  refuseTyped(given);
  const saved = await readSavedPlan(file, given.cwd);
  const context = withSavedOptions(given, saved.options);
  const { options, terminal, typed } = context;
  checkRails(options, { typed, interactive: terminal.interactive });
  if (!options.dryRun)
    refuseWithoutConfirmation(options, terminal, 'Add --yes and --account: the plan is reviewed.');
  return withSession(context, async (session) => {
    refuseOtherAccount(saved.plan, session, file);
    throwRefusal(saved.plan);
    if (!options.yes && !options.dryRun) await askAbandons(context);
    const look = await takeLook(session, context);
    const agreed = await agreeOnSavedPlan(saved, look, context);
    if (options.dryRun) return deliverPlan({ ...agreed, look }, context);
    // A saved plan runs as a whole, so what is kept keeps all of it.
    const kept = options.yes ? new Set() : await askSecondWords(agreed.plan, look, context);
    if (
      kept.size > 0 ||
      (!options.yes && !(await confirmPlan({ plan: agreed.plan, look }, context)))
    ) {
      terminal.say('Nothing was deleted.');
      return exitCodes.done;
    }
    return sweepPlan({ ...agreed, look, session }, context);
  });
}

/** Plan and delete: after a question, or with `--yes` under the rails. */
async function sweep(context: CommandContext): Promise<number> {
  const { options, terminal, typed } = context;
  checkRails(options, { typed, interactive: terminal.interactive });
  refuseWithoutConfirmation(options, terminal, reviewFirst(typed));
  return withSession(context, async (session) => {
    if (!options.yes) await askAbandons(context);
    const look = await takeLook(session, context);
    const agreed = options.yes ? unaskedPlan(look, context) : await askPlan(look, context, null);
    if (!options.yes && !(await confirmPlan({ plan: agreed.plan, look }, context))) {
      terminal.say('Nothing was deleted.');
      return exitCodes.done;
    }
    return sweepPlan({ ...agreed, look, session }, context);
  });
}

function refuseTyped({ typed }: CommandContext): void {
  if (typed.length === 0) return;
  throw new UserError('USAGE', '--plan and an ID contradict each other.', {
    hint: 'A plan runs as a whole. Make a new one of those ids, or leave them out.',
  });
}

function unaskedPlan(look: Look, context: CommandContext): AskedPlan {
  const selection = { ...wholeSelection, unattended: true };
  const plan = makePlan(look, context, selection);
  throwRefusal(plan);
  return { plan, selection };
}
