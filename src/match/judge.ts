import { componentsOf } from '../graph/components.ts';
import type { Question } from '../model/question.ts';
import { questionKey } from '../model/question.ts';
import type { Resource } from '../model/resource.ts';
import { evidence, type Decision, type Judgement, type Row } from './decision.ts';
import { firstRow } from './first-row.ts';
import { type Subject, subjectOf } from './subject.ts';
import { judgeVersion } from './versions.ts';
import type { EvidenceIndex } from './evidence-index.ts';

/** Keys in the order of judging: referring resources come first, a cycle is one group. */
export type JudgingOrder = readonly (readonly string[])[];

/** The decision on every resource; null for one that is not SST's. */
export interface Verdicts {
  readonly decisions: ReadonlyMap<string, Decision | null>;
  /** Look-ups that rows asked for and that were not read yet. */
  readonly missing: ReadonlyMap<string, Question>;
}

/** `from`: where it begins; absent: at every resource. */
export function judgingOrder(
  index: EvidenceIndex,
  from: Iterable<string> = index.resources.keys(),
): JudgingOrder {
  const { resources, kinds } = index;
  const frontsOf = new Map(
    [...index.behind.values()].map(({ pair, fronts }) => [frontsKey(pair), fronts] as const),
  );
  return componentsOf(from, (key) => {
    const resource = resources.get(key);
    if (!resource) return (frontsOf.get(key) ?? []).map((front) => front.key);
    return kinds.has(resource.kind) ? waitsFor(resource, index) : [];
  });
}

/** Node for all fronts of a stage: thousands of resources of a stage wait for all of its fronts. */
function frontsKey(pair: string): string {
  return `fronts of ${pair}`;
}

/**
 * Applies the rows to every resource, referring resources first. `strict`: a missing look-up makes
 * `unknown`; else it is taken as harmless, to learn which look-ups are worth a read. Subjects are made one
 * group at a time and not kept: a large account has tens of thousands.
 */
export function judge(
  order: JudgingOrder,
  index: EvidenceIndex,
  { rows, strict }: { readonly rows: readonly Row[]; readonly strict: boolean },
): Verdicts {
  const bench: Bench = { rows, strict, decisions: new Map(), missing: new Map() };
  for (const keys of order) {
    const members = keys.flatMap((key) => {
      const resource = index.resources.get(key);
      return (resource && subjectOf(resource, index)) ?? [];
    });
    judgeGroup(members, bench);
  }
  return bench;
}

/**
 * A version is judged after its function; every resource after those that reference or name it, and after
 * its fronts.
 */
function waitsFor(
  resource: Resource,
  { referrers, mentions, behind }: Pick<EvidenceIndex, 'referrers' | 'mentions' | 'behind'>,
): readonly string[] {
  const stage = behind.get(resource.key);
  const users = [
    ...(referrers.get(resource.key) ?? []).map(({ from }) => from),
    ...(mentions.get(resource.key) ?? []).map(({ from }) => from),
    ...(stage ? [frontsKey(stage.pair)] : []),
  ];
  return resource.memberOf ? [...users, resource.memberOf.key] : users;
}

interface Bench {
  readonly rows: readonly Row[];
  readonly decisions: Map<string, Decision | null>;
  readonly missing: Map<string, Question>;
  readonly strict: boolean;
}

/** A cycle of references is judged as one, with the confidence of its least sure member. */
function judgeGroup(members: readonly Subject[], bench: Bench): void {
  const judged = members.map((subject) => [subject, decide(subject, bench)] as const);
  for (const [subject, decision] of judged) bench.decisions.set(subject.resource.key, decision);
  if (members.length < 2) return;
  for (let changed = true; changed;) {
    changed = false;
    for (const subject of members) {
      const before = bench.decisions.get(subject.resource.key);
      if (before?.verdict !== 'leftover' && before?.verdict !== 'retained') continue;
      const after = decide(subject, bench);
      if (after?.verdict === before.verdict && after.confidence === before.confidence) continue;
      bench.decisions.set(subject.resource.key, after);
      changed = true;
    }
  }
}

function decide(subject: Subject, bench: Bench): Decision | null {
  const missing = new Map<string, Question>();
  const judgement: Judgement = {
    decisionOn: (key) => bench.decisions.get(key),
    ask(question) {
      const answer = subject.index.answer(question);
      if (!answer) missing.set(questionKey(question), question);
      return answer;
    },
  };
  const decision = subject.resource.memberOf
    ? judgeVersion(subject, judgement, bench.rows)
    : firstRow(subject, judgement, bench.rows);
  if (decision?.verdict !== 'leftover' && decision?.verdict !== 'retained') return decision;
  for (const [key, question] of missing) bench.missing.set(key, question);
  return missing.size > 0 && bench.strict ? notYetRead(subject) : decision;
}

function notYetRead({ resource }: Subject): Decision {
  return {
    row: 7,
    verdict: 'unknown',
    confidence: null,
    evidence: [
      evidence('not-read', resource.arn ?? resource.id, 'What decides about it was not read.'),
    ],
    busyUntil: null,
    answers: false,
  };
}
