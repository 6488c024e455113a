import type { Run } from '../../model/stage.ts';
import { isOverlapped, mayHaveMadeUnrecorded, onlyRunAt } from '../../sst/run-spans.ts';
import { updateKey } from '../../sst/state-keys.ts';
import type { StageFacts } from '../history/stage-facts.ts';
import type { Subject } from '../subject.ts';

/** For a kind that AWS gives no creation time it is the last change. */
export function madeAt({ facts, resource, changedAt }: Subject): string | null {
  return facts.creationIsKnown ? resource.createdAt : changedAt;
}

export function onlyOwner({ owners, world }: Subject): StageFacts | null {
  const [owner] = owners;
  return owners.length === 1 && owner !== undefined ? (world.stages.get(owner) ?? null) : null;
}

export function hasUnseenHome({ owners, world }: Subject): boolean {
  return owners.some((owner) => world.unseen.has(owner));
}

/**
 * The run that may have made something of this stage then, though no state says so. Beside another run
 * it is none: that one may have recorded it in a state that was written over.
 */
export function unrecordedMaker({ runs, pair }: StageFacts, made: string | null): Run | null {
  const run = made === null ? null : onlyRunAt(runs, made);
  if (made === null || !run || isOverlapped(run, runs)) return null;
  const isMaker = pair.states.some(
    (state) => state.runs.includes(run) && mayHaveMadeUnrecorded(run, made, state),
  );
  return isMaker ? run : null;
}

export function runSource({ pair }: StageFacts, id: string | null): string {
  const state = pair.states[0];
  return state && id !== null
    ? `s3://${state.home}/${updateKey(pair.app, pair.stage, id)}`
    : pair.id;
}
