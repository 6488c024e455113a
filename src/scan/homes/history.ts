import type { Checkpoint, Run, StageState } from '../../model/stage.ts';
import { durations, earliest, plus, toMs } from '../../model/times.ts';
import {
  contains,
  endOf,
  endStateOf,
  leavesUnrecorded,
  mayHideDepartures,
  outsideRuns,
  stateAt,
  wroteState,
} from '../../sst/run-spans.ts';
import { type Known, readCheckpoint } from './checkpoint-files.ts';
import type { ScanContext } from '../scan-context.ts';
import { isByHand } from '../../sst/runs.ts';
import { readSnapshots } from './snapshots.ts';
import { type OpenStage, readRecord } from './open-stage.ts';
import type { ListedVersion } from './version-pages.ts';

/** Without any further sign, the history counts as partial after this many end states without a hit. */
const statesWithoutHit = 8;
/** With a sign that an older state owned it, or that a run without a record made it. */
const statesWithSign = 400;
const statesAtOnce = 8;

/** The resources for which history is read. */
export interface Wanted {
  /**
   * Keys of resources whose tags, name or environment say that they may be of this stage, and that
   * nothing claims; with the times at which each was made or last changed: the run of that time may have
   * made it.
   */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** Some checkpoint hides its names: whether a resource can be older rests on how its stage began. */
  readonly start: boolean;
}

/**
 * Reads a stage's history as far as it decides: the end states of its runs, newest first, until
 * everything wanted was found and (where the stage is empty now) the state before that; then the
 * records of the newest run, of those in which something departed, and of all since.
 */
export async function readHistory(
  state: StageState,
  open: OpenStage,
  work: { readonly known: Known; readonly wanted: Wanted; readonly context: ScanContext },
): Promise<StageState> {
  const withNewest = await readRecords(
    state,
    newestRuns(state, work.context.session.now()),
    open,
    work.context,
  );
  const ends = await readEndStates(withNewest, open, work);
  const read = await readSnapshots(ends, open, {
    ...work,
    wanted: new Set(work.wanted.keys.keys()),
  });
  const later = recordsWanted(read, work.wanted);
  const recorded = await readRecords(read, later, open, work.context);
  return readFirstStates(recorded, open, work);
}

/**
 * After a run in which a person or another run may have changed the state, the first state of the
 * next run shows whether something left before the engine began.
 */
async function readFirstStates(
  state: StageState,
  open: OpenStage,
  { known, context }: { readonly known: Known; readonly context: ScanContext },
): Promise<StageState> {
  const read = new Set(
    [...state.checkpoints, ...(state.current ? [state.current] : [])].map((each) => each.versionId),
  );
  const since = state.checkpoints.find(({ owned }) => owned.length > 0)?.at;
  if (since === undefined) return state;
  const first = state.runs.flatMap((run, index) => {
    const before = state.runs[index - 1];
    // A run that ended before the oldest owner was listed took nothing from it.
    if (!before || isByHand(run) || toMs(endOf(run) ?? since) < toMs(since)) return [];
    if (!mayHideDepartures(before, state.runs)) return [];
    const version = open.listed.states.find(({ at }) => contains(run, at));
    return version && !read.has(version.versionId) && toMs(version.at) > toMs(since)
      ? [version]
      : [];
  });
  const place = { home: open.home, stage: open.id };
  const checkpoints = await Promise.all(
    first.map((version) => readCheckpoint(version, place, known, context)),
  );
  return { ...state, checkpoints: inOrder([...state.checkpoints, ...checkpoints], state) };
}

/** The newest run, the newest that wrote a state, and all of the last 24 hours: rows and removals rest on them. */
function newestRuns(state: StageState, now: Date): readonly Run[] {
  const dayAgo = plus(now.toISOString(), -durations.dayMs);
  const recorded = state.runs.filter(({ id }) => id !== null);
  // A stage without any state is "never finished" only when none of its runs completed.
  if (state.versions.length === 0) return recorded;
  const writer = recorded.findLast((run) => wroteState(run, state));
  const recent = recorded.filter(({ startedAt }) => toMs(startedAt) > toMs(dayAgo));
  return [...new Set([...recorded.slice(-1), ...(writer ? [writer] : []), ...recent])];
}

async function readEndStates(
  state: StageState,
  open: OpenStage,
  work: { readonly known: Known; readonly wanted: Wanted; readonly context: ScanContext },
): Promise<StageState> {
  const { known, wanted, context } = work;
  const isEmpty = state.current?.readable === true && state.current.resources === 0;
  const missing = new Set(wanted.keys.keys());
  for (const key of state.current?.lists ?? []) missing.delete(key);
  let sawOwner = !isEmpty;
  const below = belowMarker(open);
  if (sawOwner && missing.size === 0 && !below) return state;
  const reader = checkpointReader(state, { home: open.home, stage: open.id }, { known, context });
  let withoutHit = 0;
  for (const version of newestFirst(below, endStates(state, open))) {
    const checkpoint = await reader.read(version);
    if (!checkpoint) continue;
    const hits = ownedKeys(checkpoint, known).filter((key) => missing.delete(key));
    withoutHit = hits.length > 0 ? 0 : withoutHit + 1;
    sawOwner ||= checkpoint.owns > 0;
    if ((sawOwner && missing.size === 0) || withoutHit >= statesWithoutHit) break;
  }
  const recorded =
    missing.size > 0 ? await followMakers(missing, reader, state, open, work) : state;
  // Whether history is complete rests on its start, which is read where everything after it was.
  if ((missing.size > 0 && withoutHit < statesWithoutHit) || wanted.start) {
    const [oldest] = open.listed.states;
    if (oldest) await reader.read(oldest);
  }
  return { ...recorded, checkpoints: inOrder(reader.all(), state) };
}

/**
 * Resources that none of the newest states owned: the run that may have made them tells, however long ago
 * that was. Where that run recorded them, all states since are read, newest first, until one owns them: a
 * search by halves could miss that they came back and were handed over. Where that run may have made them
 * without a record, they are read too, since only then is known that none ever owned them.
 */
async function followMakers(
  missing: Set<string>,
  reader: CheckpointReader,
  state: StageState,
  open: OpenStage,
  { known, wanted, context }: Parameters<typeof readEndStates>[2],
): Promise<StageState> {
  const times = [...missing].flatMap((key) => wanted.keys.get(key) ?? []);
  const makers = state.runs.filter((run) => times.some((time) => contains(run, time)));
  const recorded = await readRecords(state, makers, open, context);
  const made: Checkpoint[] = [];
  for (const version of endStates(recorded, open, times)) {
    const checkpoint = await reader.read(version);
    if (checkpoint) made.push(checkpoint);
  }
  const owned = new Set(made.flatMap((each) => ownedKeys(each, known)));
  const departed = new Set([...missing].filter((key) => owned.has(key)));
  const makerIds = new Set(makers.map(({ id }) => id));
  const mayBeUnrecorded = recorded.runs.some(
    ({ id, record }) => makerIds.has(id) && record !== null && leavesUnrecorded(record),
  );
  if (departed.size === 0 && !mayBeUnrecorded) return recorded;
  const further = [...endStates(recorded, open)].slice(0, statesWithSign);
  for (let from = 0; from < further.length; from += statesAtOnce) {
    const chunk = further.slice(from, from + statesAtOnce);
    for (const checkpoint of await Promise.all(chunk.map((version) => reader.read(version)))) {
      if (!checkpoint) continue;
      for (const key of ownedKeys(checkpoint, known)) departed.delete(key);
    }
    if (departed.size === 0 && !mayBeUnrecorded) break;
  }
  const [oldest] = open.listed.states;
  if (mayBeUnrecorded && oldest) await reader.read(oldest);
  return recorded;
}

/** Reads each version of a stage's state once; null: it was read before, or is the current one. */
interface CheckpointReader {
  read(version: ListedVersion): Promise<Checkpoint | null>;
  all(): readonly Checkpoint[];
}

function checkpointReader(
  { current }: StageState,
  place: { readonly home: OpenStage['home']; readonly stage: string },
  { known, context }: { readonly known: Known; readonly context: ScanContext },
): CheckpointReader {
  const read: Checkpoint[] = [];
  const seen = new Set(current ? [current.versionId] : []);
  return {
    async read(version) {
      if (seen.has(version.versionId)) return null;
      seen.add(version.versionId);
      const checkpoint = await readCheckpoint(version, place, known, context);
      read.push(checkpoint);
      return checkpoint;
    },
    all: () => read,
  };
}

function ownedKeys({ owned }: Checkpoint, known: Known): readonly string[] {
  return owned.flatMap((entry) => known.keysOf(entry));
}

function* newestFirst(
  below: ListedVersion | null,
  rest: Iterable<ListedVersion>,
): Generator<ListedVersion> {
  if (below) yield below;
  yield* rest;
}

/**
 * The newest version below the delete marker of a state file: the stage as it was when somebody deleted the
 * file.
 */
function belowMarker({ listed }: OpenStage): ListedVersion | null {
  if (listed.states.at(-1)?.deleteMarker !== true) return null;
  return listed.states.findLast(({ deleteMarker }) => !deleteMarker) ?? null;
}

function inOrder(read: readonly Checkpoint[], { versions }: StageState): readonly Checkpoint[] {
  const order = new Map(versions.map(({ versionId }, index) => [versionId, index]));
  return read.toSorted((a, b) => (order.get(a.versionId) ?? 0) - (order.get(b.versionId) ?? 0));
}

/**
 * The last version of every run, newest first; where no run is known, every version. With `times`
 * those of the runs alone that were at work at one of them.
 */
function* endStates(
  state: StageState,
  open: OpenStage,
  times?: readonly string[],
): Generator<OpenStage['listed']['states'][number]> {
  const byId = new Map(open.listed.states.map((version) => [version.versionId, version]));
  const runs = times
    ? state.runs.filter((run) => times.some((time) => contains(run, time)))
    : state.runs;
  const ends = runs.flatMap((run) => endStateOf(run, state) ?? []);
  // Where a lock's end was erased, its run seems to last into the next one; its record still ended.
  const recorded = runs.flatMap(({ recordedAt }) =>
    recordedAt === null ? [] : (stateAt(recordedAt, state) ?? []),
  );
  const loose = times ? [] : outsideRuns(state);
  const wantedIds = new Set([...ends, ...recorded, ...loose].map(({ versionId }) => versionId));
  for (const { versionId } of state.versions.toReversed()) {
    const version = byId.get(versionId);
    if (version && wantedIds.has(versionId)) yield version;
  }
}

/**
 * Runs since the oldest state that owned or wrote something that still exists, and runs that may have made
 * resources that no state owned.
 */
function recordsWanted(state: StageState, wanted: Wanted): readonly Run[] {
  const order = new Map(state.versions.map(({ versionId }, index) => [versionId, index]));
  const owners = state.checkpoints.filter(
    ({ owned, writes }) => owned.length > 0 || writes.length > 0,
  );
  const oldest = Math.min(...owners.map(({ versionId }) => order.get(versionId) ?? 0));
  const snapshot = state.snapshots.find(({ checkpoint }) => checkpoint.owned.length > 0);
  const since = earliest(state.versions[oldest]?.at ?? null, snapshot?.checkpoint.at ?? null);
  const [start] = state.versions;
  const times = [...wanted.keys.values()].flat();
  // A history is complete only from a deploy on.
  const startWasRead = state.checkpoints.some(({ versionId }) => versionId === start?.versionId);
  return state.runs.filter((run) => {
    if (run.id === null || run.record !== null) return false;
    if (startWasRead && run === state.runs[0]) return true;
    const end = endOf(run);
    if (since !== null && (end === null || toMs(end) >= toMs(since))) return true;
    return times.some((time) => contains(run, time));
  });
}

async function readRecords(
  state: StageState,
  wanted: readonly Run[],
  open: OpenStage,
  context: ScanContext,
): Promise<StageState> {
  const read = new Map(
    await Promise.all(
      wanted.map(async (run) => [run.id, await readRecord(run, open, context)] as const),
    ),
  );
  return { ...state, runs: state.runs.map((run) => read.get(run.id) ?? run) };
}
