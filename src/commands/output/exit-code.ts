import type { Finding } from '../../model/finding.ts';
import type { Outcome } from '../../model/plan.ts';
import type { StageRemoval } from '../../model/stage-removal.ts';

/** The words of `--fail-on`. `none` is the empty list. */
export const failures = ['leftover', 'unknown', 'gaps', 'parked'] as const;

export type FailOn = (typeof failures)[number];

/** The contract's table; where several apply, the first of 130, 2, 6, 4, 7, 1, 3, 5, 0. */
export const exitCodes = {
  done: 0,
  found: 1,
  couldNotRun: 2,
  gaps: 3,
  failed: 4,
  parked: 5,
  refused: 6,
  notWritten: 7,
  interrupted: 130,
} as const;

export interface RunSummary {
  readonly interrupted?: boolean;
  readonly findings: readonly Finding[];
  readonly gaps: number;
  readonly outcomes?: readonly Outcome[];
  readonly removals?: readonly StageRemoval[];
}

/** 2 and 6 are thrown earlier; the other codes are decided here. */
export function exitCodeOf(standing: RunSummary, failOn: readonly FailOn[]): number {
  const { interrupted = false, findings, gaps, outcomes = [], removals = [] } = standing;
  const ended = (...kinds: readonly Outcome['outcome'][]) =>
    outcomes.some((outcome) => kinds.includes(outcome.outcome));
  const found = (verdict: 'leftover' | 'unknown') =>
    failOn.includes(verdict) && findings.some((finding) => finding.verdict === verdict);

  if (interrupted) return exitCodes.interrupted;
  const wasNotRemoved = removals.some(({ outcome }) => outcome === 'failed');
  if (ended('failed', 'held') || wasNotRemoved) return exitCodes.failed;
  if (found('leftover') || found('unknown')) return exitCodes.found;
  if (failOn.includes('gaps') && gaps > 0) return exitCodes.gaps;
  if (failOn.includes('parked') && ended('parked')) return exitCodes.parked;
  return exitCodes.done;
}

/** Where several apply, the first of these. */
const gravestFirst: readonly number[] = [
  exitCodes.interrupted,
  exitCodes.couldNotRun,
  exitCodes.refused,
  exitCodes.failed,
  exitCodes.notWritten,
  exitCodes.found,
  exitCodes.gaps,
  exitCodes.parked,
];

/** The exit code of several runs as one. */
export function gravestExitCode(codes: readonly number[]): number {
  return (
    gravestFirst.find((code) => codes.includes(code)) ??
    codes.find((code) => code !== exitCodes.done) ??
    exitCodes.done
  );
}

const graver: ReadonlySet<number> = new Set([
  exitCodes.interrupted,
  exitCodes.couldNotRun,
  exitCodes.refused,
  exitCodes.failed,
]);

/** The exit code of a run whose output is incomplete: never that of leftovers. */
export function whereOutputIsLost(exitCode: number): number {
  return graver.has(exitCode) ? exitCode : exitCodes.notWritten;
}
