import { classifyFailure, isAbort } from '../aws/failures.ts';
import type { StepContext } from '../kinds/kind-module.ts';
import { UserError } from '../model/errors.ts';
import { isUnwritten } from '../storage/state-errors.ts';
import type { Outcome, Step } from '../model/plan.ts';
import { writesCountFrom } from '../model/times.ts';
import { approve, isGone, isTooOld, longestViewAgeMs, type NotGiven } from './approval.ts';
import { isEndedWell, outcomeOf, stoppedBy, type Ending } from './outcomes.ts';
import { noAttempts, type Attempt, type AttemptDecision } from './attempt.ts';
import { afterFailure, afterResult, afterStale } from './retries.ts';
import { standingApproval, type StandingApproval } from './standing-approval.ts';
import { callContext, moduleOf, stepsOf, type SweepRun } from './sweep-run.ts';
import { afterDoubt } from './view-doubts.ts';
import type { FreshAccount } from './fresh-account.ts';

/** Takes one step to its end, and records that end. */
export async function runStep(step: Step, run: SweepRun): Promise<Outcome> {
  run.deps.emit({ type: 'step-started', step });
  return recordOutcome(step, run, await endingOrStop(step, run));
}

/** Without a journal nothing more may begin, and what has ended in AWS is still told. */
async function endingOrStop(step: Step, run: SweepRun): Promise<Ending> {
  try {
    return await endingOf(step, run);
  } catch (error) {
    const { code, message } = stopUnwritten(error, run);
    return { ...stoppedBy('state-not-written'), error: { code, message, requestId: null } };
  }
}

/** Throws what is no refusal of the state directory. */
function stopUnwritten(error: unknown, run: SweepRun): UserError {
  // Others, such as an archive's, end the sweep at once: nothing else may begin on the way.
  if (error instanceof UserError) run.stop.now('state-not-written');
  if (!isUnwritten(error)) throw error;
  run.unwritten.error ??= error;
  return error;
}

/**
 * The journal comes first: an outcome on the screen must not be forgotten. Where it can be written no more,
 * its step is begun there without an end, and a later run looks how it ended.
 */
export async function recordOutcome(step: Step, run: SweepRun, ending: Ending): Promise<Outcome> {
  const outcome = outcomeOf(step, ending);
  try {
    await run.journal.write({ event: 'finished', outcome });
    await run.deps.quarantine?.ended(outcome);
  } catch (error) {
    stopUnwritten(error, run);
  }
  run.outcomes.set(step.id, outcome);
  if (step.action === 'delete' && isEndedWell(outcome))
    run.deletedAt.set(step.key, run.deps.clock.now().getTime());
  run.deps.emit({ type: 'step-finished', step, outcome });
  return outcome;
}

async function endingOf(step: Step, run: SweepRun): Promise<Ending> {
  if (wasGone(step, run)) return { outcome: 'gone' };
  if (step.action !== 'settle') return attemptUntilEnd({ step, run, history: noAttempts() });
  await writeStarted(step, run);
  emitWaiting(step, run, 'Its change is on the way to all of CloudFront.');
  return run.settling.wait(step, moduleOf(step, run));
}

function writeStarted({ id, key, action }: Step, { journal }: SweepRun): Promise<void> {
  return journal.write({ event: 'started', step: id, key, action });
}

/** After a step found its resource gone, the resource's later steps need no question. */
function wasGone(step: Step, run: SweepRun): boolean {
  return stepsOf(step.key, run).some(({ id }) => run.outcomes.get(id)?.outcome === 'gone');
}

async function attemptUntilEnd(attempt: Attempt): Promise<Ending> {
  const { step, run } = attempt;
  for (;;) {
    const next = await run.slots(() => attemptStep(attempt));
    if (next.next === 'end') return next.ending;
    emitWaiting(step, run, next.detail);
    if (!(await run.stop.pause(next.afterMs))) return stoppedBy(run.stop.reason() ?? 'interrupted');
  }
}

function emitWaiting(step: Step, run: SweepRun, detail: string): void {
  run.deps.emit({ type: 'step-waiting', step, since: run.deps.clock.now().toISOString(), detail });
}

async function attemptStep(attempt: Attempt): Promise<AttemptDecision> {
  const { run } = attempt;
  // It may have waited for its slot while the sweep was stopped.
  const reason = run.stop.reason();
  if (reason) return { next: 'end', ending: stoppedBy(reason) };
  try {
    return await approveAndChange(attempt);
  } catch (error) {
    // The state directory cannot be written: nothing more may be deleted.
    if (error instanceof UserError) throw error;
    return afterError(error, attempt);
  }
}

async function afterError(error: unknown, attempt: Attempt): Promise<AttemptDecision> {
  const { step, run } = attempt;
  const stopped = run.stop.reason();
  if (stopped && isAbort(error)) return { next: 'end', ending: stoppedBy(stopped) };
  const failure = classifyFailure(error);
  if (failure.class === 'expired-credentials') run.stop.now('expired-credentials');
  if (failure.class !== 'gone') return afterFailure(failure, attempt);
  try {
    if (await isGone(error, step, run)) return { next: 'end', ending: { outcome: 'gone' } };
  } catch (second) {
    return afterFailure(classifyFailure(second), attempt);
  }
  return afterFailure(failure, attempt);
}

/** Nothing is changed before the resource was matched again, backed up, and the start recorded. */
async function approveAndChange(attempt: Attempt): Promise<AttemptDecision> {
  const { step, run, history } = attempt;
  const module = moduleOf(step, run);
  const now = run.deps.clock.now().getTime();
  const approval = await approve(step, run, Math.max(history.viewSince, now - longestViewAgeMs));
  if (approval.answer !== 'go') return afterApproval(approval, attempt);
  const act = step.action === 'settle' ? undefined : module.steps[step.action];
  if (!act) throw new Error(`The kind ${step.kind} has no step ${step.action}.`);
  const standing = standingApproval(attempt, approval.view);
  const context = stepContext(attempt, approval.view, standing);
  await run.backup.take(approval.resource, module, context);
  // The sweep may have been stopped during the reading and the backup.
  const stopped = run.stop.reason();
  if (stopped) return { next: 'end', ending: stoppedBy(stopped) };
  if (isTooOld(approval.view, run)) return afterDoubt('too-old', null, attempt);
  if (!history.journaled) await writeStarted(step, run);
  history.journaled = true;
  const result = await countingChange(attempt, () => act(approval.resource, context));
  const undecided = standing.undecided();
  return result.result === 'stale' && undecided
    ? afterApproval(undecided, attempt)
    : afterResult(result, attempt);
}

/** The decision after an approval that was not given. */
function afterApproval(approval: NotGiven, attempt: Attempt): AttemptDecision {
  switch (approval.answer) {
    case 'end':
      return { next: 'end', ending: approval.ending };
    case 'unsure':
      return afterDoubt(approval.why, approval.ending, attempt);
    case 'look-again':
      return afterStale(approval.reason, attempt);
    default:
      return approval satisfies never;
  }
}

/** Emptying is not counted: a reading of the account cannot see half of its effect. */
async function countingChange<T>(
  { step, run: { acts, deps } }: Attempt,
  act: () => Promise<T>,
): Promise<T> {
  const counted = step.action === 'empty' ? 0 : 1;
  acts.begun = true;
  acts.running += counted;
  try {
    return await act();
  } finally {
    acts.running -= counted;
    acts.lastEndedAt = deps.clock.now().getTime();
  }
}

function stepContext(
  { step, run }: Attempt,
  view: FreshAccount,
  standing: StandingApproval,
): StepContext {
  const departedAt = view.findings.get(step.key)?.departedAt ?? null;
  return {
    ...callContext(step, run),
    sweep: run.sweep,
    // Where no removal is known, a write after the plan is still a sign of life.
    newerThan: departedAt === null ? run.plan.createdAt : writesCountFrom(departedAt),
    ...(run.deps.archive && { archive: run.deps.archive.objects }),
    stillApproved: standing.still,
    progress: (done, detail) => run.deps.emit({ type: 'step-progress', step, done, detail }),
  };
}
