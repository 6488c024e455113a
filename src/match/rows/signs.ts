import type { Run, StageState } from '../../model/stage.ts';
import {
  isOverlapped,
  mayBeWrittenOver,
  mayHaveMadeUnrecorded,
  onlyRunAt,
} from '../../sst/run-spans.ts';
import { updateKey } from '../../sst/state-keys.ts';
import { failureOn } from '../history/failed-runs.ts';
import type { StageFacts } from '../history/stage-facts.ts';
import type { Subject } from '../subject.ts';

/** For a kind that AWS gives no creation time it is the last change. */
export function madeAt({ facts, resource, changedAt }: Subject): string | null {
  return facts.creationIsKnown ? resource.createdAt : changedAt;
}

export function onlyOwner({ owners, index }: Subject): StageFacts | null {
  const [owner] = owners;
  return owners.length === 1 && owner !== undefined ? (index.stages.get(owner) ?? null) : null;
}

export function hasUnseenHome({ owners, index }: Subject): boolean {
  return owners.some((owner) => index.unseen.has(owner));
}

/**
 * The run that may have made something of this stage, though no state says so. Beside another run
 * it is none: that one may have recorded it in a state that was written over.
 */
export function unrecordedMaker(subject: Subject, { runs, pair }: StageFacts): Run | null {
  const made = madeAt(subject);
  const run = made === null ? null : onlyRunAt(runs, made);
  if (made === null || !run || isOverlapped(run, runs)) return null;
  const isMaker = pair.states.some(
    (state) =>
      state.runs.includes(run) &&
      mayHaveMadeUnrecorded(run, made, state) &&
      mayHaveFailedToRecord(run, state, subject) &&
      // A later deploy may have taken it in, and what that recorded may stand in no state any more.
      !state.runs.some((other) => mayBeWrittenOver(other, state)),
  );
  return isMaker ? run : null;
}

/**
 * A run that completed recorded all but what its errors may be about. And whoever sees a deploy fail may
 * take over what it left, so nobody may have touched that since.
 */
function mayHaveFailedToRecord(run: Run, state: StageState, subject: Subject): boolean {
  if (!run.record?.completed) return true;
  const { changedAt } = subject;
  const isUntouched = changedAt === null || mayHaveMadeUnrecorded(run, changedAt, state);
  return isUntouched && failureOn(run.record, subject) !== null;
}

export function runSource({ pair }: StageFacts, id: string | null): string {
  const state = pair.states[0];
  return state && id !== null
    ? `s3://${state.home}/${updateKey(pair.app, pair.stage, id)}`
    : pair.id;
}
