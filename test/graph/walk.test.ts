import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphFrom, type Graph } from '../../src/graph/graph.ts';
import { walk } from '../../src/graph/walk.ts';
import { acyclicGraph, waitsForAll } from './random-graph.ts';

const never = () => new AbortController().signal;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Runs a graph and writes down what began and ended, in order. */
async function record(
  graph: Graph,
  options: { failing?: ReadonlySet<string>; concurrency?: number } = {},
) {
  const log: string[] = [];
  let running = 0;
  let most = 0;
  const result = await walk(graph, {
    concurrency: options.concurrency ?? Infinity,
    signal: never(),
    async run(id) {
      most = Math.max(most, ++running);
      log.push(`+${id}`);
      await turn();
      log.push(`-${id}`);
      running -= 1;
      return options.failing?.has(id) ? 'failed' : 'ok';
    },
  });
  return { log, result, most };
}

describe('a walk', () => {
  it('starts everything that is ready at once', async () => {
    const { log } = await record(
      graphFrom([
        ['a', []],
        ['b', []],
        ['c', ['a', 'b']],
      ]),
    );
    expect(log).toEqual(['+a', '+b', '-a', '-b', '+c', '-c']);
  });

  it('starts what is ready in the order in which the graph names it', async () => {
    const { log } = await record(
      graphFrom([
        ['z', []],
        ['a', []],
      ]),
      { concurrency: 1 },
    );
    expect(log).toEqual(['+z', '-z', '+a', '-a']);
  });

  it('lets a failure hold back only what waits for it', async () => {
    const graph = graphFrom([
      ['a', []],
      ['b', ['a']],
      ['c', ['b']],
      ['d', []],
      ['e', ['d']],
    ]);
    const { result } = await record(graph, { failing: new Set(['a']) });
    expect(result.held).toEqual(['b', 'c']);
    expect([...result.ended.keys()].sort()).toEqual(['a', 'd', 'e']);
  });

  it('refuses a graph in which ids wait for each other', async () => {
    await expect(
      record(
        graphFrom([
          ['a', ['b']],
          ['b', ['a']],
        ]),
      ),
    ).rejects.toThrow('wait for each other');
  });

  it('lets what runs finish and starts nothing new once it is aborted', async () => {
    const controller = new AbortController();
    const ended: string[] = [];
    const result = await walk(
      graphFrom([
        ['a', []],
        ['b', []],
        ['c', ['a']],
      ]),
      {
        concurrency: 1,
        signal: controller.signal,
        async run(id) {
          controller.abort();
          await turn();
          ended.push(id);
          return 'ok';
        },
      },
    );
    expect(ended).toEqual(['a']);
    expect(result).toMatchObject({ held: [], unstarted: ['b', 'c'] });
  });

  it('lets what runs finish before it passes a bug on', async () => {
    const ended: string[] = [];
    const run = walk(
      graphFrom([
        ['a', []],
        ['b', []],
        ['c', ['b']],
      ]),
      {
        concurrency: 2,
        signal: never(),
        async run(id) {
          if (id === 'a') throw new Error('a bug');
          await turn();
          ended.push(id);
          return 'ok';
        },
      },
    );
    await expect(run).rejects.toThrow('a bug');
    expect(ended).toEqual(['b']);
  });

  it('never runs more than it may at once, and runs all of any graph exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(acyclicGraph, fc.integer({ min: 1, max: 4 }), async (graph, concurrency) => {
        const { log, most } = await record(graph, { concurrency });
        expect(most).toBeLessThanOrEqual(concurrency);
        expect(log.filter((line) => line.startsWith('+')).sort()).toEqual(
          [...graph.keys()].map((id) => `+${id}`).sort(),
        );
        for (const [id, targets] of graph) {
          for (const target of targets)
            expect(log.indexOf(`-${target}`)).toBeLessThan(log.indexOf(`+${id}`));
        }
      }),
    );
  });

  it('holds back exactly what is below a failure, whatever the graph', async () => {
    await fc.assert(
      fc.asyncProperty(acyclicGraph, fc.nat(25), async (graph, chosen) => {
        const failing = [...graph.keys()][chosen % Math.max(1, graph.size)];
        const { result } = await record(graph, {
          failing: new Set(failing === undefined ? [] : [failing]),
        });
        const below = [...graph.keys()].filter(
          (id) => failing !== undefined && waitsForAll(graph, id).has(failing),
        );
        expect([...result.held].sort()).toEqual(below.sort());
        expect(result.unstarted).toEqual([]);
      }),
    );
  });
});
