import type { Paint } from '../../text/text-style.ts';
import type { Column } from './cells.ts';
import type { Glyphs } from './glyphs.ts';

/** The screen that a frame is made for. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  readonly paint: Paint;
  readonly glyphs: Glyphs;
  readonly account: string;
  readonly now: string;
  readonly widths: Readonly<Record<Column, number>>;
}

/** Columns that are written to: a full last column would begin a line of its own. */
export function roomOf({ columns }: Pick<Screen, 'columns'>): number {
  return Math.max(10, columns - 1);
}
