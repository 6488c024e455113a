import type { CallCounts } from './inventory.ts';
import type { Kind } from './kind.ts';
import type { AwsErrorData } from './plan.ts';

/** A part of a restored resource that is not as it was. Times and ETags are always new, and no difference. */
export interface Difference {
  /** `id`, `domain name`, `version 3`, `environment`, `cors`, ... */
  readonly part: string;
  /** Null: not known, or never kept. */
  readonly was: string | null;
  /** Null: it is not there. */
  readonly is: string | null;
  /** One sentence. */
  readonly detail: string;
}

/** `planned`: a dry run would do it. `there`: nothing to do, it is there. */
export type RestoreOutcomeKind = 'done' | 'there' | 'planned' | 'skipped' | 'held' | 'failed';

export interface RestoreOutcome {
  /** As the sweep knew it. */
  readonly key: string;
  readonly kind: Kind;
  readonly resource: string;
  readonly region: string;
  readonly action: 'create' | 'enable' | 'fill' | null;
  readonly outcome: RestoreOutcomeKind;
  readonly reason: string | null;
  readonly error: AwsErrorData | null;
  /** Keys of the resources that it names and that could not be restored. */
  readonly blockedBy: readonly string[];
  /** Its id now; null where it is not there. */
  readonly restoredAs: string | null;
  readonly differs: readonly Difference[];
}

export interface RestoreReport {
  readonly sweep: string;
  readonly account: string;
  readonly dryRun: boolean;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** In the order in which they were restored. */
  readonly outcomes: readonly RestoreOutcome[];
  readonly summary: Readonly<Record<RestoreOutcomeKind, number>>;
  readonly calls: CallCounts;
  readonly interrupted: boolean;
}
