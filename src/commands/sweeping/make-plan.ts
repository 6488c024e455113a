import { UserError } from '../../model/errors.ts';
import type { PlanFileOptions, PlanOptions } from '../../model/options.ts';
import type { Plan } from '../../model/plan.ts';
import { plan } from '../../plan/plan.ts';
import { refusalExitCodes } from '../../plan/refusals.ts';
import type { CommandContext } from '../context.ts';
import type { Look } from '../look/look.ts';
import { narrow } from '../look/narrow.ts';

export interface Selection {
  /** Nobody is asked: the rails hold. */
  readonly unattended: boolean;
  /** Keys ticked in a list; null: no list was shown. */
  readonly ticked: readonly string[] | null;
  /** Keys that were answered for in a question of their own. */
  readonly confirmed: readonly string[];
  /** Keys that were taken out again. */
  readonly without: ReadonlySet<string>;
}

export const wholeSelection: Omit<Selection, 'unattended'> = {
  ticked: null,
  confirmed: [],
  without: new Set(),
};

/** What a sweep of this look would do. The plan knows all findings, and takes only what the filters leave. */
export function makePlan(look: Look, context: CommandContext, selection: Selection): Plan {
  const { options } = context;
  const { findings } = narrow(look.findings, options.filter);
  return plan(look.findings, look.inventory.kinds, planOptionsOf(context, selection), {
    account: look.inventory.account,
    // AWS's time: what is written after it is a sign of life.
    now: look.inventory.now,
    // Without --yes the account is shown in the question, or nothing is written at all.
    accountPinned: options.account !== null || !options.yes,
    within: new Set(findings.map(({ key }) => key).filter((key) => !selection.without.has(key))),
  });
}

function planOptionsOf({ options, typed }: CommandContext, selection: Selection): PlanOptions {
  return {
    unattended: selection.unattended,
    minConfidence: options.minConfidence,
    includeRetained: options.includeRetained,
    deleteData: options.deleteData,
    allowTraffic: options.match.allowTraffic,
    maxDeletions: options.maxDeletions,
    typed,
    apps: options.filter.apps,
    stages: options.filter.stages,
    ticked: selection.ticked,
    confirmed: selection.confirmed,
  };
}

/** All that must be the same when the plan is run later. */
export function planFileOptions(context: CommandContext, selection: Selection): PlanFileOptions {
  const { filter, ignoreHomes, ignoreRegions, match } = context.options;
  return {
    scan: { regions: filter.regions, ignoreHomes, ignoreRegions },
    match,
    filter,
    plan: planOptionsOf(context, selection),
  };
}

/** A plan that must not run is an error wherever it would have run. */
export function throwRefusal({ refusal }: Pick<Plan, 'refusal'>): void {
  if (!refusal) return;
  throw refusalError(refusal);
}

function refusalError(refusal: NonNullable<Plan['refusal']>): UserError {
  return new UserError(refusal.code, refusal.message, {
    hint: refusal.hint,
    exitCode: refusalExitCodes[refusal.code] ?? 6,
  });
}

/** A mistake in the command, as against a plan that is only too large to run. */
export function isUsageError(refusal: NonNullable<Plan['refusal']>): boolean {
  return refusalExitCodes[refusal.code] === 2;
}
