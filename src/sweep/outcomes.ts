import type { Failure } from '../aws/failures.ts';
import type { Outcome, OutcomeKind, Step } from '../model/plan.ts';
import type { StopReason } from './stop.ts';

/** The end of a step, without the members that the plan has already. */
export type Ending = Pick<Outcome, 'outcome'> &
  Partial<Pick<Outcome, 'reason' | 'error' | 'blockedBy' | 'retryAfter'>>;

export function outcomeOf(step: Step, ending: Ending): Outcome {
  return {
    step: step.id,
    key: step.key,
    kind: step.kind,
    resource: step.resource,
    region: step.region,
    app: step.app,
    stage: step.stage,
    action: step.action,
    outcome: ending.outcome,
    reason: ending.reason ?? null,
    error: ending.error ?? null,
    blockedBy: ending.blockedBy ?? [],
    retryAfter: ending.retryAfter ?? null,
  };
}

/** Steps that wait for it may begin. */
export function isEndedWell({ outcome }: Pick<Outcome, 'outcome'>): boolean {
  return outcome === 'done' || outcome === 'gone';
}

export function failed(
  reason: string,
  { code, message, requestId }: Pick<Failure, 'code' | 'message' | 'requestId'>,
): Ending {
  return { outcome: 'failed', reason, error: { code, message, requestId } };
}

/**
 * Without credentials or a state directory a later try needs a person first; after an interruption or a
 * timeout it does not.
 */
export function stoppedBy(reason: StopReason): Ending {
  const broken = reason === 'expired-credentials' || reason === 'state-not-written';
  return { outcome: broken ? 'held' : 'parked', reason };
}

/**
 * The ending of a step that never started: the next sweep can finish one that waits for a parked step by
 * itself, but not one that waits for a failure.
 */
export function heldBackBy(blockers: readonly Outcome[]): Ending {
  const blockedBy = blockers.map(({ step }) => step);
  const has = (kind: OutcomeKind) => blockers.some(({ outcome }) => outcome === kind);
  if (has('failed') || has('held'))
    return { outcome: 'held', reason: 'waits-for-failed', blockedBy };
  if (!has('parked')) return { outcome: 'skipped', reason: 'waits-for-skipped', blockedBy };
  const times = blockers.flatMap(({ retryAfter }) => retryAfter ?? []).sort();
  return {
    outcome: 'parked',
    reason: 'waits-for-parked',
    blockedBy,
    retryAfter: times.at(-1) ?? null,
  };
}

export function countOutcomes(outcomes: readonly Outcome[]): Readonly<Record<OutcomeKind, number>> {
  const count = (kind: OutcomeKind) => outcomes.filter(({ outcome }) => outcome === kind).length;
  return {
    done: count('done'),
    gone: count('gone'),
    failed: count('failed'),
    held: count('held'),
    parked: count('parked'),
    skipped: count('skipped'),
  };
}
