import type { PlanFileOptions } from '../../model/options.ts';
import type { CommandContext } from '../context.ts';
import { abandonText, durationText } from '../input/flag-values.ts';
import type { GivenFlags } from '../input/given-flags.ts';
import { withGiven } from '../program/with-given.ts';
import type { Selection } from './make-plan.ts';

/**
 * The options that a plan was made with, in place of this command's own. Only keep rules of the config file
 * are added: they protect resources that exist now.
 */
export function withSavedOptions(context: CommandContext, saved: PlanFileOptions): CommandContext {
  const { given, options } = context;
  const { scan, match, filter, plan } = saved;
  return withGiven({ ...context, typed: plan.typed }, withPlanOptions(given, saved), {
    ...options,
    filter: { ...filter, regions: [...scan.regions] },
    match: { ...match, keep: [...new Set([...match.keep, ...options.match.keep])] },
    ignoreHomes: scan.ignoreHomes,
    ignoreRegions: scan.ignoreRegions,
    ignoreStages: scan.ignoreStages,
    minConfidence: plan.minConfidence,
    includeRetained: plan.includeRetained,
    deleteData: plan.deleteData,
    maxDeletions: plan.maxDeletions,
    maxShare: plan.maxShare,
    quarantineMs: plan.quarantineMs,
  });
}

/** The ticks and answers of that time; where nobody is asked now, the rails hold all the same. */
export function savedSelection(
  { plan }: PlanFileOptions,
  { unattended, without }: Pick<Selection, 'unattended' | 'without'>,
): Selection {
  return { unattended, without, ticked: plan.ticked, confirmed: plan.confirmed };
}

/** A saved plan runs with its own options: commands about it must repeat them. */
function withPlanOptions(given: GivenFlags, saved: PlanFileOptions): GivenFlags {
  const { scan, match, filter, plan } = saved;
  return {
    ...given,
    region: scan.regions,
    ignoreHome: scan.ignoreHomes,
    ignoreRegion: scan.ignoreRegions,
    ignoreStage: scan.ignoreStages,
    keep: match.keep,
    ...(match.olderThanMs !== null && { olderThan: durationText(match.olderThanMs) }),
    allowTraffic: match.allowTraffic,
    abandon: match.abandon.map(abandonText),
    app: filter.apps,
    stage: filter.stages,
    kind: filter.kinds,
    includeRetained: plan.includeRetained,
    deleteData: plan.deleteData,
    ...(plan.quarantineMs !== null && { quarantine: durationText(plan.quarantineMs) }),
  };
}
