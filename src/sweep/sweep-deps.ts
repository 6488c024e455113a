import type { Machine } from '../storage/lock.ts';
import type { AwsSession } from '../aws/aws-session.ts';
import type { KindModule } from '../kinds/kind-module.ts';
import type { ObjectArchive } from '../kinds/object-archive.ts';
import type { Clock } from '../model/clock.ts';
import type { Emit } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import type { JournalState } from '../storage/journal.ts';
import type { StateFiles } from '../storage/state-files.ts';

/** One fresh scan and match of the whole account. */
export interface AccountReading {
  readonly findings: readonly Finding[];
  /** Everything that was listed, SST's or not. */
  readonly resources: readonly Resource[];
  /** When reading began, by the sweep's clock. */
  readonly takenAt: Date;
  /** Gaps that another look may close: throttles, time-outs, cut off answers. */
  readonly passingGaps?: readonly string[];
  /** By key: when its stage was removed or it left its state. Emptying stops at an object newer than that. */
  readonly removedAt?: ReadonlyMap<string, string>;
}

export interface SweepOptions {
  /** Nobody is asked: what a gap touches by now is left alone. */
  readonly unattended: boolean;
  /** What must wait is parked. */
  readonly noWait: boolean;
  /** After this nothing new starts and waits are parked. */
  readonly timeoutMs: number | null;
  /** How long functions whose replicas are still there are tried again. */
  readonly waitEdgeMs: number;
  /** The poller's shortest interval. */
  readonly pollIntervalMs: number;
}

export interface SweepDeps {
  readonly session: AwsSession;
  readonly kinds: readonly KindModule[];
  readonly clock: Clock;
  /** Aborted: nothing new starts, and what runs is let finish. */
  readonly signal: AbortSignal;
  readonly emit: Emit;
  /** Costly: it reads the whole account. The sweep shares one between all steps of a minute. */
  readAccount(): Promise<AccountReading>;
  /** The look that the plan was made from: within its first minute it saves another. */
  readonly recent?: AccountReading;
  readonly files: StateFiles;
  readonly machine: Machine;
  newSweepId(): string;
  /** A sweep that died or parked is gone on with: its id, its folder, and what its journal says. */
  readonly resumes?: { readonly sweep: string; readonly journal: JournalState };
  /** The plan as it is saved, with its options: kept beside the journal for `resume`. */
  readonly planFile: string;
  /** Where objects are kept before they are deleted, and how it is called; absent: nowhere. */
  readonly archive?: { readonly location: string; readonly objects: ObjectArchive };
  readonly options: SweepOptions;
}
