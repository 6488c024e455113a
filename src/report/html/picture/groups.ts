import type { PlanNode } from '../../plan-nodes.ts';
import { byFirst } from '../../../model/order.ts';

/** Resources of one stage that wait for the same and are waited for by the same: they are drawn as one block. */
export interface Group {
  readonly id: string;
  readonly pair: string;
  readonly members: readonly PlanNode[];
  /** Ids of groups that must be gone before. */
  readonly waits: readonly string[];
}

/** Fewer lines with the same meaning: all members of a group wait for the same resources. */
export function groupsOf(nodes: ReadonlyMap<string, PlanNode>): readonly Group[] {
  const waitedBy = new Map<string, string[]>();
  for (const { key, waits } of nodes.values())
    for (const before of waits) {
      const after = waitedBy.get(before);
      if (after) after.push(key);
      else waitedBy.set(before, [key]);
    }
  const alike = new Map<string, PlanNode[]>();
  for (const node of nodes.values()) {
    const likeness = JSON.stringify([
      node.pair,
      node.waits.toSorted(),
      (waitedBy.get(node.key) ?? []).toSorted(),
    ]);
    const members = alike.get(likeness);
    if (members) members.push(node);
    else alike.set(likeness, [node]);
  }
  const groups = [...alike.values()].map((members, index) => ({ id: `group-${index}`, members }));
  const groupOf = new Map(
    groups.flatMap(({ id, members }) => members.map(({ key }) => [key, id] as const)),
  );
  return groups.map(({ id, members }) => ({
    id,
    pair: members[0]?.pair ?? '',
    members: members.toSorted(
      byFirst(
        (node) => node.steps[0]?.kind ?? '',
        ({ key }) => key,
      ),
    ),
    waits: [...new Set((members[0]?.waits ?? []).flatMap((key) => groupOf.get(key) ?? []))],
  }));
}
