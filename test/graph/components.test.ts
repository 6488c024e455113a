import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCycle, stronglyConnectedComponents } from '../../src/graph/components.ts';
import { graphFrom } from '../../src/graph/graph.ts';
import { anyGraph, acyclicGraph, waitsForAll } from './random-graph.ts';

describe('groups that wait for each other', () => {
  it('are one group each, after the groups that they wait for', () => {
    const graph = graphFrom([
      ['d', ['c']],
      ['c', ['b']],
      ['b', ['a', 'c']],
      ['a', []],
    ]);
    expect(stronglyConnectedComponents(graph)).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  it('hold exactly the ids that can reach each other', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const components = stronglyConnectedComponents(graph);
        const group = new Map(
          components.flatMap((members, index) => members.map((id) => [id, index])),
        );
        expect(group.size).toBe(graph.size);
        for (const left of graph.keys()) {
          const reach = waitsForAll(graph, left);
          for (const right of graph.keys()) {
            if (left === right) continue;
            const together = reach.has(right) && waitsForAll(graph, right).has(left);
            expect(group.get(left) === group.get(right)).toBe(together);
          }
        }
      }),
    );
  });

  it('come after what they wait for, whatever the graph', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const components = stronglyConnectedComponents(graph);
        const group = new Map(
          components.flatMap((members, index) => members.map((id) => [id, index])),
        );
        for (const [id, targets] of graph) {
          for (const target of targets)
            expect(group.get(target)).toBeLessThanOrEqual(group.get(id) as number);
        }
      }),
    );
  });

  it('are found in a chain of 20,000 without overflowing the stack', () => {
    const edges = Array.from({ length: 20_000 }, (_, at): [string, string[]] => [
      `${at}`,
      [`${at + 1}`],
    ]);
    expect(stronglyConnectedComponents(graphFrom(edges))).toHaveLength(20_001);
  });
});

describe('a cycle', () => {
  it('is not seen where there is none', () => {
    fc.assert(
      fc.property(acyclicGraph, (graph) => {
        expect(findCycle(graph)).toBeNull();
      }),
    );
  });

  it('is an id that waits for itself', () => {
    expect(findCycle(graphFrom([['a', ['a']]]))).toEqual(['a', 'a']);
  });

  it('leads from an id back to it along the arrows', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const cycle = findCycle(graph);
        const reachesItself = [...graph.keys()].some((id) => waitsForAll(graph, id).has(id));
        expect(cycle !== null).toBe(reachesItself);
        if (!cycle) return;
        expect(cycle[0]).toBe(cycle.at(-1));
        for (const [at, id] of cycle.slice(0, -1).entries())
          expect(graph.get(id)).toContain(cycle[at + 1]);
      }),
    );
  });
});
