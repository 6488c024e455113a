import { findCycle } from './components.ts';
import { reversed, type Graph } from './graph.ts';
import { cycleMessage } from './order.ts';

export interface WalkOptions {
  /** `ok` lets the ids that wait for it begin. A rejection is a bug: the walk ends and rejects with it. */
  run(id: string, signal: AbortSignal): Promise<'ok' | 'failed'>;
  readonly concurrency: number;
  /** Aborted: nothing new starts, and running ids may finish. */
  readonly signal: AbortSignal;
}

export interface WalkResult {
  readonly ended: ReadonlyMap<string, 'ok' | 'failed'>;
  /** Never started, because something that they wait for, directly or not, failed. */
  readonly held: readonly string[];
  /** Never started, because the walk was aborted first. */
  readonly unstarted: readonly string[];
}

/** Runs everything as soon as nothing that it waits for is left, in the graph's own order. */
export async function walk(graph: Graph, options: WalkOptions): Promise<WalkResult> {
  if (findCycle(graph)) throw new Error(cycleMessage(graph));
  const dependents = reversed(graph);
  const open = new Map([...graph].map(([id, targets]) => [id, targets.length]));
  const ended = new Map<string, 'ok' | 'failed'>();
  await runAll(
    [...graph.keys()].filter((id) => open.get(id) === 0),
    options,
    (id, result) => {
      ended.set(id, result);
      return result === 'ok'
        ? (dependents.get(id) ?? []).filter((dependent) => countDown(open, dependent))
        : [];
    },
  );
  return { ended, ...heldBack(graph, dependents, ended) };
}

/** One thing less to wait for; true when that was the last one. */
function countDown(open: Map<string, number>, id: string): boolean {
  const left = (open.get(id) ?? 0) - 1;
  open.set(id, left);
  return left === 0;
}

/**
 * Settles when nothing runs any more and nothing may start; `ending` returns the ids that an end makes ready.
 */
function runAll(
  ready: string[],
  options: WalkOptions,
  ending: (id: string, result: 'ok' | 'failed') => readonly string[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const state: { running: number; next: number; bugs: unknown[] } = {
      running: 0,
      next: 0,
      bugs: [],
    };

    async function runOne(id: string): Promise<void> {
      try {
        ready.push(...ending(id, await options.run(id, options.signal)));
      } catch (error) {
        state.bugs.push(error);
      }
      state.running -= 1;
      startReady();
    }

    function startReady(): void {
      const mayStart = () =>
        !options.signal.aborted && state.bugs.length === 0 && state.running < options.concurrency;
      while (state.next < ready.length && mayStart()) {
        state.running += 1;
        void runOne(ready[state.next++] as string);
      }
      if (state.running > 0) return;
      if (state.bugs.length > 0) reject(state.bugs[0]);
      else resolve();
    }

    startReady();
  });
}

/** Ids that did not start: held where a failure is above them, otherwise never reached. */
function heldBack(
  graph: Graph,
  dependents: Graph,
  ended: ReadonlyMap<string, string>,
): Pick<WalkResult, 'held' | 'unstarted'> {
  const below = [...ended].filter(([, result]) => result === 'failed').map(([id]) => id);
  const held = new Set<string>();
  for (let id = below.pop(); id !== undefined; id = below.pop()) {
    for (const dependent of dependents.get(id) ?? []) {
      if (held.has(dependent)) continue;
      held.add(dependent);
      below.push(dependent);
    }
  }
  const unstarted = [...graph.keys()].filter((id) => !ended.has(id) && !held.has(id));
  return { held: [...graph.keys()].filter((id) => held.has(id)), unstarted };
}
