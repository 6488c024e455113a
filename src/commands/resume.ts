import type { AwsSession } from '../aws/aws-session.ts';
import { ownCommand } from '../model/command.ts';
import { UserError } from '../model/errors.ts';
import { parsePlanFile, type PlanFile } from '../plan/plan-file.ts';
import { plain } from '../text/text.ts';
import type { PastSweep } from '../storage/past-sweeps.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './output/exit-code.ts';
import { takeSurvey, withSession } from './account/take-survey.ts';
import { askAbandons } from './sweeping/asked-plan.ts';
import { nullIfLeft } from './sweeping/going-back.ts';
import { confirmPlan } from './sweeping/last-question.ts';
import { sweepToResume } from './sweeping/past.ts';
import { checkRails, refuseWithoutConfirmation } from './sweeping/rails.ts';
import { withQuarantine } from './sweeping/quarantine.ts';
import { resumedPlan } from './sweeping/resumed-plan.ts';
import { withSavedOptions } from './sweeping/saved-options.ts';
import { refuseOtherAccount } from './sweeping/saved-plan.ts';
import { sweepAndReport } from './sweeping/sweep-plan.ts';

/** Goes on with a sweep of this machine that died, was stopped, or left something parked. */
export function resume(given: CommandContext): Promise<number> {
  refuseWithoutConfirmation(given.options, given.terminal, [
    'Add --yes and --account: ',
    ownCommand('runs'),
    ' prints the whole command.',
  ]);
  return withSession(given, async (session) => {
    const past = await sweepToResume(session.account, given);
    if (past) return resumeSweep(past, session, given);
    given.terminal.say(`No sweep of account ${session.account} is left to go on with.`);
    return exitCodes.done;
  });
}

async function resumeSweep(
  past: PastSweep,
  session: AwsSession,
  given: CommandContext,
): Promise<number> {
  const saved = planOf(past);
  refuseOtherAccount(saved.plan, session, `The sweep ${past.sweep}`);
  const context = await withQuarantine(withSavedOptions(given, saved.options), session);
  const { options, terminal } = context;
  checkRails(options, { typed: context.typed, interactive: terminal.interactive });
  if (!options.yes) await askAbandons(context);
  terminal.say(`Going on with the sweep ${past.sweep}.`);
  const look = await takeSurvey(session, context);
  const agreed = resumedPlan({ saved, begun: past.journal.begun }, look, context);
  if (
    !options.yes &&
    agreed.plan.steps.length > 0 &&
    !(await nullIfLeft(() => confirmPlan({ plan: agreed.plan, look, session }, context)))
  ) {
    terminal.say('Nothing was deleted.');
    return exitCodes.done;
  }
  const resumes = { sweep: past.sweep, journal: past.journal };
  return sweepAndReport({ ...agreed, look, session, resumes }, context);
}

function planOf({ sweep, planFile, folder }: PastSweep): PlanFile {
  if (planFile !== null) return parsePlanFile(planFile, `${folder}/plan.json`);
  throw new UserError(
    'PLAN_UNREADABLE',
    `The sweep ${plain(sweep)} has no plan: it ended before it had one.`,
    { hint: ['It changed nothing. Start afresh with ', ownCommand('interactive'), '.'] },
  );
}
