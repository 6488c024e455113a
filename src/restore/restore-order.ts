import { graphFrom } from '../graph/graph.ts';
import { topologicalOrder } from '../graph/order.ts';
import type { KindModule } from '../kinds/kind-module.ts';
import type { SavedResource } from '../kinds/restoring/restoring.ts';

/** Resources that others name come before these, kind by kind; within a kind by key. */
export function restoreOrder(
  saved: readonly SavedResource[],
  kinds: readonly KindModule[],
): readonly SavedResource[] {
  const known = new Set(kinds.map(({ facts }) => facts.kind));
  const order = topologicalOrder(
    graphFrom(
      kinds.map(({ facts, restore }) => [
        facts.kind,
        'impossible' in restore ? [] : restore.after.filter((kind) => known.has(kind)),
      ]),
    ),
  );
  const rank = (kind: string) => (known.has(kind) ? order.indexOf(kind) : order.length);
  return saved.toSorted(
    (left, right) => rank(left.kind) - rank(right.kind) || (left.key < right.key ? -1 : 1),
  );
}
