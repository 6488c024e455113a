import type { Failure } from '../aws/failures.ts';
import type { StepResult } from '../kinds/kind-module.ts';
import type { Attempt, AttemptDecision } from './attempt.ts';
import { failed, type Ending } from './outcomes.ts';
import { basisOf, stepsOf, type SweepRun } from './sweep-run.ts';

const staleAttempts = 3;
const troubleAttempts = 6;
const longestPauseMs = 60_000;
/** Limit for everything but replicas: an update in progress, a distribution that is not quite settled. */
const longestWaitMs = 15 * 60_000;
/** AWS may answer "in use" for minutes after the last user is gone. */
const usersLingerMs = 10 * 60_000;

export function afterResult(result: StepResult, attempt: Attempt): AttemptDecision {
  switch (result.result) {
    case 'done':
    case 'gone':
      return end({ outcome: result.result });
    case 'wait':
      return afterWait(result, attempt);
    case 'in-use':
      return afterInUse(result.message, attempt);
    case 'stale':
      return afterStale('stale', attempt);
    case 'refused': {
      const error = { code: result.reason, message: result.message, requestId: null };
      return end(failed(result.reason, error));
    }
    // For example, somebody writes into it: a sign of life, like those that a recheck finds.
    case 'skipped': {
      const error = { code: result.reason, message: result.message, requestId: null };
      return end({ outcome: 'skipped', reason: result.reason, error });
    }
    default:
      return result satisfies never;
  }
}

/** The decision for an error that the kind did not recognise. */
export function afterFailure(failure: Failure, attempt: Attempt): AttemptDecision {
  switch (failure.class) {
    case 'throttled':
    case 'transient':
      return afterTrouble(failure, attempt);
    case 'not-ready':
      return afterWait({ reason: 'not-ready', retryAfterSeconds: 30 }, attempt);
    case 'in-use':
      return afterInUse(failure.message, attempt, failure);
    case 'stale':
      return afterStale('stale', attempt, failure);
    case 'gone':
    case 'denied':
    case 'expired-credentials':
    case 'invalid':
    case 'unknown':
      return end(failed(failure.class, failure));
    default:
      return failure.class satisfies never;
  }
}

/** Matches again on a newer view; a resource that keeps changing is not ours to delete. */
export function afterStale(
  reason: string,
  { run, history }: Attempt,
  failure?: Failure,
): AttemptDecision {
  history.stale += 1;
  if (history.stale > staleAttempts) {
    return end(
      failed(
        reason,
        failure ?? {
          code: reason,
          message: 'It kept changing while it was looked at.',
          requestId: null,
        },
      ),
    );
  }
  history.viewSince = run.deps.clock.now().getTime();
  return again(run.deps.options.pollIntervalMs / 2, 'It changed, so it is looked at again.');
}

/** Replicas have a time limit of their own; a wait beyond its limit is left to the next sweep. */
function afterWait(
  { reason, retryAfterSeconds }: { reason: string; retryAfterSeconds: number },
  { run, history }: Attempt,
): AttemptDecision {
  const { clock, options } = run.deps;
  // A "later" from AWS ends a series of throttles.
  history.troubles = 0;
  const now = clock.now().getTime();
  const since = history.waitingSince.get(reason) ?? now;
  history.waitingSince.set(reason, since);
  const budget = options.noWait ? 0 : reason === 'replicas' ? options.waitEdgeMs : longestWaitMs;
  const left = since + budget - now;
  if (left <= 0) {
    const retryAfter = new Date(now + retryAfterSeconds * 1000).toISOString();
    return end({ outcome: 'parked', reason, retryAfter });
  }
  // AWS's own estimate may be longer than the whole limit, and is often too long.
  const pause = Math.max(
    options.pollIntervalMs,
    Math.min(retryAfterSeconds * 1000, longestPauseMs),
  );
  return again(Math.min(pause, left), `AWS is not ready: ${reason}.`);
}

/** Retried only while this sweep deletes the users. */
function afterInUse(message: string, { step, run }: Attempt, failure?: Failure): AttemptDecision {
  const users = basisOf(step, run).usedBy.filter((user) => run.planned.has(user));
  const now = run.deps.clock.now().getTime();
  const going = users.some((user) => isGoing(user, run));
  const lingering = users.some(
    (user) => now - (run.deletedAt.get(user) ?? -Infinity) < usersLingerMs,
  );
  if (!going && !lingering)
    return end(failed('in-use', failure ?? { code: 'in-use', message, requestId: null }));
  if (run.deps.options.noWait) {
    return end({
      outcome: 'parked',
      reason: 'in-use',
      retryAfter: new Date(now + longestPauseMs).toISOString(),
    });
  }
  return again(
    run.deps.options.pollIntervalMs,
    'AWS still sees a user of it that this sweep removes.',
  );
}

/** Its deletion is still to come. In a circle of references, this step does not wait for it. */
function isGoing(key: string, run: SweepRun): boolean {
  return stepsOf(key, run).some((step) => step.action === 'delete' && !run.outcomes.has(step.id));
}

/** The client has retried within seconds already; these retries go on for some minutes. */
function afterTrouble(failure: Failure, { history }: Attempt): AttemptDecision {
  history.troubles += 1;
  if (history.troubles >= troubleAttempts) return end(failed(failure.class, failure));
  return again(
    Math.min(2_000 * 2 ** history.troubles, longestPauseMs),
    `${failure.code}: ${failure.message}`,
  );
}

function end(ending: Ending): AttemptDecision {
  return { next: 'end', ending };
}

function again(afterMs: number, detail: string): AttemptDecision {
  return { next: 'again', afterMs, detail };
}
