import type { Gap } from '../../model/gap.ts';
import type { Resource } from '../../model/resource.ts';
import type { Judgement } from '../decision.ts';
import type { Subject } from '../subject.ts';
import type { EvidenceIndex } from '../evidence-index.ts';

/**
 * Gaps that other reads do not close: a gap in the tagging API is closed where the kinds' own APIs had the
 * tags.
 */
export function hidingGaps(subject: Subject, judgement: Pick<Judgement, 'ask'>): readonly Gap[] {
  const { gaps } = subject;
  const others = gaps.filter(({ operation }) => operation !== 'tag:GetResources');
  if (others.length === gaps.length) return gaps;
  return areTagsTold(subject, judgement) ? others : gaps;
}

/**
 * A resource's own tags show its owner, its stack and a keep rule. The verdict on resources that may be
 * behind others rests on the tags of every distribution, too: only they identify one that a killed deploy
 * made. Signs of an unseen home stay hidden, so rows 12 to 15 wait in any case.
 */
function areTagsTold(
  { resource, facts, index }: Subject,
  judgement: Pick<Judgement, 'ask'>,
): boolean {
  if (resource.memberOf) return false;
  const isTold = ({ key }: Resource): boolean =>
    judgement.ask({ type: 'tags', key })?.type !== 'unreadable';
  if (!isTold(resource)) return false;
  return facts.guarded || facts.serves || servingIn(index).every(isTold);
}

const serving = new WeakMap<EvidenceIndex, readonly Resource[]>();

/** Cached: an account has tens of thousands of resources, and each of them asks. */
function servingIn(index: EvidenceIndex): readonly Resource[] {
  const known =
    serving.get(index) ??
    index.inventory.resources.filter(({ kind }) => index.kinds.get(kind)?.serves === true);
  serving.set(index, known);
  return known;
}
