import type { Run, StageState, StateVersion } from '../model/stage.ts';
import { isByHand } from './runs.ts';
import { durations, isWithin, plus, toMs } from '../model/times.ts';

/** Without a lock's own end an uncompleted run is believed for so long. */
const uncompletedRunMs = 6 * durations.hourMs;

/** Where a run ends; null: no end is known, so it proves nothing. */
export function endOf(run: Run): string | null {
  if (run.endedAt === null || run.spanFrom === 'lock' || run.record?.completed === true)
    return run.endedAt;
  const limit = plus(run.startedAt, uncompletedRunMs);
  return toMs(limit) < toMs(run.endedAt) ? limit : run.endedAt;
}

export function contains(run: Run, time: string): boolean {
  const end = endOf(run);
  return end !== null && isWithin(time, run.startedAt, end);
}

/**
 * Was the run at work then, for all that is left of it? Without its lock it may have ended as soon as
 * its record was written, and not when the next run began.
 */
export function wasAtWork(run: Run, time: string): boolean {
  if (run.spanFrom === 'lock') return contains(run, time);
  return run.recordedAt !== null && isWithin(time, run.startedAt, run.recordedAt);
}

/**
 * Was the state erased with which it ended? SST pushes that right before the record says that the
 * run is completed (from 3.4.0 on; before, it came after it).
 */
export function lacksEndState(run: Run, states: readonly StageState[]): boolean {
  const state = states.find(({ runs }) => runs.includes(run));
  if (!state || !run.record?.completed || run.recordedAt === null) return false;
  const end = endStateOf(run, state);
  return end === null || toMs(run.recordedAt) - toMs(end.at) > durations.minuteMs;
}

/** The one run in which a version was written; null where there is none, or where two share that second. */
export function onlyRunAt(runs: readonly Run[], time: string): Run | null {
  const containing = runs.filter((run) => contains(run, time));
  // A run without an end may reach any later second.
  const endless = runs.some((run) => endOf(run) === null && toMs(run.startedAt) <= toMs(time));
  return containing.length === 1 && !endless ? (containing[0] ?? null) : null;
}

/** Were two runs at work at once? That one begins in the second in which the other ends is not that. */
function overlap(one: Run, other: Run): boolean {
  const [a, b] = [secondsOf(one), secondsOf(other)];
  return a.first < b.last && b.first < a.last;
}

/** Did it share its time with another run? Then whoever pushed last overwrote what the other recorded. */
export function isOverlapped(run: Run, runs: readonly Run[]): boolean {
  return runs.some((other) => other !== run && overlap(other, run));
}

/** May something have left the state in this run though the engine did not delete it? */
export function mayHideDepartures(run: Run, runs: readonly Run[]): boolean {
  return isByHand(run) || isOverlapped(run, runs);
}

/** The last version in a run's span, or that of the run before; null: there is none at all. */
export function endStateOf(run: Run, state: StageState): StateVersion | null {
  const end = endOf(run);
  return end === null ? null : stateAt(end, state);
}

/** The newest version of that time, whole seconds counted to their end; null: there was none yet. */
export function stateAt(time: string, { versions }: StageState): StateVersion | null {
  const limit = Math.ceil(toMs(time) / 1000) * 1000;
  // Versions are oldest first, and a stage that is deployed daily has thousands: no list is walked.
  const behind = firstIndex(versions, ({ at }) => toMs(at) > limit);
  return versions[behind - 1] ?? null;
}

export function wroteState(run: Run, state: StageState): boolean {
  const { first, last } = secondsOf(run);
  const { versions } = state;
  for (let index = firstIndex(versions, ({ at }) => secondOf(at) >= first); ; index += 1) {
    const version = versions[index];
    if (!version || secondOf(version.at) > last) return false;
    if (!version.deleteMarker) return true;
  }
}

/** Versions that no run can have written. */
export function outsideRuns({ runs, versions }: StageState): readonly StateVersion[] {
  const spans = runs.map(secondsOf).toSorted((a, b) => a.first - b.first);
  let next = 0;
  let reach = Number.NEGATIVE_INFINITY;
  return versions.filter(({ at }) => {
    const second = secondOf(at);
    for (let span = spans[next]; span && span.first <= second; span = spans[next]) {
      reach = Math.max(reach, span.last);
      next += 1;
    }
    return second > reach;
  });
}

/** A run without an end may have written everything since its beginning. */
function secondsOf(run: Run): { readonly first: number; readonly last: number } {
  const end = endOf(run);
  const last = end === null ? Number.POSITIVE_INFINITY : secondOf(end);
  return { first: secondOf(run.startedAt), last };
}

function secondOf(time: string): number {
  return Math.floor(toMs(time) / 1000);
}

/** The index of the first item for which a condition holds that, once true, stays true. */
function firstIndex<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
