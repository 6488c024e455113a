import type { AccountsJson } from '../json/schema/accounts.ts';
import { csvText, type Column } from './csv-text.ts';

/** One row per account. */
export function accountsCsv({ accounts }: AccountsJson): string {
  const columns: readonly Column<AccountsJson['accounts'][number]>[] = [
    ['account', ({ id }) => id],
    ['name', ({ name }) => name],
    ['role', ({ role }) => role],
    ['regions', ({ regions }) => regions],
  ];
  return csvText(columns, accounts);
}
