import { UserError } from '../../model/errors.ts';
import type { Finding } from '../../model/finding.ts';
import { compare } from '../../model/order.ts';
import type { PlanOptions, SealedOptions } from '../../model/options.ts';
import type { Plan } from '../../model/plan.ts';
import { stageNames } from '../../plan/candidates.ts';
import { sealOptions } from '../../plan/fingerprint.ts';
import { plan, type PlanContext } from '../../plan/plan.ts';
import type { WantedStages } from '../../wanted-stages/wanted-stages.ts';
import { noQuarantine, type QuarantineContext } from '../../plan/quarantine.ts';
import { sweepFor, type SweepFor } from '../../plan/sweep-for.ts';
import { refusalExitCodes } from '../../plan/refusals.ts';
import type { CommandContext } from '../context.ts';
import type { Survey } from '../../survey/survey.ts';
import { narrow } from '../../survey/narrow.ts';
import { brokenRail } from './rails.ts';

export interface Selection {
  /** There is nobody to ask: the rails hold. */
  readonly unattended: boolean;
  /** Keys ticked in a list; null: no list was shown. */
  readonly ticked: readonly string[] | null;
  /** Keys whose own question was answered. */
  readonly confirmed: readonly string[];
  /** Keys that were taken out of the selection afterwards. */
  readonly without: ReadonlySet<string>;
  /** What a sweep that is resumed did with what is in quarantine. */
  readonly resumes?: Pick<QuarantineContext, 'begun' | 'onlyDisabled'>;
}

export const wholeSelection: Omit<Selection, 'unattended'> = {
  ticked: null,
  confirmed: [],
  without: new Set(),
};

/**
 * The plan of a sweep after this survey. It knows all findings, and takes only those that the filters leave.
 */
export function makePlan(look: Survey, context: CommandContext, selection: Selection): Plan {
  const { findings } = narrow(look.findings, context.options.filter);
  const keys = findings.map(({ key }) => key).filter((key) => !selection.without.has(key));
  return plan(
    look.findings,
    look.inventory.kinds,
    planOptionsOf(context, selection, look.findings),
    {
      ...planContextOf(look, context),
      within: new Set(keys),
      quarantine: {
        ...noQuarantine,
        notes: context.quarantine?.notes ?? noQuarantine.notes,
        isWhole: look.inventory.gaps.length === 0,
        ...selection.resumes,
      },
    },
  );
}

/** The plan as if nothing were in quarantine: what goes, if not today. */
export function planWithoutQuarantine(
  look: Survey,
  context: CommandContext,
  selection: Selection,
): Plan {
  return makePlan(
    look,
    { ...context, options: { ...context.options, quarantineMs: null } },
    selection,
  );
}

/** The command that takes these findings, whatever the filters show. */
export function sweepOffer(finding: Finding, look: Survey, context: CommandContext): SweepFor {
  const unattended = !context.terminal.interactive;
  return sweepFor([finding], {
    findings: look.findings,
    kinds: look.inventory.kinds,
    options: {
      ...planOptionsOf(context, { ...wholeSelection, unattended }, look.findings),
      typed: [],
      // It is taken, if after its quarantine.
      quarantineMs: null,
    },
    context: planContextOf(look, context),
  });
}

/** Facts of this run that a plan needs besides the findings. */
export function planContextOf({ inventory }: Survey, { options }: CommandContext): PlanContext {
  return {
    account: inventory.account,
    // AWS's time: anything written after it is a sign of life.
    now: inventory.now,
    // Without --yes the question shows the account, or nothing is written at all.
    accountPinned: options.account !== null || !options.yes,
    regions: options.filter.regions,
    // A command that names ids repeats no choice, but it does repeat the stages that are given up.
    neverUnattended:
      brokenRail(
        {
          ...options,
          account: inventory.account,
          minConfidence: 'high',
          includeRetained: false,
        },
        ['an id'],
      ) !== null,
  };
}

function planOptionsOf(
  { options, typed, wantedStages }: CommandContext,
  selection: Selection,
  findings: readonly Finding[],
): PlanOptions {
  return {
    unattended: selection.unattended,
    minConfidence: options.minConfidence,
    includeRetained: options.includeRetained,
    deleteData: options.deleteData,
    allowTraffic: options.match.allowTraffic,
    maxDeletions: options.maxDeletions,
    maxShare: options.maxShare,
    quarantineMs: options.quarantineMs,
    typed,
    apps: options.filter.apps,
    stages: options.filter.stages,
    ticked: selection.ticked,
    confirmed: selection.confirmed,
    wantedStages: wantedStages === null ? [] : wantedNames(findings, wantedStages),
  };
}

/** Stages of these findings that are meant to exist. */
function wantedNames(findings: readonly Finding[], { isWanted }: WantedStages): readonly string[] {
  return [...new Set(findings.flatMap(stageNames))].filter(isWanted).toSorted(compare);
}

/** Everything that must be the same when the plan is run later. */
export function planFileOptions(
  plan: Plan,
  { selection, findings }: { selection: Selection; findings: readonly Finding[] },
  context: CommandContext,
): SealedOptions {
  const { filter, ignoreHomes, ignoreRegions, ignoreStages, match } = context.options;
  const options = {
    scan: { regions: filter.regions, ignoreHomes, ignoreRegions, ignoreStages },
    match,
    filter,
    plan: planOptionsOf(context, selection, findings),
  };
  return sealOptions(options, plan);
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

/** A mistake in the command line, unlike a plan that is only too large to run. */
export function isUsageError(refusal: NonNullable<Plan['refusal']>): boolean {
  return refusalExitCodes[refusal.code] === 2;
}
