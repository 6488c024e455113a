import { byId, type Graph } from './graph.ts';

interface Frame {
  readonly id: string;
  next: number;
}

/** Tarjan's bookkeeping: when an id was found, and the earliest one still open that it leads to. */
interface Search {
  readonly components: string[][];
  readonly index: Map<string, number>;
  readonly low: Map<string, number>;
  readonly stack: string[];
  readonly open: Set<string>;
}

/**
 * Groups of ids that can all reach each other, each sorted by id. A group comes after the groups
 * that it waits for. Most groups are a single id; one that waits for itself is still one id.
 */
export function stronglyConnectedComponents(graph: Graph): readonly (readonly string[])[] {
  const search: Search = {
    components: [],
    index: new Map(),
    low: new Map(),
    stack: [],
    open: new Set(),
  };
  for (const id of [...graph.keys()].sort(byId))
    if (!search.index.has(id)) visit(id, graph, search);
  return search.components;
}

/** Frames of our own instead of recursion: a chain of 10,000 ids would overflow the stack. */
function visit(root: string, graph: Graph, search: Search): void {
  const frames = [enter(root, search)];
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    const target = graph.get(frame.id)?.[frame.next];
    if (target === undefined) {
      frames.pop();
      close(frame.id, search);
      const parent = frames.at(-1);
      if (parent) lower(parent.id, search.low.get(frame.id), search);
      continue;
    }
    frame.next += 1;
    if (!search.index.has(target)) frames.push(enter(target, search));
    else if (search.open.has(target)) lower(frame.id, search.index.get(target), search);
  }
}

function enter(id: string, { index, low, stack, open }: Search): Frame {
  low.set(id, index.size);
  index.set(id, index.size);
  stack.push(id);
  open.add(id);
  return { id, next: 0 };
}

function lower(id: string, to: number | undefined, { low }: Search): void {
  if (to !== undefined) low.set(id, Math.min(low.get(id) ?? to, to));
}

/** An id that leads to none found before it closes its group: all that was found since. */
function close(id: string, { components, index, low, stack, open }: Search): void {
  if (low.get(id) !== index.get(id)) return;
  const members = stack.splice(stack.lastIndexOf(id));
  for (const member of members) open.delete(member);
  components.push(members.sort(byId));
}

/** One way around, beginning and ending with the same id; null where nothing waits for itself. */
export function findCycle(graph: Graph): readonly string[] | null {
  for (const component of stronglyConnectedComponents(graph)) {
    const [first] = component;
    if (first === undefined) continue;
    if (component.length > 1 || graph.get(first)?.includes(first))
      return wayAround(graph, component, first);
  }
  return null;
}

/** Every member can reach every other, so going on within the group comes back sooner or later. */
function wayAround(graph: Graph, component: readonly string[], first: string): readonly string[] {
  const members = new Set(component);
  const way = [first];
  for (;;) {
    const here = way.at(-1) as string;
    const next = [...(graph.get(here) ?? [])].filter((id) => members.has(id)).sort(byId)[0];
    if (next === undefined) return way;
    const seen = way.indexOf(next);
    way.push(next);
    if (seen !== -1) return way.slice(seen);
  }
}
