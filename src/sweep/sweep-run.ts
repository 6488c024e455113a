import type { UserError } from '../model/errors.ts';
import type { LimitFunction } from 'p-limit';
import type { CallContext } from '../aws/call-context.ts';
import type { KindModule } from '../kinds/kind-module.ts';
import type { Kind } from '../model/kind.ts';
import type { PlannedOn, Outcome, Plan, Step } from '../model/plan.ts';
import type { Backup } from '../storage/backup.ts';
import type { Journal } from '../storage/journal.ts';
import type { Settling } from './settling.ts';
import type { Stop } from './stop.ts';
import type { SweepDeps } from './sweep-deps.ts';
import type { FreshAccounts } from './fresh-account.ts';

/** One execution of a plan: the state that its steps share. */
export interface SweepRun {
  readonly sweep: string;
  readonly plan: Plan;
  readonly deps: SweepDeps;
  readonly stop: Stop;
  readonly views: FreshAccounts;
  readonly journal: Journal;
  readonly backup: Backup;
  readonly settling: Settling;
  readonly modules: ReadonlyMap<Kind, KindModule>;
  readonly steps: ReadonlyMap<string, readonly Step[]>;
  readonly basis: ReadonlyMap<string, PlannedOn>;
  /** Every resource that the plan deletes, versions of planned functions included. */
  readonly planned: ReadonlySet<string>;
  /** Those, and every one that it only disables. */
  readonly touched: ReadonlySet<string>;
  readonly outcomes: Map<string, Outcome>;
  /** By key: when this sweep saw the end of its deletion, in milliseconds of the clock. */
  readonly deletedAt: Map<string, number>;
  /**
   * This sweep's writes: a reading at the same time may see half of one. Times in milliseconds of the
   * clock.
   */
  readonly acts: { begun: boolean; running: number; lastEndedAt: number };
  /** Why the state directory takes nothing any more; null: it does. */
  readonly unwritten: { error: UserError | null };
  /** Slots for steps that talk to AWS at the same time; waiting steps take none. */
  readonly slots: LimitFunction;
}

export function moduleOf(step: Step, run: SweepRun): KindModule {
  const module = run.modules.get(step.kind);
  if (!module)
    throw new Error(`No kind ${step.kind} is registered, but the plan has the step ${step.id}.`);
  return module;
}

export function basisOf(step: Step, run: SweepRun): PlannedOn {
  const basis = run.basis.get(step.key);
  if (!basis) throw new Error(`The plan does not say what ${step.key} rests on.`);
  return basis;
}

/** All steps of one resource. */
export function stepsOf(key: string, run: SweepRun): readonly Step[] {
  return run.steps.get(key) ?? [];
}

/** Emptying is many calls that can end after any of them, so it alone stops with the sweep. */
export function callContext(step: Step, run: SweepRun): CallContext {
  const { session, clock } = run.deps;
  return {
    session,
    clock,
    signal: step.action === 'empty' ? run.stop.signal : run.stop.neverAborted,
  };
}
