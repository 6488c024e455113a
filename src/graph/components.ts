import { byId, type Graph } from './graph.ts';

interface Frame {
  readonly id: string;
  next: number;
}

/**
 * Groups of ids that can all reach each other, each sorted by id. A group comes after the groups
 * that it waits for. Most groups are a single id; one that waits for itself is still one id.
 */
export function stronglyConnectedComponents(graph: Graph): readonly (readonly string[])[] {
  const components: string[][] = [];
  const search = {
    index: new Map<string, number>(),
    low: new Map<string, number>(),
    stack: [] as string[],
    open: new Set<string>(),
  };

  function enter(id: string): Frame {
    search.index.set(id, search.index.size);
    search.low.set(id, search.index.size - 1);
    search.stack.push(id);
    search.open.add(id);
    return { id, next: 0 };
  }

  function lower(id: string, to: number | undefined): void {
    if (to !== undefined) search.low.set(id, Math.min(search.low.get(id) ?? to, to));
  }

  function close(id: string): void {
    if (search.low.get(id) !== search.index.get(id)) return;
    const members = search.stack.splice(search.stack.lastIndexOf(id));
    for (const member of members) search.open.delete(member);
    components.push(members.sort(byId));
  }

  // Frames of our own instead of recursion: a chain of 10,000 ids would overflow the stack.
  function visit(root: string): void {
    const frames = [enter(root)];
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const target = graph.get(frame.id)?.[frame.next];
      if (target === undefined) {
        frames.pop();
        close(frame.id);
        const parent = frames.at(-1);
        if (parent) lower(parent.id, search.low.get(frame.id));
        continue;
      }
      frame.next += 1;
      if (!search.index.has(target)) frames.push(enter(target));
      else if (search.open.has(target)) lower(frame.id, search.index.get(target));
    }
  }

  for (const id of [...graph.keys()].sort(byId)) if (!search.index.has(id)) visit(id);
  return components;
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
