import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AwsSession } from '../../aws/aws-session.ts';
import { UserError } from '../../model/errors.ts';
import { driftSince } from '../../plan/drift.ts';
import { parsePlanFile, savingPlan, type PlanFile, type SavedPlan } from '../../plan/plan-file.ts';
import { count } from '../../text/text.ts';
import { pastSweeps } from '../../storage/past-sweeps.ts';
import type { CommandContext } from '../context.ts';
import type { Survey } from '../../survey/survey.ts';
import type { AskedPlan } from './asked-plan.ts';
import { makePlan, throwRefusal } from './make-plan.ts';
import { canResume, continueCommand } from './past.ts';
import { savedSelection } from './saved-options.ts';

export async function readSavedPlan(file: string, cwd: string): Promise<PlanFile> {
  try {
    return parsePlanFile(await readFile(resolve(cwd, file), 'utf8'), file);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError('PLAN_UNREADABLE', `The plan ${file} cannot be read.`, {
      hint: cause instanceof Error ? cause.message : 'Correct --plan.',
      cause,
    });
  }
}

export function refuseOtherAccount(
  { account }: SavedPlan,
  session: AwsSession,
  file: string,
): void {
  if (account === session.account) return;
  throw new UserError(
    'WRONG_ACCOUNT',
    `${file} was made for account ${account}, but you are signed in to ${session.account}.`,
    { hint: 'Choose another --profile, or make a new plan.', exitCode: 6 },
  );
}

/**
 * Exactly that plan or none: it runs only where the account leads to the same plan again. `context` has the
 * plan's own options.
 */
export async function agreeOnSavedPlan(
  { plan, options: saved }: PlanFile,
  look: Survey,
  context: CommandContext,
): Promise<AskedPlan> {
  const [drift, ...others] = driftSince(plan, look.findings);
  if (drift) {
    const more = others.length > 0 ? ` ${count(others.length, 'other resource')} changed too.` : '';
    throw await stale(`${drift.detail}${more}`, plan, context);
  }
  const without = new Set<string>();
  const selection = savedSelection(saved, { unattended: saved.plan.unattended, without });
  const current = makePlan(look, context, selection);
  throwRefusal(current);
  if (current.fingerprint !== plan.fingerprint)
    throw await stale('Something around it would make it another plan.', plan, context);
  const { excluded, quarantine } = current;
  const afresh = { ...plan, excluded, quarantine };
  if (!context.options.yes || saved.plan.unattended) return { plan: afresh, selection };
  const railed = makePlan(look, context, savedSelection(saved, { unattended: true, without }));
  throwRefusal(railed);
  if (railed.fingerprint === plan.fingerprint) return { plan: afresh, selection };
  throw new UserError(
    'PLAN_BEYOND_RAILS',
    'The plan was made where somebody could be asked, and takes more than --yes may take.',
    { hint: 'Run it in a terminal, or make the plan with --yes too.', exitCode: 6 },
  );
}

/** A plan that a sweep has begun can only be resumed. */
async function stale(detail: string, plan: SavedPlan, context: CommandContext): Promise<UserError> {
  const past = await pastSweeps(plan.account, await context.state.open());
  const begun = past.findLast(
    (each) => each.journal.plan === plan.fingerprint && canResume(each.journal),
  );
  const hint = begun
    ? [
        `The sweep ${begun.sweep} has begun with it: `,
        continueCommand('resume', begun, context),
        ' goes on.',
      ]
    : ['Make a new plan with ', savingPlan, ', and review it.'];
  return new UserError('PLAN_STALE', `The account is not as the plan found it. ${detail}`, {
    hint,
    exitCode: 6,
  });
}
