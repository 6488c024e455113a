import type { FlagName } from './flag-rows.ts';
import type { flagTable } from './flag-table.ts';

type FlagTable = typeof flagTable;

/** Flags as the user wrote them; flags that were not given are absent. */
export type GivenFlags = {
  readonly [Name in FlagName]?: FlagTable[Name] extends { readonly isList: true }
    ? readonly string[]
    : FlagTable[Name]['flags'] extends `${string}<${string}>`
      ? string
      : boolean;
};
