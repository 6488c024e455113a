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

/** For a kind without a creation time in AWS, its last change. */
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
 * The run that may have made a resource of this stage that no state lists. A run that shared its time with
 * another does not count: the other one may have recorded the resource in a state that was overwritten.
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
      // A later deploy may have taken it in, and the state that recorded it may be gone.
      !state.runs.some((other) => mayBeWrittenOver(other, state)),
  );
  return isMaker ? run : null;
}

/**
 * A run that completed recorded everything but the resources of its errors. And anybody who sees a deploy
 * fail may take over its remains, so it must be untouched since.
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
