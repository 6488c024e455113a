import { Graph, graphlib, layout } from '@dagrejs/dagre';
import type { EdgeLabel, GraphLabel, NodeLabel } from '@dagrejs/dagre';
import type { PlanNode } from '../../plan-nodes.ts';
import type { Group } from './groups.ts';
import type { Box } from './packing.ts';

/** The size of one resource, and the gap between two. */
export const box = { width: 270, height: 42, gap: 8 };

export interface Placed {
  readonly node: PlanNode;
  readonly x: number;
  readonly y: number;
}

export interface PlacedGroup extends Box {
  readonly id: string;
  readonly members: readonly Placed[];
}

export interface Line {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** It leads to another stage. */
  readonly far: boolean;
}

/** Groups and lines with their places in a box of that size. */
export interface LaidOut {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly PlacedGroup[];
  readonly lines: readonly Line[];
}

/** Those of one stage that waits connect, directly or not. */
export function parts(groups: readonly Group[]): readonly (readonly Group[])[] {
  const graph = graphOf(groups);
  return graphlib.alg.components(graph).map((ids: readonly string[]) => {
    const own = new Set(ids);
    return groups.filter(({ id }) => own.has(id));
  });
}

/**
 * The first to go stand on the left. Of the library's rankers this one is quick for hundreds of connected
 * resources.
 */
export function laidOut(groups: readonly Group[]): LaidOut {
  const graph = graphOf(groups);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    groups: groups.map((group) => placed(group, graph.node(group.id))),
    lines: graph.edges().map((edge: { readonly v: string; readonly w: string }) => {
      const [from, to] = [graph.node(edge.v), graph.node(edge.w)];
      const between = graph.edge(edge).points?.slice(1, -1) ?? [];
      return { points: [sideOf(from, 'right'), ...between, sideOf(to, 'left')], far: false };
    }),
  };
}

/** Lines begin and end in the middle of a side: the layout lets them meet any corner. */
function sideOf({ x = 0, y = 0, width }: NodeLabel, side: 'left' | 'right') {
  return { x: side === 'right' ? x + width / 2 : x - width / 2, y };
}

function graphOf(groups: readonly Group[]) {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 56, ranker: 'tight-tree' });
  for (const group of groups) graph.setNode(group.id, sizeOf(group));
  for (const { id, waits } of groups)
    for (const before of waits) if (graph.hasNode(before)) graph.setEdge(before, id, {});
  return graph;
}

/** Many stand in several columns. */
function columnsOf({ members }: Group): number {
  return Math.max(1, Math.round(Math.sqrt(members.length * 0.3)));
}

/** One alone has no frame. */
function insetOf({ members }: Group): number {
  return members.length > 1 ? box.gap : 0;
}

function sizeOf(group: Group): { width: number; height: number } {
  const columns = columnsOf(group);
  const rows = Math.ceil(group.members.length / columns);
  const inset = insetOf(group);
  return {
    width: columns * (box.width + box.gap) - box.gap + 2 * inset,
    height: rows * (box.height + box.gap) - box.gap + 2 * inset,
  };
}

/** The layout gives the middle of a group. */
function placed(group: Group, { x = 0, y = 0 }: NodeLabel): PlacedGroup {
  const { width, height } = sizeOf(group);
  const [left, top] = [x - width / 2, y - height / 2];
  const columns = columnsOf(group);
  const inset = insetOf(group);
  return {
    id: group.id,
    x: left,
    y: top,
    width,
    height,
    members: group.members.map((node, index) => ({
      node,
      x: left + inset + (index % columns) * (box.width + box.gap),
      y: top + inset + Math.floor(index / columns) * (box.height + box.gap),
    })),
  };
}
