import { graphFrom } from '../graph/graph.ts';
import { topologicalOrder } from '../graph/order.ts';
import type { Step } from '../model/plan.ts';

/**
 * The seconds that a plan takes: its longest chain of waits. Steps that can run at once do, so a thousand
 * distributions take about as long as the slowest.
 */
export function estimateSeconds(steps: readonly Step[]): number {
  const byStepId = new Map(steps.map((step) => [step.id, step]));
  const endsAfter = new Map<string, number>();
  let total = 0;
  for (const id of topologicalOrder(graphFrom(steps.map((step) => [step.id, step.waitsFor])))) {
    const step = byStepId.get(id);
    const begins = Math.max(
      0,
      ...(step?.waitsFor ?? []).map((before) => endsAfter.get(before) ?? 0),
    );
    const ends = begins + (step?.estimateSeconds ?? 0);
    endsAfter.set(id, ends);
    total = Math.max(total, ends);
  }
  return total;
}
