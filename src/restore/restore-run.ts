import type { AwsSession } from '../aws/aws-session.ts';
import type { KindModule } from '../kinds/kind-module.ts';
import type { RestoreContext, SavedResource } from '../kinds/restoring/restoring.ts';
import type { Clock } from '../model/clock.ts';
import type { Emit } from '../model/event.ts';
import type { Kind } from '../model/kind.ts';
import type { RestoreOutcome } from '../model/restore.ts';
import type { PastSweep } from '../storage/past-sweeps.ts';
import type { StateFiles } from '../storage/files.ts';
import type { Machine } from '../storage/files.ts';
import type { RestoreJournal, RestoreState } from './restore-journal.ts';

export interface RestoreDeps {
  readonly session: AwsSession;
  readonly kinds: readonly KindModule[];
  readonly clock: Clock;
  /** Aborted: nothing new starts, and running steps may finish. */
  readonly signal: AbortSignal;
  readonly emit: Emit;
  readonly files: StateFiles;
  readonly machine: Machine;
  readonly dryRun: boolean;
}

/** One execution of a restore: the data that all of its resources share. */
export interface RestoreRun {
  readonly past: PastSweep;
  readonly deps: RestoreDeps;
  readonly modules: ReadonlyMap<Kind, KindModule>;
  readonly saved: readonly SavedResource[];
  /** The work of earlier restores of this sweep. */
  readonly before: RestoreState;
  /** Null in a dry run, which writes nothing. */
  readonly journal: RestoreJournal | null;
  readonly renames: Map<string, string>;
  readonly outcomes: Map<string, RestoreOutcome>;
  /** Keys of resources that were made and still lack the settings that name others; with their new ids. */
  readonly incomplete: Map<string, string>;
  /** Why nothing new starts any more. */
  readonly stopped: { reason: 'interrupted' | 'expired-credentials' | null };
  readonly untilAnswered: AbortSignal;
}

export function restoreContext(saved: SavedResource, run: RestoreRun): RestoreContext {
  const { session, clock, emit } = run.deps;
  const times = run.before.times.get(saved.key) ?? 0;
  return {
    session,
    clock,
    signal: run.untilAnswered,
    sweep: run.past.sweep,
    // A resource that was made and deleted again needs another one.
    reference: `sst-sweep restore ${run.past.sweep} ${saved.id}${times > 0 ? ` ${times + 1}` : ''}`,
    begun: run.before.begun.has(saved.key),
    progress: (detail) => emit({ type: 'restore-progress', key: saved.key, detail, ended: false }),
  };
}

export type Ending = Pick<RestoreOutcome, 'outcome'> & Partial<RestoreOutcome>;

export function endRestore(saved: SavedResource, ending: Ending, run: RestoreRun): RestoreOutcome {
  const { key, kind, id, region } = saved;
  const outcome: RestoreOutcome = {
    key,
    kind,
    resource: id,
    region,
    action: null,
    reason: null,
    error: null,
    blockedBy: [],
    restoredAs: null,
    differs: [],
    ...ending,
  };
  run.outcomes.set(key, outcome);
  run.deps.emit({ type: 'restore-progress', key, detail: outcome.outcome, ended: true });
  return outcome;
}
