import type { ResultJson } from '../report/json/schema/result.ts';
import { notRefused, type Refusal } from './refusal.ts';
import type { Task } from './task.ts';

/** What the state machine reads of a slice. */
export interface SweepAnswer {
  readonly account: string;
  /** `wait`: another slice goes on after `waitSeconds`. All others are ends of this run. */
  readonly next: 'wait' | 'done' | 'parked' | 'failed' | 'refused';
  readonly waitSeconds: number;
  readonly sweep: string | null;
  readonly summary: ResultJson['summary'] | null;
  readonly because: Refusal['because'] | null;
  readonly message: string | null;
}

/** CloudFront takes some five minutes to disable a distribution everywhere. */
const usualWait = 300;
const shortestWait = 60;

/** The lease of a dead task's lock ends five minutes after its last sign of life. */
const untilLockEnds = 330;

type Clocks = Pick<Task, 'clock' | 'longestWait' | 'patienceHours'>;

/** Of a slice that came to its end; `since`: when the sweep's first slice began, null for the first itself. */
export function endingOf(
  ended: Pick<ResultJson, 'account' | 'sweep' | 'summary'> & { readonly retryAfter: string | null },
  since: string | null,
  task: Clocks,
): SweepAnswer {
  const { account, sweep, summary, retryAfter } = ended;
  const now = task.clock.now().getTime();
  const asked = retryAfter === null ? usualWait : (Date.parse(retryAfter) - now) / 1000;
  const waitSeconds = bounded(asked, task.longestWait);
  const end = summary.failed + summary.held > 0 ? 'failed' : 'done';
  const isOpen = summary.parked > 0;
  const goesOn = isOpen && hasTime(waitSeconds, since, task);
  return {
    account,
    next: goesOn ? 'wait' : isOpen && end === 'done' ? 'parked' : end,
    waitSeconds,
    sweep,
    summary,
    ...notRefused,
  };
}

/** A lock that a dead task left ends by itself; every other refusal is one of this night's run. */
export function refusedEnding(
  account: string,
  refusal: Refusal,
  since: string | null,
  task: Clocks,
): SweepAnswer {
  const waitSeconds = bounded(untilLockEnds, task.longestWait);
  const goesOn = refusal.because === 'SWEEP_RUNNING' && hasTime(waitSeconds, since, task);
  const next = goesOn ? 'wait' : 'refused';
  return { account, next, waitSeconds, sweep: null, summary: null, ...refusal };
}

function hasTime(seconds: number, since: string | null, { clock, patienceHours }: Clocks): boolean {
  const now = clock.now().getTime();
  const first = since === null ? now : Date.parse(since);
  return now + seconds * 1000 <= first + patienceHours * 3_600_000;
}

function bounded(seconds: number, longest: number): number {
  return Math.ceil(Math.min(longest, Math.max(shortestWait, seconds)));
}
