import type { AccountBuilder } from '../account/account.ts';
import type { LookingOptions } from '../account/looking.ts';

/** An account and what its resources must be called: one row of the verdict table, told as a life. */
export interface Story {
  /** The row that decides. */
  readonly row: number;
  readonly sentence: string;
  tell(): Told;
}

export interface Told {
  readonly account: AccountBuilder;
  /** By id: `leftover certain (11)`, or null for a resource that is not listed. */
  readonly expected: Readonly<Record<string, string | null>>;
  readonly options?: LookingOptions;
}
