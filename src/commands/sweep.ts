import { UserError } from '../model/errors.ts';
import type { AwsSession } from '../aws/aws-session.ts';
import { askAbandons, askPlan } from './sweeping/asked-plan.ts';
import type { ShownPlan } from './sweeping/asked-plan.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './output/exit-code.ts';
import type { Survey } from '../survey/survey.ts';
import { nullIfLeft, withStepsBack } from './sweeping/going-back.ts';
import { askLast, confirmPlan } from './sweeping/last-question.ts';
import { makePlan, throwRefusal, wholeSelection } from './sweeping/make-plan.ts';
import { deliverPlan, planOnly } from './plan.ts';
import { checkRails, refuseWithoutConfirmation, reviewFirst } from './sweeping/rails.ts';
import { withSavedOptions } from './sweeping/saved-options.ts';
import { agreeOnSavedPlan, readSavedPlan, refuseOtherAccount } from './sweeping/saved-plan.ts';
import { removeStages } from './removing/remove-stages.ts';
import { askSecondWords } from './sweeping/second-words.ts';
import { sweepAndReport } from './sweeping/sweep-plan.ts';
import { removalLines } from '../report/stage-removals.ts';
import { takeSurvey, withSession } from './account/take-survey.ts';

/** `sweep --dry-run` is `plan`. */
export function sweepCommand(context: CommandContext): Promise<number> {
  const { dryRun, planFile } = context.options;
  if (planFile !== null) return sweepSaved(planFile, context);
  return dryRun ? planOnly(context) : sweep(context);
}

/** Exactly the plan of that file, with the options that it was made with. */
async function sweepSaved(file: string, asked: CommandContext): Promise<number> {
  refuseTyped(asked);
  const saved = await readSavedPlan(file, asked.cwd);
  const given = withSavedOptions(asked, saved.options);
  const { options, terminal, typed } = given;
  checkRails(options, { typed, interactive: terminal.interactive });
  if (!options.dryRun)
    refuseWithoutConfirmation(options, terminal, 'Add --yes and --account: the plan is reviewed.');
  return withSession(given, async (session, context) => {
    refuseOtherAccount(saved.plan, session, file);
    throwRefusal(saved.plan);
    const asks = !options.yes && !options.dryRun;
    if (asks) await askAbandons(context);
    const look = await takeSurvey(session, context);
    const agreed = await agreeOnSavedPlan(saved, look, context);
    if (options.dryRun) return deliverPlan({ ...agreed, look }, context);
    if (asks) {
      const reviewed = { plan: agreed.plan, look, session };
      const goesOn = await nullIfLeft(() =>
        withStepsBack(context, async (asking) => {
          // A saved plan runs as a whole: one resource that must stay keeps all of it.
          const kept = await askSecondWords(agreed.plan, look, asking);
          return kept.size === 0 && (await confirmPlan(reviewed, asking));
        }),
      );
      if (!goesOn) return nothingDeleted(context);
    }
    return sweepAndReport({ ...agreed, look, session }, context);
  });
}

/** Plan and delete: after a question, or with `--yes` under the rails. */
async function sweep(given: CommandContext): Promise<number> {
  const { options, terminal, typed } = given;
  checkRails(options, { typed, interactive: terminal.interactive });
  refuseWithoutConfirmation(options, terminal, reviewFirst(typed));
  return withSession(given, async (session, asked) => {
    if (!options.yes) await askAbandons(asked);
    const { look, context } = await lookAndRemove(session, asked);
    const agreed = options.yes
      ? unaskedPlan(look, context)
      : await nullIfLeft(() => withStepsBack(context, (asking) => askWhole(look, session, asking)));
    if (!agreed) return nothingDeleted(context);
    return sweepAndReport({ ...agreed, look, session }, agreed.context);
  });
}

/** What a removed stage leaves behind is found by the look after it. */
async function lookAndRemove(session: AwsSession, context: CommandContext) {
  return context.removing === null || context.typed.length > 0
    ? { look: await takeSurvey(session, context), context }
    : removeStages(session, context);
}

/** Null: the last answer was no. */
async function askWhole(
  look: Survey,
  session: AwsSession,
  context: CommandContext,
): Promise<ShownPlan | null> {
  context.progress.stop();
  const agreed = await askPlan(look, context, null);
  const goesOn = await askLast({ plan: agreed.plan, look, session }, agreed.context);
  return goesOn ? agreed : null;
}

function nothingDeleted({ terminal, removals = [] }: CommandContext): number {
  for (const line of removalLines(removals)) terminal.say(line);
  terminal.say(removals.length > 0 ? 'Nothing else was deleted.' : 'Nothing was deleted.');
  return removals.some(({ outcome }) => outcome === 'failed') ? exitCodes.failed : exitCodes.done;
}

function refuseTyped({ typed }: CommandContext): void {
  if (typed.length === 0) return;
  throw new UserError('USAGE', '--plan and an ID contradict each other.', {
    hint: 'A plan runs as a whole. Make a new one of those ids, or leave them out.',
  });
}

function unaskedPlan(look: Survey, context: CommandContext): ShownPlan {
  const selection = { ...wholeSelection, unattended: true };
  const plan = makePlan(look, context, selection);
  throwRefusal(plan);
  return { plan, selection, context };
}
