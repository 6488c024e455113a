import type { Ending } from './outcomes.ts';
import type { Attempt, AttemptDecision, ViewDoubt } from './attempt.ts';
import type { SweepRun } from './sweep-run.ts';
import type { FreshAccount } from './fresh-account.ts';

interface Budget {
  readonly attempts: number;
  /** Pause before the first repetition; it doubles. */
  readonly pauseMs: number;
}

const budgets: Readonly<Record<ViewDoubt, Budget>> = {
  'own-change': { attempts: 6, pauseMs: 0 },
  unread: { attempts: 5, pauseMs: 15_000 },
  'too-old': { attempts: 2, pauseMs: 0 },
};

const retryAfterMs = 10 * 60_000;

/** Reads again for a while. Then the result is `ending` where the view itself gives one. */
export function afterDoubt(
  why: ViewDoubt,
  ending: Ending | null,
  { run, history }: Attempt,
): AttemptDecision {
  const { clock } = run.deps;
  const count = (history.doubts.get(why) ?? 0) + 1;
  history.doubts.set(why, count);
  const { attempts, pauseMs } = budgets[why];
  if (count > attempts) return { next: 'end', ending: endingAfter(why, ending, clock.now()) };
  history.viewSince = clock.now().getTime();
  return { next: 'again', afterMs: pauseMs * 2 ** (count - 1), detail: details[why] };
}

/** Where only the connection to AWS is in trouble, another sweep may finish the step. */
function endingAfter(why: ViewDoubt, ending: Ending | null, now: Date): Ending {
  if (why === 'own-change' && ending) return ending;
  const retryAfter = new Date(now.getTime() + retryAfterMs).toISOString();
  return { outcome: 'parked', reason: why === 'too-old' ? 'slow-look' : 'unread', retryAfter };
}

const details: Readonly<Record<ViewDoubt, string>> = {
  'own-change': 'This sweep changed something meanwhile, so it is looked at again.',
  unread: 'Something about it could not be read, so it is looked at again.',
  'too-old': 'The look at the account took too long, so it is looked at again.',
};

/** Whether an action of this sweep ended, or was still running, after the view was begun. */
export function changedSince({ begunAt }: FreshAccount, { acts }: SweepRun): boolean {
  return acts.running > 0 || acts.lastEndedAt >= begunAt;
}
