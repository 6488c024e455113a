import type { Inventory } from '../../model/inventory.ts';
import type { AbandonWord } from '../../model/options.ts';
import type { Run, StageState, StateVersion } from '../../model/stage.ts';
import { deletionEndOf, isDeletedStack } from '../../sst/stacks.ts';
import type { Pair } from './pairs.ts';
import { isNullVersion } from './departures.ts';
import { contains, endOf, endStateOf, outsideRuns, wroteState } from '../../sst/run-spans.ts';
import { earliest, isAfter, latest, toMs } from '../../model/times.ts';

/** One known pair's facts, as the definitions under the verdict table need them. */
export interface StageFacts {
  readonly pair: Pair;
  /** Runs in all homes, oldest first. */
  readonly runs: readonly Run[];
  readonly removed: boolean;
  /**
   * Before SST 3.2.48 there were no records: only the emptiness shows the removal, and proves `high` at
   * most.
   */
  readonly removedByEmptinessAlone: boolean;
  readonly removedAt: string | null;
  readonly neverFinished: boolean;
  /** A home or stack of it still holds resources. */
  readonly livesOn: boolean;
  /** No home or stack of it holds any resource, whatever its newest run was. */
  readonly isEmpty: boolean;
  readonly lastStateWriteAt: string | null;
  readonly history: 'complete' | 'partial' | 'none';
  /** Time of its first deploy, where its states show that it began empty; null: not known. */
  readonly beganAt: string | null;
  /**
   * Start of the time from which its states are left; null: it never had one. An older resource may be
   * anybody's by now.
   */
  readonly statesSince: string | null;
  /** States of it that the user gave up. */
  readonly abandoned: ReadonlySet<StageState>;
}

export function stageFacts(
  pair: Pair,
  inventory: Inventory,
  abandon: readonly AbandonWord[],
): StageFacts {
  const runs = pair.states
    .flatMap((state) => state.runs)
    .toSorted((a, b) => toMs(a.startedAt) - toMs(b.startedAt));
  const removal = removalOf(pair);
  return {
    pair,
    runs,
    removed: removal !== null,
    removedByEmptinessAlone: removal?.byEmptinessAlone ?? false,
    removedAt: removal?.at ?? null,
    neverFinished: isNeverFinished(pair),
    livesOn: livesOn(pair),
    isEmpty: isEmpty(pair),
    lastStateWriteAt: latest(...pair.states.map((state) => state.versions.at(-1)?.at ?? null)),
    history: historyOf(pair, inventory),
    beganAt: beganAt(pair, inventory),
    statesSince: latest(...pair.states.map(statesSince)),
    abandoned: new Set(abandon.flatMap((word) => statesNamed(word, pair.states))),
  };
}

/**
 * Removed: every home that ever wrote the `app/` key holds a well-formed checkpoint without resources, all
 * stacks are gone, no lock is held, and the newest run that wrote a state is a completed `remove` without
 * errors.
 */
function removalOf(pair: Pair): { at: string | null; byEmptinessAlone: boolean } | null {
  if (!isEmpty(pair)) return null;
  const written = pair.states.filter(({ versions }) => versions.length > 0);
  const stacksGoneAt = latest(...pair.stacks.map(deletionEndOf));
  if (written.length === 0)
    return pair.states.length === 0 ? { at: stacksGoneAt, byEmptinessAlone: false } : null;
  const emptiedAt = latest(...written.map(({ current }) => current?.at ?? null));
  const newest = newestWriter(written);
  if (newest === 'no-records')
    return { at: latest(emptiedAt, stacksGoneAt), byEmptinessAlone: true };
  const record = newest?.record;
  if (!newest || !record?.completed || record.command !== 'remove' || record.errors.length > 0)
    return null;
  return { at: latest(endOf(newest), emptiedAt, stacksGoneAt), byEmptinessAlone: false };
}

function isEmpty(pair: Pair): boolean {
  const written = pair.states.filter(({ versions }) => versions.length > 0);
  if (pair.purged || (written.length === 0 && pair.stacks.length === 0)) return false;
  if (pair.stacks.some(({ status }) => !isDeletedStack(status))) return false;
  if (pair.states.some(({ lock }) => lock !== null)) return false;
  return written.every(({ current }) => current?.readable && current.resources === 0);
}

function newestWriter(states: readonly StageState[]): Run | 'no-records' | null {
  if (states.every(({ runs }) => runs.every(({ id }) => id === null))) return 'no-records';
  const runs = states.flatMap((state) => state.runs.map((run) => ({ run, state })));
  const newestFirst = runs.toSorted((a, b) => toMs(b.run.startedAt) - toMs(a.run.startedAt));
  return newestFirst.find(({ run, state }) => wroteState(run, state))?.run ?? null;
}

/** It has update records, none of them completed, and no version of the `app/` key. */
function isNeverFinished(pair: Pair): boolean {
  const runs = pair.states.flatMap((state) => state.runs);
  return (
    runs.length > 0 &&
    pair.stacks.length === 0 &&
    pair.states.every(({ versions }) => versions.length === 0) &&
    runs.every(({ record }) => record !== null && !record.completed)
  );
}

function livesOn(pair: Pair): boolean {
  return (
    pair.states.some(({ current }) => current?.readable === true && current.resources > 0) ||
    pair.stacks.some(({ status }) => !isDeletedStack(status))
  );
}

/**
 * Complete: an end state for every run, from an empty start, all readable. After purge, retention or expiry
 * no empty start is left, so the history is partial.
 */
function historyOf(pair: Pair, inventory: Inventory): 'complete' | 'partial' | 'none' {
  const states = pair.states.filter(({ runs, versions }) => runs.length > 0 || versions.length > 0);
  if (states.length === 0) return 'none';
  return states.every((state) => isComplete(state, inventory)) ? 'complete' : 'partial';
}

function isComplete(state: StageState, inventory: Inventory): boolean {
  if (state.versions.length === 0)
    return (
      isWhole(state, inventory) &&
      state.runs.length > 0 &&
      state.runs.every(({ record }) => record !== null && !record.completed)
    );
  if (emptyStartOf(state, inventory) === null) return false;
  const read = new Map(
    readCheckpoints(state).map((checkpoint) => [checkpoint.versionId, checkpoint]),
  );
  return state.runs.every((run) => {
    const end = endStateOf(run, state);
    return end !== null && read.get(end.versionId)?.readable === true;
  });
}

/**
 * Whether every end state of the pair's runs since `time` was read, and every version outside of all runs.
 * Then a later resource belongs to none of them, however little is left from before.
 */
export function isCompleteSince(
  time: string,
  { pair }: Pick<StageFacts, 'pair'>,
  inventory: Inventory,
): boolean {
  const states = pair.states.filter(({ runs, versions }) => runs.length > 0 || versions.length > 0);
  return states.every((state) => {
    const read = new Map(
      readCheckpoints(state).map((checkpoint) => [checkpoint.versionId, checkpoint]),
    );
    const isRead = (version: StateVersion | null): boolean =>
      version !== null && read.get(version.versionId)?.readable === true;
    const isSince = ({ at }: StateVersion): boolean => !isAfter(time, at);
    return (
      isWhole(state, inventory) &&
      !state.versions.some((version) => version.deleteMarker && isSince(version)) &&
      state.runs
        .filter((run) => !isAfter(time, endOf(run) ?? time))
        .every((run) => isRead(endStateOf(run, state))) &&
      outsideRuns(state).filter(isSince).every(isRead)
    );
  });
}

/** The home was read, and keeps every version and always did. */
function isWhole(state: StageState, inventory: Inventory): boolean {
  const home = inventory.homes.find(({ bucket }) => bucket === state.home);
  return home?.status === 'read' && home.versioned && !state.versions.some(isNullVersion);
}

/** Start of its first run, where that was a deploy which began empty; null: nobody knows. */
function emptyStartOf(state: StageState, inventory: Inventory): string | null {
  const [oldest] = state.versions;
  const [firstRun] = state.runs;
  if (!oldest || !isWhole(state, inventory)) return null;
  // Retention leaves an empty checkpoint as the oldest one, so only a deploy begins a history.
  if (firstRun?.record?.command !== 'deploy') return null;
  if (state.versions.some(({ deleteMarker }) => deleteMarker)) return null;
  if (toMs(oldest.at) < Math.floor(toMs(firstRun.startedAt) / 1000) * 1000) return null;
  const start = readCheckpoints(state).find(({ versionId }) => versionId === oldest.versionId);
  return start?.readable && start.owns === 0 ? firstRun.startedAt : null;
}

/** Before this time the pair owned nothing, in any home. */
function beganAt({ states, stacks }: Pair, inventory: Inventory): string | null {
  const starts = states.map((state) => emptyStartOf(state, inventory));
  return stacks.length > 0 || starts.includes(null) ? null : earliest(...starts);
}

/**
 * Time of the oldest version that is left, or the start of its run: until SST 3.4.0 a run wrote its state
 * at the end. Where locks were erased records may be too, so only a lock's span counts.
 */
function statesSince({ versions, runs }: StageState): string | null {
  const [oldest] = versions;
  if (!oldest) return null;
  const run = runs.find((each) => each.spanFrom === 'lock' && contains(each, oldest.at));
  return run?.startedAt ?? oldest.at;
}

function readCheckpoints(state: StageState): readonly StageState['checkpoints'][number][] {
  return state.current ? [...state.checkpoints, state.current] : state.checkpoints;
}

/**
 * The update that the word for `--abandon` names: the word ends by itself when the stage is deployed again.
 */
export function abandonUpdate(state: StageState): string | null {
  const newest = state.runs.findLast(({ id }) => id !== null);
  // For a file that somebody deleted, the marker's version stands for the state below it.
  return newest?.id ?? state.current?.versionId ?? state.versions.at(-1)?.versionId ?? null;
}

/** One update that several states have is that of a home and its copy: which one is meant, nobody said. */
function statesNamed(word: AbandonWord, states: readonly StageState[]): readonly StageState[] {
  const named = states.filter((each) => names(word, each));
  return word.update !== null && named.length > 1 ? [] : named;
}

function names(word: AbandonWord, state: StageState): boolean {
  if (word.app !== state.app || word.stage !== state.stage) return false;
  if (word.bucket === null ? !state.registered : word.bucket !== state.home) return false;
  return word.update === null || word.update === abandonUpdate(state);
}
