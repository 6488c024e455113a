import type { Run, RunRecord, StageState, StateVersion } from '../model/stage.ts';
import { isByHand } from './runs.ts';
import { durations, isWithin, plus, toMs } from '../model/times.ts';
import { pushesWhileAtWork } from './versions.ts';

/** Longest time that an uncompleted run without a lock's end is believed to last. */
const uncompletedRunMs = 6 * durations.hourMs;
/**
 * After its record a run pushes (before SST 3.4.0), tidies up and unlocks, which takes seconds. A lock that
 * stayed longer was left by a crash, and removed by somebody else.
 */
const afterRecordMs = 10 * durations.minuteMs;
/**
 * SST pushes within seconds of each change (pkg/project/run.go): a change more than this before a push is
 * not in it.
 */
const pushedWithinMs = durations.minuteMs;

/** After a silence of this length somebody else may have written the states in the span of a killed run. */
const longestSilenceMs = 5 * durations.minuteMs;

/** The end of a run; null: no end is known, so it proves nothing. */
export function endOf(run: Run): string | null {
  const { endedAt, recordedAt, record, startedAt, spanFrom } = run;
  if (record?.completed === true && recordedAt !== null) {
    // Without its lock the record of such a run is its end, whenever the next run began.
    if (spanFrom === 'record' && pushesWhileAtWork(record.sstVersion)) return recordedAt;
    return endedAt === null ? null : earlierOf(endedAt, plus(recordedAt, afterRecordMs));
  }
  if (endedAt === null || spanFrom === 'lock') return endedAt;
  // `sst unlock` ends the record of the run whose lock it removes.
  if (record?.forceUnlocked === true && recordedAt !== null) return earlierOf(endedAt, recordedAt);
  return earlierOf(endedAt, plus(startedAt, uncompletedRunMs));
}

/**
 * The end of a run's changes to states and resources. From SST 3.4.0 on a completed run makes them up to
 * its record, and a state that is written between that and the lock's end is somebody else's.
 */
function lastChangeOf(run: Run): string | null {
  const end = endOf(run);
  const { recordedAt, record } = run;
  const isOver = record?.completed === true && pushesWhileAtWork(record.sstVersion);
  return end !== null && isOver && recordedAt !== null ? earlierOf(end, recordedAt) : end;
}

function earlierOf(one: string, other: string): string {
  return toMs(one) < toMs(other) ? one : other;
}

/** Whether the run was at work at `time`. S3's times are whole seconds. */
export function contains(run: Run, time: string): boolean {
  const end = lastChangeOf(run);
  return end !== null && isWithin(time, run.startedAt, end);
}

/** Whether the run may have been at work at `time`: a run without an end may reach any later time. */
export function mayHaveBeenAtWork(run: Run, time: string): boolean {
  return endOf(run) === null ? toMs(run.startedAt) <= toMs(time) : contains(run, time);
}

/** The only run that was at work at `time`; null where there is none, or where two share that second. */
export function onlyRunAt(runs: readonly Run[], time: string): Run | null {
  const containing = runs.filter((run) => contains(run, time));
  // A run without an end may reach any later second.
  const endless = runs.some((run) => endOf(run) === null && toMs(run.startedAt) <= toMs(time));
  return containing.length === 1 && !endless ? (containing[0] ?? null) : null;
}

/** Whether the run may have written a state of that time. */
export function mayHaveWritten(run: Run, at: string): boolean {
  const { first, last } = changesOf(run);
  return secondOf(at) >= first && secondOf(at) <= last;
}

/**
 * Whether two runs were at work at once. A run that begins in the second in which the other ends does not
 * overlap it.
 */
function overlap(one: Run, other: Run): boolean {
  const [a, b] = [one, other].map((run) => secondsOf(run, endOf(run))) as [Seconds, Seconds];
  return a.first < b.last && b.first < a.last;
}

/** Whether it overlaps another run: the last one to push overwrote the other's records. */
export function isOverlapped(run: Run, runs: readonly Run[]): boolean {
  return runs.some((other) => other !== run && overlap(other, run));
}

/** Whether a resource may have left the state in this run without the engine deleting it. */
export function mayHideDepartures(run: Run, runs: readonly Run[]): boolean {
  return isByHand(run) || isOverlapped(run, runs);
}

/** The last version in a run's span, or the one before it; null: there is none at all. */
export function endStateOf(run: Run, state: StageState): StateVersion | null {
  const end = lastChangeOf(run);
  return end === null ? null : stateAt(end, state);
}

/** The newest version at `time`, which counts to the end of its second; null: there was none yet. */
export function stateAt(time: string, { versions }: StageState): StateVersion | null {
  const limit = Math.ceil(toMs(time) / 1000) * 1000;
  // Versions are ordered, oldest first, and a stage that is deployed daily has thousands: a binary search.
  const behind = firstIndex(versions, ({ at }) => toMs(at) > limit);
  return versions[behind - 1] ?? null;
}

export function wroteState(run: Run, state: StageState): boolean {
  return statesOf(run, state).length > 0;
}

/** Versions that were written while the run was at work, oldest first. */
export function statesOf(run: Run, { versions }: StageState): readonly StateVersion[] {
  const { first, last } = changesOf(run);
  const from = firstIndex(versions, ({ at }) => secondOf(at) >= first);
  const to = firstIndex(versions, ({ at }) => secondOf(at) > last);
  return versions.slice(from, to).filter(({ deleteMarker }) => !deleteMarker);
}

/**
 * Whether the run may have made resources that no state lists. Only a deploy makes any, and one that
 * completed without errors recorded all of them. A deploy with errors did not where a provider gave up on a
 * creation that AWS continued.
 */
export function leavesUnrecorded(record: RunRecord): boolean {
  return record.command === 'deploy' && (!record.completed || record.errors.length > 0);
}

/**
 * Whether this run may have made a resource of `time` that no state lists. From SST 3.4.0 on its resources
 * are pushed within seconds, so they were made between the run's pushes, or right after the last; a run
 * that completed pushes for the last time when its engine has finished (pkg/project/run.go). A run that
 * never pushed proves nothing, and before 3.4.0 a killed one never did: its lock may have stayed for days
 * while others were at work. Where nothing was pushed after the run, the stage may have gone on in a home
 * that AWS does not show.
 */
export function mayHaveMadeUnrecorded(run: Run, time: string, state: StageState): boolean {
  if (run.record === null || !leavesUnrecorded(run.record)) return false;
  const end = endOf(run);
  const goesOn = end !== null && state.versions.some(({ at }) => toMs(at) > toMs(end));
  // In the second in which it takes its lock a run makes nothing either.
  if (!goesOn || !mayHaveWritten(run, time)) return false;
  if (!contains(run, time) || !pushesWhileAtWork(run.record.sstVersion)) return false;
  // The state in which it recorded the resource may have been overwritten.
  if (mayBeWrittenOver(run, state)) return false;
  const pushed = statesOf(run, state);
  const [first, last] = [pushed[0], pushed.at(-1)];
  if (first === undefined || last === undefined) return false;
  return isWithin(time, early(first), run.record.completed ? last.at : late(last));
}

const early = ({ at }: StateVersion): string => plus(at, -pushedWithinMs);
const late = ({ at }: StateVersion): string => plus(at, pushedWithinMs);

/**
 * The versions that the run pushed itself. While the engine waits for a distribution nothing changes; but
 * after five minutes of silence a person may have written, while the lock of a killed run was still there.
 */
export function pushesOf(run: Run, state: StageState): readonly StateVersion[] {
  const written = statesOf(run, state);
  const silent = written.findIndex(({ at }, index) => {
    const before = written[index - 1]?.at ?? run.startedAt;
    return toMs(at) - toMs(before) > longestSilenceMs;
  });
  return silent === -1 ? written : written.slice(0, silent);
}

/**
 * Whether a person may have written over the state of a killed run while its lock was still there. A run
 * whose record was not read may have been killed.
 */
export function mayBeWrittenOver(run: Run, state: StageState): boolean {
  if (run.record?.completed) return false;
  return statesOf(run, state).length > pushesOf(run, state).length;
}

/** Versions that no run can have written. */
export function outsideRuns({ runs, versions }: StageState): readonly StateVersion[] {
  const spans = runs.map(changesOf).toSorted((a, b) => a.first - b.first);
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

interface Seconds {
  readonly first: number;
  readonly last: number;
}

/**
 * The seconds in which a run may have written a state. In its lock's second it still builds the program: a
 * state of that second is somebody else's.
 */
function changesOf(run: Run): Seconds {
  const { first, last } = secondsOf(run, lastChangeOf(run));
  return { first: first + 1, last };
}

/** A run without an end may have written everything since its beginning. */
function secondsOf({ startedAt }: Run, end: string | null): Seconds {
  const last = end === null ? Number.POSITIVE_INFINITY : secondOf(end);
  return { first: secondOf(startedAt), last };
}

function secondOf(time: string): number {
  return Math.floor(toMs(time) / 1000);
}

/**
 * The index of the first item that meets the condition, by binary search: all later items must meet it,
 * too.
 */
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
