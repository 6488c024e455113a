import type { Finding } from '../model/finding.ts';
import { isProductionName } from '../model/stage.ts';
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
 * An id that was typed or ticked is typed once more for what goes when told to, below what is known of it:
 * it is in use, its stage lives on, nothing proves that it is left over, or it is production's.
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
 * A command that deletes it may be printed. A printed command is run by somebody at night, so none
 * is for what is in use, what goes when told to and was not proven to be left over, and what production
 * may still need: whoever knows better types the id. Nothing uses what is unattached, so AWS guards it
 * from nobody: an unknown that nothing proves to be SST's is Terraform's as well.
 */
export function mayBeOffered({ finding, facts }: Pick<Candidate, 'finding' | 'facts'>): boolean {
  const guarded = facts?.guarded === true;
  if (isInUse(finding)) return false;
  if (finding.verdict === 'unknown' && !(guarded && wasListed(finding))) return false;
  if (!isOfProduction(finding)) return true;
  return finding.verdict === 'leftover' && (guarded || !finding.stageLivesOn);
}
