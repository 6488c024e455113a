import Table from 'cli-table3';
import stringWidth from 'string-width';
import { cut, plain } from './text.ts';
import type { Style } from './view.ts';

export interface Cell {
  readonly text: string;
  readonly style?: Style;
}

const gap = 2;

// Ids are there to be copied: they are cut only when they are longer than any of AWS's.
const longestIdColumns = 80;

/** Columns without borders: what is copied out of it is what was meant. `id` names the column that is not cut. */
export function grid(
  rows: readonly (readonly (Cell | string)[])[],
  layout: { readonly width: number; readonly indent: number; readonly id?: number },
): string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => row.map(cellOf));
  const widths = columnWidths(cells, layout);
  const table = new Table({
    chars: noBorders,
    style: { 'padding-left': 0, 'padding-right': gap, head: [], border: [] },
  });
  for (const row of cells) {
    table.push(
      row.map((cell, column) => {
        const text = cut(cell.text, widths[column] ?? 0);
        return cell.style && text !== '' ? cell.style(text) : text;
      }),
    );
  }
  return table
    .toString()
    .split('\n')
    .map((line) => `${' '.repeat(layout.indent)}${line}`.trimEnd());
}

function cellOf(cell: Cell | string): Cell {
  return typeof cell === 'string' ? { text: plain(cell) } : { ...cell, text: plain(cell.text) };
}

/** Natural widths; what is too wide is taken from the widest columns but the id's, down to ten columns each. */
function columnWidths(
  rows: readonly (readonly Cell[])[],
  { width, indent, id }: { readonly width: number; readonly indent: number; readonly id?: number },
): number[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => stringWidth(row[column]?.text ?? ''))),
  );
  if (id !== undefined) widths[id] = Math.min(widths[id] ?? 0, longestIdColumns);
  const total = () => widths.reduce((sum, each) => sum + each + gap, indent - gap);
  while (total() > width) {
    const shrinkable = widths.map((each, column) => (column === id ? 0 : each));
    const widest = shrinkable.indexOf(Math.max(...shrinkable));
    if ((shrinkable[widest] ?? 0) <= 10) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};
