import { markup, nothing, type Html } from '../escape.ts';
import type { Line } from './part.ts';

/** An arrow from a resource that must be gone first to the one that waits for it. */
export function lineHtml({ points, far }: Line): Html {
  const [first, ...rest] = points;
  if (!first) return nothing;
  return markup`<path
    class="edge${far ? ' far' : ''}"
    marker-end="url(#arrow)"
    d="${pathOf(first, rest)}"
  /> `;
}

type Point = Line['points'][number];

/** Bends through the points halfway between those of the layout. */
function pathOf(first: Point, rest: readonly Point[]): string {
  const start = `M${at(first)}`;
  const [only, ...more] = rest;
  const last = rest.at(-1);
  if (!only || !last) return start;
  if (more.length === 0) {
    const bend = Math.max(40, Math.abs(only.x - first.x) / 2);
    return `${start}C${rounded(first.x + bend)} ${rounded(first.y)} ${rounded(only.x - bend)} ${rounded(only.y)} ${at(only)}`;
  }
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? point;
    const isLast = index === rest.length - 2;
    const end = isLast ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(end)}`;
  });
  return `${start}${bends.join('')}`;
}

function at({ x, y }: Point): string {
  return `${rounded(x)} ${rounded(y)}`;
}

/** As exact as a screen shows it. */
export function rounded(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}
