/** A table of thousands of rows as the page holds it: all words are made before, the browser only shows them. */
export interface TableData {
  readonly columns: readonly Column[];
  readonly rows: readonly RowData[];
}

export interface Column {
  readonly label: string;
  /** `main` names the row, and holds its notes and facts. */
  readonly shows: 'main' | 'text' | 'number';
  /** A list to choose one of its values from. */
  readonly filters: boolean;
}

export interface RowData {
  readonly cells: readonly string[];
  /** Sort keys by column, for cells that are not sorted by their text: numbers and ranks; null comes last. */
  readonly order: Readonly<Record<number, number | null>>;
  /** The coloured word: a verdict, an outcome. */
  readonly tone: string;
  readonly notes: readonly string[];
  /** The fact that is always shown; the others are shown on demand. */
  readonly reason: string;
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly term: string;
  readonly text: string;
  /** Where it was read; empty: the text tells it already. */
  readonly source: string;
  /** An https address, or empty. */
  readonly link: string;
}

/** Rows that are drawn at once. */
export const rowsOnAPage = 100;
