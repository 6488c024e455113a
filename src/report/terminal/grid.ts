import { columnWidth } from '../../text/column-width.ts';
import { plain } from '../../text/text.ts';
import type { Style, TextStyle } from '../../text/text-style.ts';
import { wrapped } from '../../text/wrap.ts';

interface Cell {
  readonly text: string;
  readonly style?: Style;
}

export type Row = readonly (Cell | string)[];

interface Layout {
  readonly width: number;
  readonly indent: number;
  /** The column that tells the rows apart: never cut, and in a line of its own where it does not fit. */
  readonly id?: number;
  /** A word above each column. */
  readonly head?: Row;
}

/** The lines of each row, so that further lines can be put below one. */
export interface Grid {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const gap = 2;

/** Below this, columns are no help: each row is a line of words. */
const narrowest = 60;

/** An id column that is narrower than this tells nothing apart. */
const narrowestId = 8;

/** Quiet words above the columns. */
export function headOf(words: readonly string[], { paint }: TextStyle): Row {
  return words.map((text) => ({ text, style: paint.dim }));
}

/** Columns without borders, so that a copied cell is exact. Nothing is cut. */
export function grid(rows: readonly Row[], layout: Layout): Grid {
  if (rows.length === 0) return { head: [], rows: [] };
  const cells = rows.map((row) => row.map(cellOf));
  const head = layout.head?.map(cellOf) ?? [];
  const columns = Math.max(...cells.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) => {
    const widest = Math.max(...cells.map((row) => columnWidth(row[column]?.text ?? '')));
    return widest === 0 ? 0 : Math.max(widest, columnWidth(head[column]?.text ?? ''));
  });
  const { width, indent, id } = layout;
  const others = widths
    .filter((each, column) => column !== id && each > 0)
    .reduce((sum, each) => sum + each + gap, indent - (id === undefined ? gap : 0));
  const room = width - others;
  const fits = id === undefined ? room >= 0 : room >= Math.min(widths[id] ?? 0, narrowestId);
  if (width < narrowest || !fits)
    return { head: [], rows: cells.map((row) => inWords(row, layout)) };
  return aligned(cells, head, { ...layout, room });
}

/** All columns in line; an id that is too long has a line of its own. */
function aligned(
  cells: readonly (readonly Cell[])[],
  head: readonly Cell[],
  { indent, id, room }: Layout & { readonly room: number },
): Grid {
  const tooLong = (row: readonly Cell[]) =>
    id !== undefined && columnWidth(row[id]?.text ?? '') > room;
  const shown = cells.map((row) =>
    tooLong(row) ? row.map((cell, column) => (column === id ? { text: '' } : cell)) : row,
  );
  const used = Array.from({ length: Math.max(...cells.map((row) => row.length)) }, (_, column) =>
    shown.some((row) => (row[column]?.text ?? '') !== ''),
  );
  const all = head.length > 0 ? [head, ...shown] : shown;
  const lines = tableLines(
    all.map((row) =>
      used.flatMap((isUsed, column) => (isUsed ? [row[column] ?? { text: '' }] : [])),
    ),
    indent,
  );
  const body = head.length > 0 ? lines.slice(1) : lines;
  return {
    head: head.length > 0 ? lines.slice(0, 1) : [],
    rows: cells.map((row, index) => {
      const line = body[index] ?? '';
      if (!tooLong(row) || id === undefined) return [line];
      const own = `${' '.repeat(id === 0 ? indent : indent + gap)}${styled(row[id])}`;
      if (line.trim() === '') return [own];
      return id === 0 ? [own, line] : [line, own];
    }),
  };
}

/** Each column as wide as its widest cell, by the columns of a terminal and not by characters. */
function tableLines(rows: readonly (readonly Cell[])[], indent: number): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => columnWidth(row[column]?.text ?? ''))),
  );
  return rows.map((row) => {
    const padded = row.map((cell, column) => {
      const missing = (widths[column] ?? 0) - columnWidth(cell.text);
      return `${styled(cell)}${' '.repeat(missing + gap)}`;
    });
    return `${' '.repeat(indent)}${padded.join('')}`.trimEnd();
  });
}

/** The cell that tells the row apart first, in a line of its own; the rest below it as words. */
function inWords(row: readonly Cell[], { width, indent, id }: Layout): string[] {
  const words = row
    .filter((cell, column) => column !== id && cell.text !== '')
    .map(({ text }) => text)
    .join(', ');
  const first = id === undefined ? [] : [`${' '.repeat(indent)}${styled(row[id])}`];
  const below = ' '.repeat(id === undefined ? indent : indent + gap);
  const rest = words === '' ? [] : wrapped(words, width - below.length);
  return [...first, ...rest.map((line) => `${below}${line}`)];
}

function styled(cell: Cell | undefined): string {
  const { text, style } = cell ?? { text: '' };
  return style && text !== '' ? style(text) : text;
}

function cellOf(cell: Cell | string): Cell {
  return typeof cell === 'string' ? { text: plain(cell) } : { ...cell, text: plain(cell.text) };
}
