import { byId, type Graph } from './graph.ts';

interface Frame {
  readonly id: string;
  readonly targets: readonly string[];
  readonly found: Found;
  next: number;
}

/** Tarjan's bookkeeping: when an id was found, and the earliest one still open that it leads to. */
interface Found {
  readonly index: number;
  low: number;
  open: boolean;
}

interface Search {
  readonly waitsFor: (id: string) => readonly string[];
  readonly components: string[][];
  readonly found: Map<string, Found>;
  readonly stack: string[];
}

/**
 * Groups of ids that can all reach each other, each sorted by id. A group comes after the groups
 * that it waits for. Most groups are a single id; one that waits for itself is still one id.
 */
export function stronglyConnectedComponents(graph: Graph): readonly (readonly string[])[] {
  return componentsOf(graph.keys(), (id) => graph.get(id) ?? []);
}

/** `stronglyConnectedComponents` of a graph that is never held as a whole: `waitsFor` is asked once for each id. */
export function componentsOf(
  ids: Iterable<string>,
  waitsFor: (id: string) => readonly string[],
): readonly (readonly string[])[] {
  const search: Search = { waitsFor, components: [], found: new Map(), stack: [] };
  for (const id of [...ids].sort(byId)) if (!search.found.has(id)) visit(id, search);
  return search.components;
}

/** Frames of our own instead of recursion: a chain of 10,000 ids would overflow the stack. */
function visit(root: string, search: Search): void {
  const frames = [enter(root, search)];
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    const target = frame.targets[frame.next];
    if (target === undefined) {
      frames.pop();
      close(frame, search);
      const parent = frames.at(-1);
      if (parent) lower(parent.found, frame.found.low);
      continue;
    }
    frame.next += 1;
    const known = search.found.get(target);
    if (!known) frames.push(enter(target, search));
    else if (known.open) lower(frame.found, known.index);
  }
}

function enter(id: string, { waitsFor, found, stack }: Search): Frame {
  const entered: Found = { index: found.size, low: found.size, open: true };
  found.set(id, entered);
  stack.push(id);
  return { id, targets: waitsFor(id), found: entered, next: 0 };
}

function lower(found: Found, to: number): void {
  found.low = Math.min(found.low, to);
}

/** An id that leads to none found before it closes its group: all that was found since. */
function close({ id, found: closing }: Frame, { components, found, stack }: Search): void {
  if (closing.low !== closing.index) return;
  const members = stack.splice(stack.lastIndexOf(id));
  for (const member of members) {
    const known = found.get(member);
    if (known) known.open = false;
  }
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
