import type { Machine } from '../storage/files.ts';
import type { AwsSession } from '../aws/aws-session.ts';
import type { KindModule } from '../kinds/kind-module.ts';
import type { ObjectArchive } from '../kinds/object-archive.ts';
import type { Clock } from '../model/clock.ts';
import type { Emit } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { Outcome } from '../model/plan.ts';
import type { Quarantine } from '../model/quarantine.ts';
import type { Resource } from '../model/resource.ts';
import type { JournalState } from '../storage/journal.ts';
import type { StateFiles } from '../storage/files.ts';
import type { UnlockedFiles } from '../storage/lock.ts';

/** What a reading is needed for. */
export interface LookRequest {
  /** The resources that the plan touches: only they, and what their verdicts rest on, must be judged. */
  readonly keys: ReadonlySet<string>;
  /** Aborted: nobody needs it any more. */
  readonly signal: AbortSignal;
}

/** One fresh scan of the account, and its match. */
export interface AccountReading {
  /** Of the resources that the plan touches, and of the distributions of their stages, at least. */
  readonly findings: readonly Finding[];
  /** Every listed resource, SST's or not. */
  readonly resources: readonly Resource[];
  /** When reading began, by the sweep's clock. */
  readonly takenAt: Date;
  /** Gaps that another reading may close: throttles, time-outs, truncated answers. */
  readonly passingGaps?: readonly string[];
}

export interface SweepOptions {
  /** Nobody is asked: a resource that a gap touches by now is left alone. */
  readonly unattended: boolean;
  /** A step that must wait is parked. */
  readonly noWait: boolean;
  /** After this nothing new starts and waits are parked. */
  readonly timeoutMs: number | null;
  /** How long functions with remaining replicas are retried. */
  readonly waitEdgeMs: number;
  /** The poller's shortest interval. */
  readonly pollIntervalMs: number;
}

/** Keeps the notes of a quarantine while its sweep holds the account's lock. */
export interface QuarantineKeeping {
  /**
   * Before the first step. Throws a `UserError` where the notes are not those any more from which the plan was
   * made.
   */
  begin(sweep: string): Promise<void>;
  /** After each step, as soon as its outcome is in the journal. */
  ended(outcome: Outcome): Promise<void>;
  /** With the times that were noted. */
  result(): Quarantine;
}

export interface SweepDeps {
  readonly session: AwsSession;
  readonly kinds: readonly KindModule[];
  readonly clock: Clock;
  /** Aborted: nothing new starts, and running calls may finish. */
  readonly signal: AbortSignal;
  readonly emit: Emit;
  /** Costly: it reads all lists of the account. The sweep shares one between all steps of a minute. */
  look(request: LookRequest): Promise<AccountReading>;
  /** The reading from which the plan was made: within its first minute it saves another. */
  readonly recent?: AccountReading;
  readonly files: StateFiles | UnlockedFiles;
  readonly machine: Machine;
  newSweepId(): string;
  /** The sweep that died or parked and is resumed: its id, its folder, and its journal's contents. */
  readonly resumes?: { readonly sweep: string; readonly journal: JournalState };
  /** The plan as it is saved, with its options: kept beside the journal for `resume`. */
  readonly planFile: string;
  /** The store for objects before their deletion, with its name; absent: objects are not kept. */
  readonly archive?: { readonly location: string; readonly objects: ObjectArchive };
  /** Absent: without `--quarantine`. */
  readonly quarantine?: QuarantineKeeping;
  readonly options: SweepOptions;
}
