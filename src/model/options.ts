import type { Confidence } from './verdict.ts';
import type { Kind } from './kind.ts';

/** Options that decide a verdict, besides AWS's answers. */
export interface MatchOptions {
  /** Globs over ids and names that are `protected`. */
  readonly keep: readonly string[];
  /** Milliseconds; null: the design's own ages (row 6). */
  readonly olderThanMs: number | null;
  readonly allowTraffic: boolean;
  readonly abandon: readonly AbandonWord[];
}

/** `[BUCKET:]APP/STAGE[@UPDATE]`: the user gives a stage up. */
export interface AbandonWord {
  readonly bucket: string | null;
  readonly app: string;
  readonly stage: string;
  readonly update: string | null;
}

/** Filters narrow the findings that are shown and planned, never the reads that decide over life. */
export interface FindingFilter {
  readonly regions: readonly string[];
  readonly apps: readonly string[];
  readonly stages: readonly string[];
  readonly kinds: readonly Kind[];
}

/** Limits on the resources that a plan takes. */
export interface PlanOptions {
  /** Nobody is asked: the rails of `--yes` hold. */
  readonly unattended: boolean;
  readonly minConfidence: Confidence;
  readonly includeRetained: boolean;
  readonly deleteData: boolean;
  readonly allowTraffic: boolean;
  readonly maxDeletions: number;
  /** Of all resources of SST in the account, from 0 to 1; null: no bound. */
  readonly maxShare: number | null;
  /** Exact ids, names or ARNs typed on the command line. */
  readonly typed: readonly string[];
  /** `--app` and `--stage` as given: some rails ask for an exact one. */
  readonly apps: readonly string[];
  readonly stages: readonly string[];
  /** Keys ticked in a list; null where nothing was ticked because no list was shown. */
  readonly ticked: readonly string[] | null;
  /** Keys that were answered for in a question of their own: as good as typed. */
  readonly confirmed: readonly string[];
  /** Names of stages that `--stages-from` says are meant to exist. */
  readonly wantedStages: readonly string[];
  /** Milliseconds that a leftover is disabled or noted before it is deleted; null: none. */
  readonly quarantineMs: number | null;
}

/**
 * Everything that must be the same when a saved plan is run: the scope of reading, judging, showing and
 * taking.
 */
export interface PlanFileOptions {
  readonly scan: {
    /** `--region`: read besides the design's list. */
    readonly regions: readonly string[];
    readonly ignoreHomes: readonly string[];
    readonly ignoreRegions: readonly string[];
    /** `app/stage`. */
    readonly ignoreStages: readonly string[];
  };
  readonly match: MatchOptions;
  readonly filter: FindingFilter;
  readonly plan: PlanOptions;
}

/** As a saved plan has them. */
export interface SealedOptions extends PlanFileOptions {
  /** Binds them to the plan: a changed option is found, as a changed step is. */
  readonly digest: string;
}
