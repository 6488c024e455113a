import type { FlagName, flagTable } from './flag-table.ts';

type FlagTable = typeof flagTable;

/** Flags as the user wrote them; what was not given is absent. */
export type GivenFlags = {
  readonly [Name in FlagName]?: FlagTable[Name] extends { readonly isList: true }
    ? readonly string[]
    : FlagTable[Name]['flags'] extends `${string}<${string}>`
      ? string
      : boolean;
};
