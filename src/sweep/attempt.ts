import type { Step } from '../model/plan.ts';
import type { Ending } from './outcomes.ts';
import type { SweepRun } from './sweep-run.ts';

/** Reasons why a reading of the account cannot decide for or against a step. */
export type ViewDoubt =
  /** This sweep changed something while it was read: it may be half old and half new. */
  | 'own-change'
  /** Something on which the verdict rests was throttled, cut off or not answered. */
  | 'unread'
  /** Reading took so long that it is too old by now. */
  | 'too-old';

/** One step's attempts so far. */
export interface AttemptHistory {
  /** A reading that began before this must be repeated: milliseconds of the clock. */
  viewSince: number;
  stale: number;
  /** By reason: number of readings that were not good enough. */
  readonly doubts: Map<ViewDoubt, number>;
  /** Throttles and dead connections in a row. */
  troubles: number;
  /** By reason: time of AWS's first "later". */
  readonly waitingSince: Map<string, number>;
  journaled: boolean;
}

export interface Attempt {
  readonly step: Step;
  readonly run: SweepRun;
  readonly history: AttemptHistory;
}

/** The end, or another attempt after a while. */
export type AttemptDecision =
  | { readonly next: 'end'; readonly ending: Ending }
  | { readonly next: 'again'; readonly afterMs: number; readonly detail: string };

export function noAttempts(): AttemptHistory {
  return {
    viewSince: 0,
    stale: 0,
    doubts: new Map(),
    troubles: 0,
    waitingSince: new Map(),
    journaled: false,
  };
}
