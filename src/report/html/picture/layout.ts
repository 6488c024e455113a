import type { PlanNode } from '../../plan-nodes.ts';
import { compare } from '../../../model/order.ts';
import { groupsOf, type Group } from './groups.ts';
import { packed, type Box } from './packing.ts';
import { laidOut, parts, type LaidOut, type Line, type PlacedGroup } from './part.ts';

interface Area extends Box {
  readonly pair: string;
  readonly members: readonly PlanNode[];
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** One for each stage. */
  readonly areas: readonly Area[];
  readonly groups: readonly PlacedGroup[];
  readonly lines: readonly Line[];
}

const margin = 16;
const heading = 18;

/**
 * Every stage is an area of its own; lines between areas are drawn last, straight over everything between.
 */
export function drawingOf(nodes: ReadonlyMap<string, PlanNode>): Drawing {
  const groups = groupsOf(nodes);
  const pairs = [...new Set(groups.map(({ pair }) => pair))].toSorted(compare);
  const areas = pairs.map((pair) => areaOf(groups.filter((group) => group.pair === pair)));
  const { places, width, height } = packed(areas, margin);
  const placed = areas.map((area, index) => moved(area, places[index] ?? { x: 0, y: 0 }));
  const placedGroups = placed.flatMap((area) => area.groups);
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    areas: placed.map((area, index) => ({
      ...(places[index] ?? { x: 0, y: 0 }),
      width: area.width,
      height: area.height,
      pair: pairs[index] ?? '',
      members: area.groups.flatMap(({ members }) => members.map(({ node }) => node)),
    })),
    groups: placedGroups,
    lines: [...placed.flatMap(({ lines }) => lines), ...farLines(groups, placedGroups)],
  };
}

/**
 * Connected resources are laid out by themselves, the highest group first: all of them side by side would be
 * one endless row.
 */
function areaOf(groups: readonly Group[]): LaidOut {
  const inside = parts(groups)
    .map(laidOut)
    .toSorted((one, other) => other.height - one.height);
  const { places, width, height } = packed(inside, margin);
  const placed = inside.map((part, index) => {
    const { x, y } = places[index] ?? { x: 0, y: 0 };
    return moved(part, { x, y: y + heading });
  });
  return {
    width,
    height: height + heading,
    groups: placed.flatMap((part) => part.groups),
    lines: placed.flatMap((part) => part.lines),
  };
}

function moved(part: LaidOut, by: Pick<Box, 'x' | 'y'>): LaidOut {
  const move = <T extends Pick<Box, 'x' | 'y'>>(thing: T): T => ({
    ...thing,
    x: thing.x + by.x,
    y: thing.y + by.y,
  });
  return {
    ...part,
    groups: part.groups.map((group) => ({ ...move(group), members: group.members.map(move) })),
    lines: part.lines.map((line) => ({ ...line, points: line.points.map(move) })),
  };
}

function farLines(groups: readonly Group[], placed: readonly PlacedGroup[]): Line[] {
  const pairOf = new Map(groups.map(({ id, pair }) => [id, pair]));
  const placeOf = new Map(placed.map((group) => [group.id, group]));
  return groups.flatMap(({ id, pair, waits }) =>
    waits
      .filter((before) => pairOf.get(before) !== pair)
      .flatMap((before) => {
        const [from, to] = [placeOf.get(before), placeOf.get(id)];
        if (!from || !to) return [];
        const points = [
          { x: from.x + from.width, y: from.y + from.height / 2 },
          { x: to.x, y: to.y + to.height / 2 },
        ];
        return [{ points, far: true }];
      }),
  );
}
