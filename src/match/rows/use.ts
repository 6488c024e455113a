import type { Evidence } from '../../model/finding.ts';
import type { Mention } from '../../model/inventory.ts';
import type { Verdict } from '../../model/verdict.ts';
import {
  type Decision,
  evidence,
  type Judgement,
  leastSure,
  type Row,
  verdict,
} from '../decision.ts';
import { namedElsewhere } from '../use/elsewhere.ts';
import { type Subject, subjectOf } from '../subject.ts';
import { isSeenInUse } from '../use/traffic.ts';
import { type Front, reach } from '../use/fronts.ts';

/** A user that is no leftover passes its verdict on; of several the one that holds back most. */
const strongest: readonly Verdict[] = ['live', 'protected', 'busy', 'unknown', 'retained'];

/** Row 5: another resource uses it. */
export const useRow: Row = {
  // Something that is not itself a leftover references it.
  number: 5,
  decide(subject, judgement) {
    const { referrers, mentions, index } = subject;
    const users = [
      ...referrers.map(({ from, relation }) => ({ from, how: `uses it (${relation})` })),
      ...mentions.flatMap((mention) => (mayUse(mention, index, judgement) ? toldOf(mention) : [])),
    ];
    for (const name of strongest) {
      const found = users.find(({ from }) => userVerdict(from, index, judgement) === name);
      // Whatever names it in another account counts as living, as a resource that is not SST's does.
      const foreign = name === 'live' && !found ? foreignUse(subject) : [];
      if (foreign.length > 0) return verdict('live', foreign);
      if (!found) continue;
      const { from, how } = found;
      const user = judgement.decisionOn(from);
      const what = user ? `a resource that is ${name}` : 'a resource that is not SST’s';
      const detail = `${from} ${how}, and that is ${what}.`;
      return verdict(name, [evidence('used', from, detail)], untilOf(user));
    }
    return null;
  },
};

function foreignUse({ resource, facts, index }: Subject): readonly Evidence[] {
  const { account, elsewhere = [] } = index.inventory;
  if (elsewhere.length === 0) return [];
  const hosts = index.hosts.get(resource.key) ?? [];
  return namedElsewhere({ account, resource, facts, hosts }, elsewhere);
}

/**
 * A policy says what its role may do, and not whether anybody does it: of a role that may itself be left
 * over it says nothing.
 */
function mayUse(
  { from, relation }: Mention,
  index: Subject['index'],
  judgement: Judgement,
): boolean {
  if (relation === 'environment') return true;
  const user = userVerdict(from, index, judgement);
  return user === 'live' || user === 'protected';
}

function toldOf({ from, relation }: Mention): { readonly from: string; readonly how: string } {
  return {
    from,
    how: relation === 'environment' ? 'names it in its environment' : 'names it in its policies',
  };
}

/** Users and groups are not listed. */
function userVerdict(
  key: string,
  index: Subject['index'],
  judgement: Judgement,
): Verdict | undefined {
  return index.resources.has(key) ? verdictOf(key, judgement) : 'live';
}

/**
 * A front that reaches it without a configuration that says so passes its verdict on, like a reference. A
 * front of another component only shows that it may be used.
 */
export function behindFront(
  { behind, index }: Subject,
  judgement: Judgement,
): Omit<Decision, 'row'> | null {
  if (!behind) return null;
  const isUsed = (key: string): boolean => isFrontUsed(key, index, judgement);
  for (const name of strongest) {
    const found = behind.fronts.flatMap((front) => {
      const how = reach(front, behind);
      return how &&
        verdictOf(front.key, judgement) === name &&
        passesOn(front, how, { judgement, isUsed })
        ? [{ front, how }]
        : [];
    });
    const one = found.find(({ how }) => how === 'component') ?? found[0];
    if (!one) continue;
    const { key } = one.front;
    const detail = `${key} is ${name} and of the same stage: what it reaches may still serve.`;
    return verdict(
      name === 'live' && one.how !== 'component' ? 'unknown' : name,
      [evidence('behind-other', key, detail)],
      untilOf(judgement.decisionOn(key)),
    );
  }
  return null;
}

/** A distribution of the same component or departure passes on any doubt, every other front only its use. */
function passesOn(
  { key, asked }: Front,
  how: ReturnType<typeof reach>,
  known: { readonly judgement: Judgement; readonly isUsed: (key: string) => boolean },
): boolean {
  if (asked === 'by-visitors' && how !== 'stage') return true;
  const decision = known.judgement.decisionOn(key);
  if (decision?.evidence.some(({ code }) => code === 'stack-may-own')) return true;
  if (asked !== 'by-calls' && decision?.verdict === 'live') return true;
  const isReferenced = decision?.evidence.some(({ code }) => code === 'used') ?? false;
  return (asked === 'at-the-edge' && isReferenced) || known.isUsed(key);
}

/**
 * A front that is no leftover for another reason was not asked for its use, on which the resources behind
 * it depend: it is asked here.
 */
function isFrontUsed(key: string, index: Subject['index'], judgement: Judgement): boolean {
  const resource = index.resources.get(key);
  const front = resource && subjectOf(resource, index);
  return front ? isSeenInUse(front, judgement) : false;
}

/** A resource that is not SST's counts as live; undefined: it is in the same cycle and not judged yet. */
function verdictOf(key: string, judgement: Judgement): Verdict | undefined {
  const decision = judgement.decisionOn(key);
  return decision === null ? 'live' : decision?.verdict;
}

function untilOf(decision: Decision | null | undefined): { readonly busyUntil?: string } {
  return decision?.busyUntil ? { busyUntil: decision.busyUntil } : {};
}

/** A resource that only leftovers reference is never surer than the least sure of them. */
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
