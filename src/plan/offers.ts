import type { Finding } from '../model/finding.ts';
import { isProductionName } from '../model/production-name.ts';
import { stageNames, type Candidate } from './candidates.ts';

/** Something tells that it is in use right now: it answers, is invoked, or could not be asked. */
export function isInUse({ answers, use }: Pick<Finding, 'answers' | 'use'>): boolean {
  return answers || (use?.length ?? 0) > 0;
}

/** It is, or may be, of a stage called production or like it. */
export function isOfProduction(finding: Pick<Finding, 'ofStages' | 'stage'>): boolean {
  return stageNames(finding).some(isProductionName);
}

/**
 * A typed or ticked id is typed once more, below the known facts, where AWS would delete the resource without
 * asking and it is in use, its stage lives on, nothing proves that it is left over, or it is production's.
 */
export function needsSecondWord({ finding, facts }: Pick<Candidate, 'finding' | 'facts'>): boolean {
  return (
    facts?.guarded !== true &&
    (isInUse(finding) ||
      finding.stageLivesOn ||
      finding.verdict === 'unknown' ||
      isOfProduction(finding))
  );
}

/** A state or a stack listed it once as its own. A name that fits, and a tag, may be anybody's. */
function wasListed({ lastListed, evidence }: Finding): boolean {
  return lastListed !== null || evidence.some(({ code }) => code === 'stack-history');
}

/**
 * May a command that deletes it be printed? Printed commands are run by somebody at night. So none is printed
 * for a resource in use, for an unguarded one that is not proven to be left over, or for one that production
 * may still need: whoever knows better types the id. Nothing uses an unattached resource, so AWS guards it
 * from nobody: an unknown that nothing proves to be SST's may as well be Terraform's.
 */
export function mayBeOffered({ finding, facts }: Pick<Candidate, 'finding' | 'facts'>): boolean {
  const guarded = facts?.guarded === true;
  if (isInUse(finding)) return false;
  if (finding.verdict === 'unknown' && !(guarded && wasListed(finding))) return false;
  if (!isOfProduction(finding)) return true;
  return finding.verdict === 'leftover' && (guarded || !finding.stageLivesOn);
}
