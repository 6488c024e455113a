import type { FlagRow } from './flag-row.ts';
import { flagTable } from './flag-table.ts';

export type FlagName = keyof typeof flagTable;

/** For every command, also where its row does not list it. */
export const flagRows: readonly (FlagRow & { readonly name: FlagName })[] = (
  Object.entries(flagTable) as [FlagName, FlagRow][]
).map(([name, row]) => ({ ...row, name }));
