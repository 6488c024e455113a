import type { Family } from '../../model/error-family.ts';
import type { Kind } from '../../model/kind.ts';

/** One row of the tables of sentences. */
export interface SentenceRow {
  readonly code: string;
  readonly family: Family;
  readonly kind: Kind | null;
  readonly pattern: RegExp;
  readonly isOfSst: boolean;
  readonly codes: readonly string[];
}

type Row = Pick<SentenceRow, 'code' | 'family' | 'pattern'> &
  Partial<Pick<SentenceRow, 'kind' | 'codes'>>;

export function ofAws(rows: readonly Row[]): readonly SentenceRow[] {
  return rows.map((row) => ({ kind: null, codes: [], isOfSst: false, ...row }));
}

export function ofSst(rows: readonly Row[]): readonly SentenceRow[] {
  return rows.map((row) => ({ kind: null, codes: [], isOfSst: true, ...row }));
}
