import pLimit from 'p-limit';
import { graphFrom } from '../graph/graph.ts';
import { walk } from '../graph/walk.ts';
import { ownCommand } from '../model/command.ts';
import { UserError } from '../model/errors.ts';
import type { Exclusion, Outcome, Plan, Step, SweepResult } from '../model/plan.ts';
import { deletedBy } from '../model/plan.ts';
import { rememberArchive } from '../archive/archives.ts';
import { backupInto } from '../storage/backup.ts';
import { openJournal } from '../storage/journal.ts';
import { locksOf } from '../storage/lock.ts';
import { countOutcomes, heldBackBy, isEndedWell, stoppedBy } from './outcomes.ts';
import { sharedSettling } from './settling.ts';
import { recordOutcome, runStep } from './step-runner.ts';
import { stopSwitch } from './stop.ts';
import type { SweepDeps } from './sweep-deps.ts';
import { isUnwritten } from '../storage/state-errors.ts';
import { sweepPaths } from '../storage/sweep-paths.ts';
import type { SweepRun } from './sweep-run.ts';
import { shareFreshAccounts } from './fresh-account.ts';

const stepsAtOnce = 24;

/**
 * Runs a plan. Each irreversible step is matched again on a fresh view before it is taken; a failure holds
 * back only the steps that wait for it. Killed at any point, a later sweep of a fresh plan comes to the
 * same end: nothing rests on this sweep's files but `runs`, `resume` and `restore`.
 */
export async function sweep(plan: Plan, deps: SweepDeps): Promise<SweepResult> {
  refuseUnrunnable(plan, deps);
  const id = deps.resumes?.sweep ?? deps.newSweepId();
  const { files, clock, machine } = deps;
  const lock = await locksOf(files).take({ account: plan.account, sweep: id, clock, machine });
  try {
    return await sweepLocked(id, plan, { ...deps, lost: lock.lost });
  } finally {
    // A disk that takes nothing keeps a lock that the next sweep takes over, as a dead process's.
    await unlessUnwritten(lock.release());
  }
}

/** What was done in AWS must be told whether or not the state directory takes its end. */
async function unlessUnwritten(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (!isUnwritten(error)) throw error;
  }
}

function refuseUnrunnable(plan: Plan, { session }: SweepDeps): void {
  if (plan.refusal) {
    throw new UserError(plan.refusal.code, plan.refusal.message, {
      hint: plan.refusal.hint,
      exitCode: 6,
    });
  }
  if (plan.account === session.account) return;
  throw new UserError(
    'WRONG_ACCOUNT',
    `The plan was made for account ${plan.account}, but you are signed in to ${session.account}.`,
    {
      hint: ['Sign in to that account, or make a new plan with ', ownCommand('plan'), '.'],
      exitCode: 6,
    },
  );
}

/** While it holds the lock of the account. */
interface LockedDeps extends SweepDeps {
  readonly lost: AbortSignal;
}

async function sweepLocked(id: string, plan: Plan, deps: LockedDeps): Promise<SweepResult> {
  const { clock, files, emit } = deps;
  const paths = sweepPaths(plan.account, id);
  const startedAt = clock.now().toISOString();
  await deps.quarantine?.begin(id);
  // The plan that was agreed to stays unchanged, however often it is resumed.
  if (!deps.resumes) await files.write(paths.plan, deps.planFile);
  if (deps.archive)
    await rememberArchive(deps.archive.location, { account: plan.account, sweep: id, files });
  const run = await prepareRun(id, plan, deps);
  try {
    await run.journal.write({
      event: 'sweep-started',
      sweep: id,
      account: plan.account,
      plan: plan.fingerprint,
    });
    emit({ type: 'sweep-started', sweep: id, steps: plan.steps.length });
    const outcomes = await runSteps(run);
    await run.views.end();
    // Nothing was changed: then one sentence says it all.
    if (run.unwritten.error && !run.acts.begun) throw run.unwritten.error;
    const result = resultOf(run, { startedAt, finishedAt: clock.now().toISOString(), outcomes });
    await unlessUnwritten(writeEnd(run, result));
    emit({ type: 'sweep-finished', sweep: id });
    return result;
  } finally {
    await run.views.end();
    run.stop.close();
    await run.journal.close();
  }
}

async function writeEnd(
  { journal, deps: { files }, plan }: SweepRun,
  result: SweepResult,
): Promise<void> {
  const paths = sweepPaths(plan.account, result.sweep);
  await files.write(paths.result, `${JSON.stringify(result, null, 2)}\n`);
  await journal.write({ event: 'sweep-finished' });
}

async function prepareRun(id: string, plan: Plan, deps: LockedDeps): Promise<SweepRun> {
  const paths = sweepPaths(plan.account, id);
  const planned = deletedBy(plan);
  const touched = new Set(plan.basis.map(({ key }) => key));
  const stop = stopSwitch({
    clock: deps.clock,
    signal: deps.signal,
    timeoutMs: deps.options.timeoutMs,
  });
  deps.lost.addEventListener('abort', () => stop.now('state-not-written'), { once: true });
  return {
    sweep: id,
    plan,
    deps,
    stop,
    views: shareFreshAccounts(deps, new Set([...planned, ...touched])),
    journal: await openJournal(paths.journal, deps),
    backup: backupInto(paths.backup, deps.files),
    settling: sharedSettling({ deps, stop }),
    modules: new Map(deps.kinds.map((module) => [module.facts.kind, module])),
    steps: stepsByKey(plan),
    basis: new Map(plan.basis.map((basis) => [basis.key, basis])),
    planned,
    touched,
    outcomes: new Map(),
    deletedAt: new Map(),
    unwritten: { error: null },
    acts: { begun: false, running: 0, lastEndedAt: Number.NEGATIVE_INFINITY },
    slots: pLimit(stepsAtOnce),
  };
}

function stepsByKey({ steps }: Plan): ReadonlyMap<string, readonly Step[]> {
  const byKey = new Map<string, Step[]>(steps.map(({ key }) => [key, []]));
  for (const step of steps) byKey.get(step.key)?.push(step);
  return byKey;
}

async function runSteps(run: SweepRun): Promise<readonly Outcome[]> {
  const { steps } = run.plan;
  const byId = new Map(steps.map((step) => [step.id, step]));
  await walk(graphFrom(steps.map((step) => [step.id, step.waitsFor])), {
    // Steps that wait for propagation must not keep others from beginning, so the slots are taken per call.
    concurrency: Infinity,
    signal: run.stop.signal,
    async run(id) {
      const step = byId.get(id);
      if (!step) throw new Error(`The plan has a step that waits for ${id}, which is not in it.`);
      return isEndedWell(await runStep(step, run)) ? 'ok' : 'failed';
    },
  });
  return finishOutcomes(run);
}

/** In the plan's order, in which every step comes after those that it waits for. */
async function finishOutcomes(run: SweepRun): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of run.plan.steps) {
    const known = run.outcomes.get(step.id);
    const blockers = step.waitsFor
      .flatMap((id) => run.outcomes.get(id) ?? [])
      .filter((outcome) => !isEndedWell(outcome));
    const ending =
      blockers.length > 0 ? heldBackBy(blockers) : stoppedBy(run.stop.reason() ?? 'interrupted');
    outcomes.push(known ?? (await recordOutcome(step, run, ending)));
  }
  return outcomes;
}

function resultOf(
  run: SweepRun,
  {
    startedAt,
    finishedAt,
    outcomes,
  }: { startedAt: string; finishedAt: string; outcomes: readonly Outcome[] },
): SweepResult {
  return {
    sweep: run.sweep,
    account: run.plan.account,
    startedAt,
    finishedAt,
    plan: run.plan.fingerprint,
    outcomes,
    summary: countOutcomes(outcomes),
    excluded: run.plan.excluded
      .filter(({ key, reason }) => reason !== 'in-quarantine' || isNoted(key, outcomes))
      .map((exclusion) => withoutDeleted(exclusion, run)),
    quarantine: run.deps.quarantine?.result() ?? null,
    calls: run.deps.session.calls(),
    backup: run.backup.folder(),
    // Ctrl-C while the sweep ends for another reason still counts as the user's interruption.
    interrupted: run.stop.reason() === 'interrupted' || run.deps.signal.aborted,
  };
}

/** What could not be disabled, or was gone, is told by its outcome: it is not in quarantine. */
function isNoted(key: string, outcomes: readonly Outcome[]): boolean {
  return outcomes.every((outcome) => outcome.key !== key || outcome.outcome === 'done');
}

/**
 * The plan's command names companions that had to go with it; those that are deleted by now are removed
 * from the command.
 */
function withoutDeleted(exclusion: Exclusion, { deletedAt, plan }: SweepRun): Exclusion {
  const { command } = exclusion;
  if (command === null) return exclusion;
  const gone = new Set(
    plan.steps.flatMap(({ key, resource, arn }) =>
      deletedAt.has(key) ? [key, resource, arn] : [],
    ),
  );
  const operands = command.operands.filter((word) => !gone.has(word));
  return { ...exclusion, command: { ...command, operands } };
}
