import { findCycle } from './components.ts';
import { byId, reversed, type Compare, type Graph } from './graph.ts';

/**
 * Every id after all that it waits for. Of those that could come next the smallest comes first, so
 * one graph has one order. Throws where ids wait for each other.
 */
export function topologicalOrder(graph: Graph, compare: Compare = byId): readonly string[] {
  const dependents = reversed(graph);
  const open = new Map([...graph].map(([id, targets]) => [id, targets.length]));
  const ready = heap(compare);
  for (const [id, count] of open) if (count === 0) ready.push(id);
  const order: string[] = [];
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    order.push(id);
    for (const dependent of dependents.get(id) ?? []) {
      const left = (open.get(dependent) ?? 0) - 1;
      open.set(dependent, left);
      if (left === 0) ready.push(dependent);
    }
  }
  if (order.length < graph.size) throw new Error(cycleMessage(graph));
  return order;
}

export function cycleMessage(graph: Graph): string {
  return `These wait for each other: ${(findCycle(graph) ?? []).join(' -> ')}`;
}

/** A binary heap: an account can hold tens of thousands of ids that are all ready at once. */
function heap(compare: Compare): { push(id: string): void; pop(): string | undefined } {
  const items: string[] = [];
  const before = (left: number, right: number) =>
    compare(items[left] as string, items[right] as string) < 0;
  const swap = (left: number, right: number) => {
    [items[left], items[right]] = [items[right] as string, items[left] as string];
  };
  return {
    push(id) {
      items.push(id);
      for (let at = items.length - 1; at > 0;) {
        const parent = (at - 1) >> 1;
        if (!before(at, parent)) break;
        swap(at, parent);
        at = parent;
      }
    },
    pop() {
      if (items.length === 0) return undefined;
      swap(0, items.length - 1);
      const first = items.pop();
      for (let at = 0; ;) {
        const children = [2 * at + 1, 2 * at + 2].filter((child) => child < items.length);
        const smallest = children.reduce((best, child) => (before(child, best) ? child : best), at);
        if (smallest === at) return first;
        swap(at, smallest);
        at = smallest;
      }
    },
  };
}
