import type { Run, StageState } from '../../model/stage.ts';
import { mayHaveMadeUnrecorded } from '../../sst/run-spans.ts';
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

/** Whoever took it out of the state may use it tomorrow, though nothing uses it today. */
export function mayBeHandedOver({ history }: Subject): boolean {
  return history.past.some(({ departure }) => departure.mayBeHandedOver);
}

export function isMakerIn(state: StageState, run: Run, made: string): boolean {
  return state.runs.includes(run) && mayHaveMadeUnrecorded(run, made, state);
}

export function runSource({ pair }: StageFacts, id: string | null): string {
  const state = pair.states[0];
  return state && id !== null
    ? `s3://${state.home}/${updateKey(pair.app, pair.stage, id)}`
    : pair.id;
}
