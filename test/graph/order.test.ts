import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byId, graphFrom, reversed } from '../../src/graph/graph.ts';
import { topologicalOrder } from '../../src/graph/order.ts';
import { acyclicGraph, anyGraph } from './random-graph.ts';

describe('the order of a graph', () => {
  it.each([
    ['nothing', [], []],
    ['one alone', [['a', []]], ['a']],
    ['what is only waited for', [['a', ['b']]], ['b', 'a']],
    [
      'those that wait for nothing by id',
      [
        ['c', []],
        ['a', []],
        ['b', []],
      ],
      ['a', 'b', 'c'],
    ],
    [
      'a diamond',
      [
        ['d', ['b', 'c']],
        ['b', ['a']],
        ['c', ['a']],
      ],
      ['a', 'b', 'c', 'd'],
    ],
  ] as [string, [string, string[]][], string[]][])('holds for %s', (_name, edges, order) => {
    expect(topologicalOrder(graphFrom(edges))).toEqual(order);
  });

  it('prefers what the caller puts first among those that could come next', () => {
    const graph = graphFrom([
      ['a', []],
      ['b', []],
      ['c', ['b']],
    ]);
    expect(topologicalOrder(graph, (left, right) => byId(right, left))).toEqual(['b', 'c', 'a']);
  });

  it('names those that wait for each other', () => {
    expect(() =>
      topologicalOrder(
        graphFrom([
          ['a', ['b']],
          ['b', ['a']],
        ]),
      ),
    ).toThrow('a -> b -> a');
  });

  it('puts everything after all that it waits for, whatever the graph', () => {
    fc.assert(
      fc.property(acyclicGraph, (graph) => {
        const order = topologicalOrder(graph);
        const place = new Map(order.map((id, index) => [id, index]));
        expect([...order].sort(byId)).toEqual([...graph.keys()].sort(byId));
        for (const [id, targets] of graph) {
          for (const target of targets)
            expect(place.get(target)).toBeLessThan(place.get(id) as number);
        }
      }),
    );
  });

  it('does not depend on the order in which the edges were given', () => {
    fc.assert(
      fc.property(acyclicGraph, (graph) => {
        const backwards = graphFrom([...graph].reverse());
        expect(topologicalOrder(backwards)).toEqual(topologicalOrder(graph));
      }),
    );
  });

  it('is turned by turning the arrows twice into the same graph', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const sorted = (given: typeof graph) =>
          [...given].map(([id, to]) => [id, [...to].sort(byId)]);
        expect(sorted(reversed(reversed(graph)))).toEqual(sorted(graph));
      }),
    );
  });
});
