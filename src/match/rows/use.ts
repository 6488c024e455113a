import type { Verdict } from '../../model/finding.ts';
import {
  type Decision,
  evidence,
  type Judgement,
  leastSure,
  type Row,
  verdict,
} from '../decision.ts';
import type { ResolvedReference } from '../use/references.ts';
import type { Subject } from '../subject.ts';

/** What is not a leftover passes its verdict on; where several do, the one that holds back most. */
const strongest: readonly Verdict[] = ['live', 'protected', 'busy', 'unknown', 'retained'];

/** Row 5: what something else uses. */
export const useRow: Row = {
  // Something that is not itself a leftover references it.
  number: 5,
  decide({ referrers }, judgement) {
    for (const name of strongest) {
      const reference = referrers.find(({ from }) => verdictOf(from, judgement) === name);
      if (!reference) continue;
      const user = judgement.decisionOn(reference.from);
      const what = user === null ? 'a resource that is not SST’s' : `a resource that is ${name}`;
      return verdict(name, [used(reference, what)], untilOf(user));
    }
    return null;
  },
};

/**
 * What a distribution passes on to all that left its stage with it, like a reference. Of another
 * component is only known that it may serve.
 */
export function behindDistribution(
  { fronts }: Subject,
  judgement: Judgement,
): Omit<Decision, 'row'> | null {
  for (const name of strongest) {
    const found = fronts.filter(({ from }) => verdictOf(from, judgement) === name);
    const front = found.find(({ sameComponent }) => sameComponent) ?? found[0];
    if (!front) continue;
    const passedOn = name === 'live' && !front.sameComponent ? 'unknown' : name;
    const detail = `It left its stage together with ${front.from}, which is ${name}: what lies behind that may still serve.`;
    return verdict(
      passedOn,
      [evidence('behind-distribution', front.from, detail)],
      untilOf(judgement.decisionOn(front.from)),
    );
  }
  return null;
}

/** What is not SST's lives; undefined: of the same cycle, not judged yet. */
function verdictOf(key: string, judgement: Judgement): Verdict | undefined {
  const decision = judgement.decisionOn(key);
  return decision === null ? 'live' : decision?.verdict;
}

function untilOf(decision: Decision | null | undefined): { readonly busyUntil?: string } {
  return decision?.busyUntil ? { busyUntil: decision.busyUntil } : {};
}

function used({ from, relation }: ResolvedReference, what: string): ReturnType<typeof evidence> {
  return evidence('used', from, `${from} uses it (${relation}), and that is ${what}.`);
}

/** What only leftovers reference is never surer than the least sure of them. */
export function surenessOfUsers(
  subject: Subject,
  judgement: Judgement,
): ReturnType<typeof leastSure> {
  return leastSure(
    ...subject.referrers.map(({ from }) => {
      const decision = judgement.decisionOn(from);
      return decision?.verdict === 'leftover' ? decision.confidence : null;
    }),
  );
}
