import type { Outcome, OutcomeKind } from '../model/plan.ts';

/** The end of one resource in a sweep, whatever steps it took. */
export interface Fate {
  /** The most telling outcome: of its deletion, or of the step that prevented that. */
  readonly outcome: Outcome;
  readonly kind: OutcomeKind;
  /** It still exists and is changed: switched off, or without its objects. */
  readonly half: 'disabled' | 'emptied' | null;
}

/** People count resources, not steps. In the order in which they stand in the sweep. */
export function fatesOf(outcomes: readonly Outcome[]): readonly Fate[] {
  const byKey = new Map<string, Outcome[]>();
  for (const outcome of outcomes)
    byKey.set(outcome.key, [...(byKey.get(outcome.key) ?? []), outcome]);
  return [...byKey.values()].flatMap(fateOf);
}

/** Disabled, and nothing else was asked: they are in quarantine, and came to no end yet. */
export function disabledOnly(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.filter(
    ({ key, action, outcome }) =>
      action === 'disable' &&
      outcome === 'done' &&
      outcomes.every((other) => other.key !== key || other.action === 'disable'),
  );
}

function fateOf(own: readonly Outcome[]): Fate[] {
  if (disabledOnly(own).length > 0) return [];
  const stopped = own.find(({ outcome }) => outcome !== 'done' && outcome !== 'gone');
  const last = own.at(-1);
  if (!last) return [];
  if (!stopped) return [{ outcome: last, kind: last.outcome, half: null }];
  const isDone = (action: Outcome['action']) =>
    own.some((each) => each.action === action && each.outcome === 'done');
  const half = isDone('disable') ? 'disabled' : isDone('empty') ? 'emptied' : null;
  return [{ outcome: stopped, kind: stopped.outcome, half }];
}

/** How many came to each end. */
export function fateCounts(fates: readonly Fate[]): Readonly<Record<OutcomeKind, number>> {
  const of = (kind: OutcomeKind) => fates.filter((fate) => fate.kind === kind).length;
  return {
    done: of('done'),
    gone: of('gone'),
    failed: of('failed'),
    held: of('held'),
    parked: of('parked'),
    skipped: of('skipped'),
  };
}
