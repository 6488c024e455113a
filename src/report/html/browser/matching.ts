import type { RowData } from './table-data.ts';

/** The filters and the sort order of a table. */
export interface TableQuery {
  readonly text: string;
  /** By column; empty: all. */
  readonly choices: readonly string[];
  readonly column: number | null;
  readonly descending: boolean;
}

/** Makes the function that finds and sorts the rows that were asked for. */
export function makeMatching(): (
  rows: readonly RowData[],
  asked: TableQuery,
) => readonly RowData[] {
  const words = new WeakMap<RowData, string>();
  const wordsOf = (row: RowData) => {
    const known = words.get(row);
    if (known !== undefined) return known;
    const facts = row.facts.flatMap(({ term, text, source }) => [term, text, source]);
    const made = [...row.cells, ...row.notes, row.reason, ...facts].join('\n').toLowerCase();
    words.set(row, made);
    return made;
  };
  const compared = (left: number | string, right: number | string) => {
    if (left === right) return 0;
    return left < right ? -1 : 1;
  };
  return (rows, { text, choices, column, descending }) => {
    const wanted = text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const found = rows.filter(
      (row) =>
        choices.every((choice, index) => choice === '' || row.cells[index] === choice) &&
        wanted.every((word) => wordsOf(row).includes(word)),
    );
    if (column === null) return found;
    const keyOf = (row: RowData) => {
      const order = row.order[column];
      return order === undefined ? row.cells[column] || null : order;
    };
    return found.sort((left, right) => {
      const [one, other] = [keyOf(left), keyOf(right)];
      // Unknown values stand last in both directions.
      if (one === null || other === null) return Number(one === null) - Number(other === null);
      return descending ? compared(other, one) : compared(one, other);
    });
  };
}
