import type { Step } from '../model/plan.ts';
import { count, pairOf } from '../text/text.ts';
import { spanText } from '../text/times.ts';

/** One resource of a plan with all that happens to it. */
export interface PlanNode {
  readonly key: string;
  readonly pair: string;
  readonly steps: readonly Step[];
  /** Keys of the resources that must be gone before. */
  readonly waits: readonly string[];
  /** Seconds from the start of the sweep until it is gone. */
  readonly ends: number;
}

/** The resources of a plan by key, in the order of their steps. */
export function nodesOf(steps: readonly Step[]): ReadonlyMap<string, PlanNode> {
  const byStep = new Map(steps.map((step) => [step.id, step]));
  const ends = new Map<string, number>();
  // In a plan every step comes after the steps that it waits for.
  for (const step of steps) {
    const begins = Math.max(0, ...step.waitsFor.map((id) => ends.get(id) ?? 0));
    ends.set(step.id, begins + step.estimateSeconds);
  }
  const own = new Map<string, Step[]>();
  for (const step of steps) own.set(step.key, [...(own.get(step.key) ?? []), step]);
  return new Map(
    [...own].map(([key, members]) => {
      const waits = members
        .flatMap(({ waitsFor }) => waitsFor)
        .flatMap((id) => byStep.get(id)?.key ?? [])
        .filter((each) => each !== key);
      const [first] = members;
      const node = {
        key,
        pair: first ? pairOf(first) : '',
        steps: members,
        waits: [...new Set(waits)],
        ends: Math.max(...members.map(({ id }) => ends.get(id) ?? 0)),
      };
      return [key, node];
    }),
  );
}

/** `disable, wait about 5 min, delete`. */
export function doing({ steps }: PlanNode, versions: number): string {
  const words = steps.map(({ action, estimateSeconds }) =>
    action === 'settle' ? `wait about ${spanText(estimateSeconds)}` : action,
  );
  return `${words.join(', ')}${versions > 0 ? ` with ${count(versions, 'version')}` : ''}`;
}

/** How long until all of these are gone. */
export function timeOf(members: readonly PlanNode[]): string {
  return spanText(Math.max(...members.map(({ ends }) => ends)));
}
