import { latest } from '../../model/times.ts';
import { letGoByStacksAt } from '../history/stack-life.ts';
import type { Subject } from '../subject.ts';

/**
 * When nobody of its stage used a resource any more: its own departure, though its stage went on; without one
 * the stage's removal, or the last state of a stage that is given up.
 */
export function letGoAt({ history, stages }: Subject): string | null {
  const departed = latest(history.past[0]?.departure.at ?? null, letGoByStacksAt(history));
  const removed = latest(...stages.map((facts) => (facts.removed ? facts.removedAt : null)));
  const written = latest(...history.givenUp.map(({ state }) => state.versions.at(-1)?.at ?? null));
  return history.givenUp.length > 0 ? written : (departed ?? removed);
}
