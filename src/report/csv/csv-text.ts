import { plain } from '../../text/text.ts';

type Cell = string | number | boolean | null | readonly string[];

/** One column: its name, and its cell of a row. */
export type Column<T> = readonly [name: string, cellOf: (row: T) => Cell];

/** RFC 4180, with a header row; an absent value is an empty cell. */
export function csvText<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const lines = [
    columns.map(([name]) => name),
    ...rows.map((row) => columns.map(([, cellOf]) => cellText(cellOf(row)))),
  ];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  return quoted(typeof cell === 'string' ? cell : cell.join(' '));
}

// Also in full width, which some spreadsheets take for the same, and behind spaces, which some skip.
const beginsFormula = /^\s*[=+\-@＝＋－＠]/u;
// Where the list separator is a semicolon, a cell ends there whatever surrounds it.
const beginsFormulaLater = /(;\s*)(?=[=+\-@＝＋－＠])/gu;

/** Names, tags and messages are written by strangers: no spreadsheet may take them for a formula. */
function quoted(text: string): string {
  const visible = plain(text).replace(beginsFormulaLater, "$1'");
  const harmless =
    beginsFormula.test(text) || beginsFormula.test(visible) ? `'${visible}` : visible;
  return /[",;\s']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
