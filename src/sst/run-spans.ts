import type { Run, StageState, StateVersion } from '../model/stage.ts';
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

/** The one run in which a version was written; null where there is none, or where two share that second. */
export function onlyRunAt(runs: readonly Run[], time: string): Run | null {
  const containing = runs.filter((run) => contains(run, time));
  // A run without an end may reach any later second.
  const endless = runs.some((run) => endOf(run) === null && toMs(run.startedAt) <= toMs(time));
  return containing.length === 1 && !endless ? (containing[0] ?? null) : null;
}

/** The last version in a run's span, or that of the run before; null: there is none at all. */
export function endStateOf(run: Run, state: StageState): StateVersion | null {
  const end = endOf(run);
  if (end === null) return null;
  return (
    state.versions.findLast(({ at }) => toMs(at) <= Math.ceil(toMs(end) / 1000) * 1000) ?? null
  );
}

export function wroteState(run: Run, state: StageState): boolean {
  return state.versions.some(({ at, deleteMarker }) => !deleteMarker && contains(run, at));
}
