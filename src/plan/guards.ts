import { isLessSure } from '../model/verdict.ts';
import type { PlanOptions } from '../model/options.ts';
import type { ExclusionReason } from '../model/plan.ts';
import { isProductionName } from '../model/production-name.ts';
import { stageNames, type Candidate } from './candidates.ts';
import { isInUse } from './offers.ts';

/**
 * The word that lifts a guard: the id typed by hand, the name of its stage, a flag, or somebody to ask. Null:
 * nothing lifts it.
 */
type Lift = 'type' | 'stage' | 'delete-data' | 'attend' | null;

/** One reason why a finding stays, whatever happens to others. The first that holds is told. */
export interface Guard {
  readonly name: string;
  readonly reason: ExclusionReason;
  holds(candidate: Candidate, options: PlanOptions): boolean;
  lift(candidate: Candidate): Lift;
  detail(candidate: Candidate): string;
  /** Who typed the id must hear of it: the plan is refused as a whole, with this hint. */
  readonly refuses?: (candidate: Candidate) => string;
}

const byTyping = () => 'type' as const;
const byNothing = () => null;

function givesUpUse(): string {
  return 'In a terminal the id is typed once more, below what is known of it. With --yes, --allow-traffic beside the id gives its use up.';
}

/** Guards that hold for everybody, asked or not. */
const always: readonly Guard[] = [
  {
    name: 'only leftovers, retained and unknown ones',
    reason: 'not-a-leftover',
    holds: ({ finding }) => !['leftover', 'retained', 'unknown'].includes(finding.verdict),
    lift: byNothing,
    detail: ({ finding }) =>
      finding.verdict === 'busy'
        ? `It may be in use by a run of its stage${finding.busyUntil ? ` until ${finding.busyUntil}` : ''}.`
        : `It is ${finding.verdict}.`,
  },
  {
    name: 'no unknown that a gap may have caused',
    reason: 'gap',
    holds: ({ finding, gaps }) => finding.verdict === 'unknown' && gaps.length > 0,
    lift: byNothing,
    detail: () =>
      'Something that decides over it could not be read: close the gap, or vouch for it.',
  },
  {
    name: 'only kinds that can be deleted',
    reason: 'no-deleter',
    holds: ({ finding, facts }) =>
      finding.kind === 'other' || facts === null || facts.steps.length === 0,
    lift: byNothing,
    detail: () => 'This kind is only reported.',
  },
  {
    name: 'nothing that AWS will not let go of',
    reason: 'blocked',
    holds: ({ finding }) => finding.blockers.length > 0,
    lift: byNothing,
    detail: ({ finding }) => finding.blockers[0]?.detail ?? 'AWS will not let go of it.',
  },
  {
    name: 'nothing that answers, unless named or traffic is allowed',
    reason: 'answers',
    holds: ({ finding, named, exactStage }, options) =>
      finding.answers &&
      !named &&
      (finding.verdict === 'unknown' ||
        !options.allowTraffic ||
        (options.unattended && !exactStage)),
    lift: byTyping,
    detail: () => 'It still answers requests.',
  },
  {
    name: 'unknown only by exact id',
    reason: 'unknown',
    holds: ({ finding, named }) => finding.verdict === 'unknown' && !named,
    lift: byTyping,
    detail: ({ finding }) =>
      `The proof is missing${finding.evidence[0] ? `: ${finding.evidence[0].detail}` : '.'}`,
  },
  {
    name: 'retained only where it is asked for',
    reason: 'retained',
    holds: ({ finding, named, ticked, exactStage }, options) =>
      finding.verdict === 'retained' &&
      !named &&
      !ticked &&
      !(options.includeRetained && (!options.unattended || exactStage)),
    lift: byTyping,
    detail: () => 'It was left on purpose.',
  },
  {
    name: 'nothing less sure than asked for',
    reason: 'low-confidence',
    holds: ({ finding, named, ticked }, options) =>
      finding.verdict === 'leftover' &&
      !named &&
      !ticked &&
      isLessSure(finding.confidence, options.minConfidence),
    lift: byTyping,
    detail: ({ finding }) => `It is a leftover with ${finding.confidence ?? 'no'} confidence only.`,
  },
  {
    name: 'unguarded leftovers of a living stage only by exact id',
    reason: 'stage-lives-on',
    holds: ({ finding, facts, named }) => finding.stageLivesOn && facts?.guarded !== true && !named,
    lift: byTyping,
    detail: () =>
      'Its stage lives on and could still reach it in a way that no configuration shows.',
  },
  {
    name: 'nothing of a stage that is meant to exist, but by exact id',
    reason: 'stage-is-wanted',
    holds: ({ finding, named }, { wantedStages }) =>
      !named && stageNames(finding).some((stage) => wantedStages.includes(stage)),
    lift: byTyping,
    detail: () => 'Its stage is among those that are meant to exist.',
  },
  {
    name: 'only what was chosen',
    reason: 'not-chosen',
    holds: ({ chosen }) => !chosen,
    lift: byTyping,
    detail: () => 'It was not chosen.',
  },
];

/** The rails of `--yes`: nobody can be asked, so less is taken. */
const rails: readonly Guard[] = [
  {
    name: 'rail: nothing that a gap touches',
    reason: 'gap',
    holds: ({ gaps }) => gaps.length > 0,
    lift: ({ finding }) => (finding.verdict === 'unknown' ? null : 'attend'),
    detail: () => 'A gap touches it, and nobody can be asked.',
  },
  {
    name: 'rail: low confidence only by exact id',
    reason: 'low-confidence',
    holds: ({ finding, named }) =>
      finding.verdict === 'leftover' && !named && isLessSure(finding.confidence, 'high'),
    lift: byTyping,
    detail: ({ finding }) => `It is a leftover with ${finding.confidence ?? 'no'} confidence only.`,
  },
  {
    name: 'rail: stages with names like prod only by exact name',
    reason: 'protected-stage-name',
    // Where it may be of several stages, naming a harmless one tells nothing about the other.
    holds: ({ finding }, { stages }) =>
      stageNames(finding).some((stage) => isProductionName(stage) && !stages.includes(stage)),
    // `--stage` hides findings without a certain owner.
    lift: ({ finding }) => (stageNames(finding).length === 1 && finding.stage ? 'stage' : 'attend'),
    detail: ({ finding }) =>
      `A stage named ${stageNames(finding).join(' or ')} is taken only where it is named in full.`,
    refuses: ({ finding }) =>
      `Add --stage ${stageNames(finding).filter(isProductionName).join(' and --stage ')}: an id alone does not take what is of such a stage.`,
  },
  {
    name: 'rail: what is in use goes by no id alone',
    reason: 'in-use',
    holds: ({ finding, facts, named, exactStage }, { allowTraffic }) =>
      facts?.guarded !== true && isInUse(finding) && !(allowTraffic && (named || exactStage)),
    lift: () => 'attend',
    detail: ({ finding }) => `It is in use. ${finding.use?.[0]?.detail ?? 'It answers requests.'}`,
    refuses: givesUpUse,
  },
  {
    name: 'rail: what is unguarded of a living stage goes by no id alone',
    reason: 'stage-lives-on',
    holds: ({ finding, facts, named }, { allowTraffic }) =>
      facts?.guarded !== true && finding.stageLivesOn && !(allowTraffic && named),
    lift: () => 'attend',
    detail: () =>
      'Its stage lives on and could still reach it in a way that no configuration shows.',
    refuses: givesUpUse,
  },
  {
    name: 'rail: guarded leftovers of a living stage only by exact name',
    reason: 'stage-lives-on',
    holds: ({ finding, named, exactStage }) => finding.stageLivesOn && !named && !exactStage,
    lift: byTyping,
    detail: () => 'Its stage lives on, so it is taken only where it or its stage is named in full.',
  },
  {
    name: 'rail: no data lost without --delete-data',
    reason: 'loses-data',
    holds: ({ finding }, options) => losesData(finding) && !options.deleteData,
    lift: () => 'delete-data',
    detail: () => 'Deleting it loses data that no deploy makes again.',
  },
];

export interface Guards {
  readonly always: readonly Guard[];
  readonly unattended: readonly Guard[];
}

export const guards: Guards = { always, unattended: rails };

/** All that hold, the one to be told first. */
export function guardsThatHold(
  candidate: Candidate,
  options: PlanOptions,
  from: Guards = guards,
): readonly Guard[] {
  const rows = options.unattended ? [...from.always, ...from.unattended] : from.always;
  return rows.filter((guard) => guard.holds(candidate, options));
}

/** A deploy makes the contents of a site's own asset bucket again. */
export function losesData({
  losesData: loses,
  siteAssets,
}: {
  losesData: boolean;
  siteAssets: boolean;
}): boolean {
  return loses && !siteAssets;
}
