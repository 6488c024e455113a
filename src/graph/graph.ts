/** Each id with the ids that must end before it may begin. */
export type Graph = ReadonlyMap<string, readonly string[]>;

export type Compare = (left: string, right: string) => number;

/** Code unit order: the same on every machine, whatever its language. */
export const byId: Compare = (left, right) => (left < right ? -1 : left > right ? 1 : 0);

/**
 * Ids that are only waited for become nodes of their own, and repeated edges are dropped. Nodes keep the
 * order in which they were first named: a walk starts the ready ones in that order.
 */
export function graphFrom(edges: Iterable<readonly [string, Iterable<string>]>): Graph {
  const graph = new Map<string, readonly string[]>();
  const named: string[] = [];
  for (const [id, waitsFor] of edges) {
    const targets = [...new Set([...(graph.get(id) ?? []), ...waitsFor])];
    graph.set(id, targets);
    named.push(...targets);
  }
  for (const id of named) if (!graph.has(id)) graph.set(id, []);
  return graph;
}

/** The same ids with every arrow turned: from each id to those that wait for it. */
export function reversed(graph: Graph): Graph {
  const turned = new Map<string, string[]>([...graph.keys()].map((id) => [id, []]));
  for (const [id, targets] of graph) for (const target of targets) turned.get(target)?.push(id);
  return turned;
}
