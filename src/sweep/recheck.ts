import type { Finding } from '../model/finding.ts';
import { isLessSure } from '../model/verdict.ts';
import { asksToKeep } from '../model/hold-tags.ts';
import { keepTag } from '../model/own-tags.ts';
import type { PlannedOn, Step } from '../model/plan.ts';
import type { Resource, Tags } from '../model/resource.ts';
import { stackTag } from '../model/stage.ts';
import { distributionsThatStay } from '../model/stage-distributions.ts';
import type { FreshAccount } from './fresh-account.ts';

/** A resource as the plan saw it and as it is now, on the way to a step that cannot be undone. */
export interface Recheck {
  readonly basis: PlannedOn;
  readonly finding: Finding;
  readonly step: Step;
  readonly view: FreshAccount;
  /** Every resource of the plan: references from these are no reason to stop. */
  readonly planned: ReadonlySet<string>;
  /** The plan lists the loss of this resource's data. */
  readonly dataIsGivenUp: boolean;
  /** This sweep emptied it, or deleted its users: the effects of that are its own doing. */
  readonly ownEffects: boolean;
  /** Unguarded and no distribution: it stays while one of its stage's distributions does. */
  readonly waitsForDistributions: boolean;
  readonly unattended: boolean;
}

/** One reason to leave a resource alone, told as the outcome's reason. */
export interface RecheckRule {
  readonly reason: string;
  holds(recheck: Recheck): boolean;
}

/** Codes of a resource that lost its last user: no reason to stop, whoever deleted that user. */
const goodNews: ReadonlySet<string> = new Set(['unreferenced', 'unclaimed']);

/** Codes that replace those which this sweep's own steps removed. */
const ownNews: ReadonlySet<string> = new Set(['no-proof']);

export const recheckRules: readonly RecheckRule[] = [
  {
    reason: 'verdict-changed',
    holds: ({ basis, finding, ownEffects }) =>
      basis.verdict !== finding.verdict && !(ownEffects && finding.verdict === 'leftover'),
  },
  {
    reason: 'less-sure',
    holds: ({ basis, finding }) => isLessSure(finding.confidence, basis.confidence),
  },
  {
    reason: 'other-row',
    holds: ({ basis, finding, ownEffects }) => basis.row !== finding.row && !ownEffects,
  },
  {
    reason: 'new-evidence',
    holds: ({ basis, finding, ownEffects }) =>
      basis.verdict === finding.verdict &&
      finding.evidence.some(
        ({ code }) =>
          !basis.codes.includes(code) && !goodNews.has(code) && !(ownEffects && ownNews.has(code)),
      ),
  },
  { reason: 'gap', holds: ({ finding, unattended }) => unattended && finding.gaps.length > 0 },
  { reason: 'blocked', holds: ({ finding }) => finding.blockers.length > 0 },
  {
    reason: 'stage-lives-on',
    holds: ({ basis, finding }) => finding.stageLivesOn && !basis.stageLivesOn,
  },
  {
    reason: 'referenced',
    holds: ({ finding, planned }) => finding.usedBy.some((user) => !planned.has(user)),
  },
  {
    reason: 'routed',
    holds: ({ finding, planned }) => finding.routedFrom.some((store) => !planned.has(store)),
  },
  {
    reason: 'distribution-stays',
    holds: ({ finding, waitsForDistributions, view, planned }) =>
      waitsForDistributions &&
      distributionsThatStay(finding, view.distributions, (key) => planned.has(key)).length > 0,
  },
  {
    reason: 'loses-data',
    holds: ({ finding, step, dataIsGivenUp }) =>
      step.action !== 'disable' && finding.losesData && !finding.siteAssets && !dataIsGivenUp,
  },
];

/** The reason why the resource is left alone now; null: the same row, no less sure, nothing new. */
export function reasonToSkip(
  recheck: Recheck,
  rules: readonly RecheckRule[] = recheckRules,
): string | null {
  return rules.find((rule) => rule.holds(recheck))?.reason ?? null;
}

/**
 * The tagging API may be late, so tags are read from the kind's own API right before the step. Null: they
 * agree with those of the verdict.
 */
export function tagsSaySkip(
  now: Pick<Resource, 'tags'>,
  seen: Pick<Resource, 'tags'>,
  finding: Pick<Finding, 'ofStages' | 'app' | 'stage'>,
): 'kept' | 'tags-changed' | null {
  if (now.tags === null) return null;
  if (Object.entries(now.tags).some(([tag, value]) => tag === keepTag || asksToKeep(tag, value)))
    return 'kept';
  const before = seen.tags ?? {};
  if (now.tags[stackTag] !== before[stackTag]) return 'tags-changed';
  const names = [...new Set([...sstNames(now.tags), ...sstNames(before)])];
  // Tags that the tagging API never showed are no change, as long as they name the same stage.
  if (sstNames(before).length === 0)
    return names.length === 0 || saysItsStage(now.tags, finding) ? null : 'tags-changed';
  return names.every((name) => now.tags?.[name] === before[name]) ? null : 'tags-changed';
}

function saysItsStage(
  tags: Tags,
  { ofStages, app, stage }: Pick<Finding, 'ofStages' | 'app' | 'stage'>,
): boolean {
  const pair = `${tags['sst:app']}/${tags['sst:stage']}`;
  return ofStages.includes(pair) || pair === `${app}/${stage}`;
}

function sstNames(tags: Tags): readonly string[] {
  return Object.keys(tags).filter((name) => name.startsWith('sst:'));
}
