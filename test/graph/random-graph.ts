import fc from 'fast-check';
import { graphFrom, type Graph } from '../../src/graph/graph.ts';

const id = (number: number) => `n${String(number).padStart(2, '0')}`;

/** Any graph, with cycles and self references. */
export const anyGraph: fc.Arbitrary<Graph> = fc
  .array(fc.tuple(fc.nat(15), fc.array(fc.nat(15), { maxLength: 4 })), { maxLength: 20 })
  .map((edges) => graphFrom(edges.map(([from, to]) => [id(from), to.map(id)])));

/** Ids wait only for smaller numbers, handed over in any order. */
export const acyclicGraph: fc.Arbitrary<Graph> = fc
  .array(fc.tuple(fc.nat(25), fc.array(fc.nat(25), { maxLength: 4 })), { maxLength: 30 })
  .map((edges) =>
    graphFrom(edges.map(([from, to]) => [id(from), to.filter((target) => target < from).map(id)])),
  );

/** Everything that an id waits for, directly or not. */
export function waitsForAll(graph: Graph, start: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...(graph.get(start) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(graph.get(next) ?? []));
  }
  return found;
}
