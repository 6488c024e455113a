import type { Verdict } from '../../model/finding.ts';
import { evidence, type Judgement, leastSure, type Row, verdict } from '../decision.ts';
import type { ResolvedReference } from '../use/references.ts';
import type { Subject } from '../subject.ts';

/** What is not a leftover passes its verdict on; where several do, the one that holds back most. */
const strongest: readonly Verdict[] = ['protected', 'busy', 'unknown', 'retained'];

/** Row 5: what something else uses. */
export const useRow: Row = {
  // Something that is not itself a leftover references it.
  number: 5,
  decide: ({ referrers }, judgement) => {
    const living = referrers.find(({ from }) => {
      const decision = judgement.decisionOn(from);
      return decision === null || decision?.verdict === 'live';
    });
    if (living)
      return verdict('live', [
        used(
          living,
          judgement.decisionOn(living.from) === null
            ? 'a resource that is not SST’s'
            : 'a live resource',
        ),
      ]);
    for (const name of strongest) {
      const reference = referrers.find(({ from }) => judgement.decisionOn(from)?.verdict === name);
      if (!reference) continue;
      const until = judgement.decisionOn(reference.from)?.busyUntil;
      return verdict(
        name,
        [used(reference, `a resource that is ${name}`)],
        until ? { busyUntil: until } : {},
      );
    }
    return null;
  },
};

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
