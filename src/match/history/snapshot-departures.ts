import type { OwnedResource, Run, Snapshot, StageState } from '../../model/stage.ts';
import { toMs } from '../../model/times.ts';
import { contains, endOf, isOverlapped, wroteState } from '../../sst/run-spans.ts';
import { isByHand } from '../../sst/runs.ts';
import { type Departure, doubtSince, leftByHand, proven, unproven } from './departures.ts';

/** An entry that has left its state; without an id: with any id. */
type Gone = Pick<OwnedResource, 'urn' | 'kept'> & { readonly id: string | null };

/** Snapshots that their own runs wrote: a snapshot under another id or of another time proves nothing. */
export function ownSnapshots(state: StageState): readonly Snapshot[] {
  return state.snapshots.filter(({ runId, checkpoint }) => {
    const run = runOf(runId, state);
    return run !== null && contains(run, checkpoint.at);
  });
}

/**
 * The departure of an entry of a snapshot, where no version of the state shows it. Somebody may have
 * written over the state between two runs, and `state.retention` erases that too: so snapshots alone prove
 * nothing. The event log of the next run must show that its own engine deleted the resource: then it was in
 * the state until that run, and nobody had taken it out. The conditions on versions of a state apply
 * besides.
 */
export function departureAfterSnapshot(
  owner: Snapshot,
  gone: Gone,
  state: StageState,
  facts: { readonly runs: readonly Run[]; readonly versioned: boolean },
): Departure {
  const snapshots = ownSnapshots(state);
  const next = snapshots[snapshots.indexOf(owner) + 1];
  const run = next ? runOf(next.runId, state) : null;
  const at = (run && endOf(run)) ?? next?.checkpoint.at ?? owner.checkpoint.at;
  if (!facts.versioned) return unproven(at, null, 'bucket-not-versioned');
  if (!next || !run) return unproven(at, null, 'next-state-unread');
  if (!next.checkpoint.readable) return unproven(at, null, 'next-state-unreadable');
  if (!run.record) return unproven(at, run, 'record-unread');
  if (isByHand(run)) return unproven(at, run, leftByHand(run));
  if (!run.record.completed) return unproven(at, run, 'run-not-completed');
  if (isOverlapped(run, facts.runs)) return unproven(at, run, 'overlapping-run');
  if (!hasDeleted(next, gone)) return unproven(at, run, 'not-in-event-log');
  const later = doubtSince(run, facts.runs, state);
  if (later !== null) return unproven(at, run, later);
  const isErased = state.runs.some(
    (each) => toMs(each.startedAt) > toMs(run.startedAt) && hidesState(each, snapshots, state),
  );
  return isErased ? unproven(at, run, 'later-state-erased') : proven(at, run);
}

/** The same resource without further flags: a run that was killed in between may have set some. */
function hasDeleted({ deletions }: Snapshot, { urn, id, kept }: Gone): boolean {
  return (deletions ?? []).some(
    (each) =>
      each.urn === urn &&
      (id === null || each.id === id) &&
      each.kept.every((flag) => kept.includes(flag)),
  );
}

/** The end state of a later run, or of a killed deploy, may have listed the resource again. */
function hidesState(run: Run, snapshots: readonly Snapshot[], state: StageState): boolean {
  const { record } = run;
  if (wroteState(run, state) || (!record?.completed && record?.command !== 'deploy')) return false;
  return !snapshots.some(({ runId, checkpoint }) => runId === run.id && checkpoint.readable);
}

function runOf(id: string, { runs }: StageState): Run | null {
  return runs.find((run) => run.id === id) ?? null;
}
