import type { Checkpoint, OwnedResource, Run, StageState } from '../../model/stage.ts';
import {
  endOf,
  isOverlapped,
  mayBeWrittenOver,
  mayHaveWritten,
  mayHideDepartures,
  onlyRunAt,
  pushesOf,
  statesOf,
} from '../../sst/run-spans.ts';
import { pushesWhileAtWork } from '../../sst/versions.ts';
import { isByHand } from '../../sst/runs.ts';
import { toMs } from '../../model/times.ts';

/** How an id left a stage's state. */
export interface Departure {
  /** The run in which it left, where it is known. */
  readonly run: Run | null;
  /** AWS's time by which it had left: the run's end. */
  readonly at: string;
  readonly proven: boolean;
  /** The reason why the departure is not proven: a code for the evidence. */
  readonly doubt: string | null;
  /** A person may have taken it out of the state, which is how resources are handed over. */
  readonly mayBeHandedOver: boolean;
}

/** A version of a stage's state, not the current one, that lists a resource as its own. */
export interface PastOwnership {
  readonly state: StageState;
  readonly entry: OwnedResource;
  /** Whether the entry is the resource's own; else it is that of the function for which AWS made it. */
  readonly itself: boolean;
  /** The file whose version lists it: the state's own, or a snapshot of it. */
  readonly location: string;
  readonly checkpoint: Checkpoint;
  readonly departure: Departure;
}

/**
 * The newest departure of the entries of the checkpoint `owner`. Of two neighbouring versions the older
 * owns an entry and the newer does not; all versions between `owner` and the next one that was read must
 * therefore be of one and the same completed `deploy` or `remove`. `runs` are all runs of this app and
 * stage in every home: two that share a second prove nothing.
 */
export function departureAfter(
  owner: Checkpoint,
  state: StageState,
  facts: { readonly runs: readonly Run[]; readonly versioned: boolean },
): Departure {
  const from = state.versions.findIndex(({ versionId }) => versionId === owner.versionId);
  const next = nextRead(state, from);
  const between = state.versions.slice(from + 1, next === null ? undefined : next.index + 1);
  const at = between.at(-1)?.at ?? owner.at;
  if (!facts.versioned) return unproven(at, null, 'bucket-not-versioned');
  if (from === -1 || next === null) return unproven(at, null, 'next-state-unread');
  const isDeleted = between.some(({ deleteMarker }) => deleteMarker);
  // Versions that were written over a deleted state show how the stage went on.
  const since = isDeleted ? state.versions.slice(from + 1) : between;
  const written = since.filter(({ deleteMarker }) => !deleteMarker);
  // A version of no run: somebody wrote over the state by hand.
  if (written.some((version) => facts.runs.every((each) => !mayHaveWritten(each, version.at))))
    return unproven(at, null, 'outside-runs');
  if (isDeleted) return unproven(at, null, 'state-deleted');
  if (!next.checkpoint.readable) return unproven(at, null, 'next-state-unreadable');
  if (state.versions.slice(from + 1).some(isNullVersion))
    return unproven(at, null, 'versioning-was-suspended');
  const found = new Set(between.map((version) => onlyRunAt(facts.runs, version.at)));
  const [run] = found;
  if (found.size !== 1 || !run) return unproven(at, null, 'no-single-run');
  return judgeRun(run, at, { runs: facts.runs, listedAt: owner.at, state });
}

function judgeRun(
  run: Run,
  at: string,
  {
    runs,
    listedAt,
    state,
  }: { readonly runs: readonly Run[]; readonly listedAt: string; readonly state: StageState },
): Departure {
  const left = endOf(run) ?? at;
  if (!run.record) return unproven(left, run, 'record-unread');
  // From 3.2.48 to 3.3.x an `edit` never completes.
  if (isByHand(run)) return unproven(left, run, leftByHand(run));
  if (!run.record.completed) {
    // Within minutes after a push a person may write over the state while the run's lock still stands.
    const pushed = pushesOf(run, state);
    const isOwn = pushed.some((version) => version.at === at);
    return unproven(left, run, isOwn ? 'run-not-completed' : 'outside-runs');
  }
  // Before 3.4.0 the state was pushed after the record: only the lock's span shows its end.
  if (run.spanFrom === 'record' && !pushesWhileAtWork(run.record.sstVersion)) {
    return unproven(left, run, 'no-lock-span');
  }
  if (isOverlapped(run, runs)) {
    return unproven(left, run, 'overlapping-run');
  }
  if (statesOf(run, state).length > mostPushes(run.record.sstVersion))
    return unproven(left, run, 'written-over');
  // The state from which a person took it, or which another run overwrote, may be erased: then this run
  // only seems to have taken it out.
  const earlier = runs.filter(
    (other) =>
      toMs(other.startedAt) < toMs(run.startedAt) &&
      toMs(endOf(other) ?? run.startedAt) >= toMs(listedAt),
  );
  const before = earlier.find((other) => mayHideDepartures(other, runs));
  if (before) return unproven(left, run, `earlier-${before.record?.command ?? 'run'}`);
  const erased = earlier.some((other) => state.runs.includes(other) && lacksStates(other, state));
  if (erased) return unproven(left, run, 'earlier-state-erased');
  const later = doubtSince(run, runs, state);
  return later === null ? proven(left, run) : unproven(left, run, later);
}

export function leftByHand({ record }: Run): string {
  return `left-in-${record?.command}`;
}

/** A reason why a later run makes the departure in `run` uncertain; null: no such run. */
export function doubtSince(run: Run, runs: readonly Run[], state: StageState): string | null {
  const since = runs.filter(
    (other) => other !== run && toMs(other.startedAt) >= toMs(run.startedAt),
  );
  if (since.some(({ record }) => record === null)) return 'later-record-unread';
  const handOver = since.find(isByHand);
  if (handOver) return `later-${handOver.record?.command}`;
  // That run may have taken the resource in again, before a person handed it over.
  const isWrittenOver = since.some(
    (other) => state.runs.includes(other) && mayBeWrittenOver(other, state),
  );
  return isWrittenOver ? 'later-upload' : null;
}

export function proven(at: string, run: Run): Departure {
  return { run, at, proven: true, doubt: null, mayBeHandedOver: false };
}

/** Before 3.4.0 a run pushed once, at its very end: any further version is somebody else's. */
function mostPushes(sstVersion: string | null): number {
  return pushesWhileAtWork(sstVersion) ? Number.POSITIVE_INFINITY : 1;
}

/**
 * Every completed run pushed its state: where no version of it is left, somebody erased it with its
 * content.
 */
function lacksStates(run: Run, state: StageState): boolean {
  return run.record?.completed === true && statesOf(run, state).length === 0;
}

export function unproven(at: string, run: Run | null, doubt: string): Departure {
  return { run, at, proven: false, doubt, mayBeHandedOver: handOvers.test(doubt) };
}

/**
 * By SST's own commands (`sst state edit` and the like), or by writing over the state itself, which
 * suspended versioning hides.
 */
const handOvers =
  /^(?:left-in-|earlier-|later-(?!record)|outside-runs$|not-in-event-log$|no-single-run$|record-unread$|written-over$|versioning-was-suspended$|bucket-not-versioned$)/;

function nextRead(
  state: StageState,
  from: number,
): { readonly index: number; readonly checkpoint: Checkpoint } | null {
  if (from === -1) return null;
  const read = [...state.checkpoints, ...(state.current ? [state.current] : [])];
  for (let index = from + 1; index < state.versions.length; index++) {
    const checkpoint = read.find(({ versionId }) => versionId === state.versions[index]?.versionId);
    if (checkpoint) return { index, checkpoint };
  }
  return null;
}

/**
 * While a bucket's versioning is suspended its objects have one version, `null`, which every write replaces
 * (S3 user guide, suspending versioning). So a `null` version that is newer than another state may have
 * replaced any number of states since that one.
 */
export function isNullVersion({ versionId }: StageState['versions'][number]): boolean {
  return versionId === 'null';
}
