import type { Claim } from '../model/claim.ts';
import type { Finding, StageReport } from '../model/finding.ts';
import type { Inventory } from '../model/inventory.ts';
import { type Question, questionKey } from '../model/question.ts';
import type { MatchOptions } from '../model/options.ts';
import { byFirst, sortedFindings } from '../model/order.ts';
import { isCalledAny } from '../model/names.ts';
import type { RouteRecord } from '../model/routes.ts';
import type { Row } from './decision.ts';
import { findingOf } from './findings/finding.ts';
import { judge, judgingOrder, type Verdicts } from './judge.ts';
import { otherFindings } from './findings/others.ts';
import { focusOf } from './focus.ts';
import { verdictRows } from './rows/index.ts';
import { stageReports } from './findings/stage-reports.ts';
import { withUse } from './findings/stage-use.ts';
import { hasTrace } from './history/traces.ts';
import { subjectOf } from './subject.ts';
import { lookupsOfUse } from './use/traffic.ts';
import { indexEvidence, type EvidenceIndex } from './evidence-index.ts';

export interface MatchResult {
  /** Every resource that is, or looks like, SST's. */
  readonly findings: readonly Finding[];
  readonly stages: readonly StageReport[];
  /** Entries of key-value stores that still exist, as states record them. */
  readonly routes: readonly RouteRecord[];
  /** By key: all live stacks that name a resource. */
  readonly claims: ReadonlyMap<string, readonly Claim[]>;
  /**
   * Look-ups that the findings still need. Until they are answered, every finding that rests on one is
   * `unknown`.
   */
  readonly openQuestions: readonly Question[];
}

/**
 * Judges an account by the design's verdict table. Pure: the same inventory and options give the same
 * findings, and AWS's time comes with the inventory. `rows` is for tests that remove one. `asked` are ids,
 * names or ARNs that somebody typed: their use is looked up in any case, and so is the use of the stages in
 * question. `only`: the keys of the resources to judge, with what their verdicts rest on; null: all.
 */
export function match(
  inventory: Inventory,
  options: MatchOptions,
  rows: readonly Row[] = verdictRows,
  asked: readonly string[] = [],
  isInQuestion: (stage: StageReport) => boolean = () => false,
  only: ReadonlySet<string> | null = null,
): MatchResult {
  const index = indexEvidence(inventory, options);
  const order = judgingOrder(index, only === null ? undefined : focusOf(only, index));
  const hopeful = judge(order, index, { rows, strict: false });
  const { stages, needs: ofStages } = withUse(stageReports(index), index, isInQuestion);
  const openQuestions = openQuestionsOf(hopeful, index, { asked: new Set(asked), ofStages });
  const final = () =>
    openQuestions.length > 0 ? judge(order, index, { rows, strict: true }) : hopeful;
  let findings: readonly Finding[] | null = null;
  return {
    // Computed on request: while look-ups are still being read only `openQuestions` is asked for.
    get findings() {
      findings ??= findingsOf(final(), index);
      return findings;
    },
    stages,
    routes: index.routes,
    claims: index.claims,
    openQuestions,
  };
}

function findingsOf({ decisions }: Verdicts, index: EvidenceIndex): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [key, decision] of decisions) {
    const resource = decision && index.resources.get(key);
    const subject = resource && subjectOf(resource, index);
    if (subject) findings.push(findingOf(subject, decision));
  }
  return sortedFindings([...findings, ...otherFindings(index)]);
}

/** Look-ups that the rows missed, and those that a plan needs for everything that may be deleted. */
function openQuestionsOf(
  { missing, decisions }: Verdicts,
  index: EvidenceIndex,
  {
    asked,
    ofStages,
  }: { readonly asked: ReadonlySet<string>; readonly ofStages: readonly Question[] },
): readonly Question[] {
  const needs = new Map(missing);
  const need = (question: Question) => {
    if (!index.answer(question)) needs.set(questionKey(question), question);
  };
  ofStages.forEach(need);
  // Its time may be a sign for others, too.
  for (const resource of index.resources.values())
    if (hasTrace(resource)) need({ type: 'distribution-config', id: resource.id });
  for (const [key, decision] of decisions) {
    const resource = index.resources.get(key);
    if (!resource) continue;
    const verdict = decision?.verdict;
    const mayGo = verdict === 'leftover' || verdict === 'retained';
    // A row before the one that looks its use up may have decided.
    if (decision && ((mayGo && !resource.memberOf) || isCalledAny(resource, asked))) {
      const subject = subjectOf(resource, index);
      for (const question of subject ? lookupsOfUse(subject) : []) need(question);
    }
    if (resource.kind === 's3-bucket' && (mayGo || isCalledAny(resource, asked)))
      need({ type: 'bucket-contents', bucket: resource.id, region: resource.region });
    if (!mayGo) continue;
    if (resource.kind === 'cloudfront-distribution')
      need({ type: 'distribution-config', id: resource.id });
    if (resource.blockers.some(({ code }) => code === 'tenant-only-distribution')) {
      need({ type: 'tenants', distribution: resource.id });
    }
  }
  return [...needs].toSorted(byFirst(([key]) => key)).map(([, question]) => question);
}
