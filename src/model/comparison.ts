import type { Kind } from './kind.ts';
import type { Verdict } from './verdict.ts';

/** What an earlier report says of a leftover, as far as it is compared. */
export interface ReportedLeftover {
  readonly key: string;
  readonly kind: Kind;
  readonly region: string;
  readonly app: string | null;
  readonly stage: string | null;
  readonly sizeBytes: number | null;
  readonly monthlyCostUsd: number | null;
}

export interface EarlierReport {
  /** ISO time. */
  readonly takenAt: string;
  readonly leftovers: readonly ReportedLeftover[];
}

/** The leftovers of two looks at an account. */
export interface Comparison {
  /** ISO time of the earlier look. */
  readonly since: string;
  /** Leftovers now, and not then. */
  readonly fresh: readonly ReportedLeftover[];
  /** Leftovers then; AWS lists them no more. */
  readonly gone: readonly ReportedLeftover[];
  /** Leftovers then; now something else is known of them. */
  readonly noLonger: readonly (ReportedLeftover & { readonly verdict: Verdict })[];
  /** Leftovers then; their kind could not be read whole now. */
  readonly unread: readonly ReportedLeftover[];
  /** Leftovers then and now. */
  readonly still: readonly ReportedLeftover[];
  /** Of all leftovers whose price is known; null: of none is it known. */
  readonly monthlyCostUsd: { readonly before: number | null; readonly now: number | null };
}
