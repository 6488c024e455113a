import type { Evidence } from '../../model/finding.ts';
import type { Mention } from '../../model/inventory.ts';
import { resourceKey } from '../../model/resource.ts';
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
    const { index } = subject;
    const users = usersOf(subject);
    for (const name of strongest) {
      const found = users.find((user) => userVerdict(user, index, judgement) === name);
      // Whatever names it in another account counts as living, as a resource that is not SST's does.
      const foreign = name === 'live' && !found ? foreignUse(subject) : [];
      if (foreign.length > 0) return verdict('live', foreign);
      if (!found) continue;
      const { key, how } = found;
      const user = judgement.decisionOn(key);
      const what = user ? `a resource that is ${user.verdict}` : strangerText(key, index);
      const detail = `${key} ${how}, and that is ${what}.`;
      return verdict(name, [evidence('used', key, detail)], untilOf(user));
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

function strangerText(key: string, { resources, inventory }: Subject['index']): string {
  return resources.has(key) || !inventory.gaps.some(({ source }) => source === 'iam-role')
    ? 'a resource that is not SST’s'
    : 'a role that could not be listed';
}

const howNamed: Readonly<Record<Mention['relation'], string>> = {
  environment: 'names it in its environment',
  policy: 'names it in its policies',
  pattern: 'names things like it in its policies',
};

/**
 * Users and groups are not listed, and are not SST's. A role that is not listed either may be anybody's, and
 * a pattern may mean another thing.
 */
function userVerdict(
  { key, relation }: User,
  index: Subject['index'],
  judgement: Judgement,
): Verdict | undefined {
  const isListed = index.resources.has(key);
  const isRole = key.startsWith(resourceKey('iam-role', ''));
  const found = isListed ? verdictOf(key, judgement) : isRole ? 'unknown' : 'live';
  return relation === 'pattern' && found !== 'leftover' && found !== undefined ? 'unknown' : found;
}

interface User {
  readonly key: string;
  readonly relation: Mention['relation'] | null;
  /** What it does with the resource, as the middle of a sentence. */
  readonly how: string;
}

function usersOf({ referrers, mentions }: Subject): readonly User[] {
  return [
    ...referrers.map(({ from: key, relation }) => ({
      key,
      relation: null,
      how: `uses it (${relation})`,
    })),
    ...mentions.map(({ from: key, relation }) => ({ key, relation, how: howNamed[relation] })),
  ];
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
