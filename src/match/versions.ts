import { evidence, type Decision, type Judgement, type Row, verdict } from './decision.ts';
import type { Evidence } from '../model/finding.ts';
import { versionInvocations } from './use/traffic.ts';
import { firstRow } from './first-row.ts';
import type { Subject } from './subject.ts';

/** This many of the newest versions of a live function stay: a rollback needs the one before. */
const keptVersions = 2;

/**
 * Versions share their function's verdict, with one exception (row 15): an old version of a live
 * Lambda@Edge function, neither of the newest two and not in use, is a leftover, `low`.
 */
export function judgeVersion(
  subject: Subject,
  judgement: Judgement,
  rows: readonly Row[],
): Decision | null {
  const owner = subject.resource.memberOf?.key ?? '';
  const shared = judgement.decisionOn(owner) ?? null;
  // Keeping a version also keeps its function from deletion: the plan enforces that.
  const kept = firstRow(
    subject,
    judgement,
    rows.filter(({ number }) => number <= 2),
  );
  if (kept && shared) return kept;
  if (
    shared?.verdict !== 'live' ||
    !isOldAndUnused(subject) ||
    !rows.some(({ number }) => number === 15)
  )
    return shared;
  const own = firstRow(
    subject,
    judgement,
    rows.filter(({ number }) => [1, 2, 4, 5, 6, 7].includes(number)),
  );
  if (own) return own;
  const calls = [...namingAliases(subject, judgement), ...versionInvocations(subject, judgement)];
  if (calls.length > 0) return { row: 8, ...verdict('unknown', calls) };
  return {
    row: 15,
    verdict: 'leftover',
    confidence: 'low',
    evidence: [
      evidence(
        'old-version',
        subject.resource.arn ?? subject.resource.id,
        `It is an old version of the live function ${owner}: not of the newest ${keptVersions}, and nothing names or uses it.`,
      ),
    ],
    busyUntil: null,
    answers: false,
  };
}

/**
 * No configuration of another resource shows an alias: only the function's own list has the versions that
 * aliases name.
 */
function namingAliases({ resource }: Subject, judgement: Judgement): readonly Evidence[] {
  if (!resource.memberOf) return [];
  const { key, ordinal } = resource.memberOf;
  const functionName = key.slice('lambda-edge-function:'.length);
  const answer = judgement.ask({ type: 'aliased-versions', functionName });
  if (answer === null) return [];
  if (answer.type !== 'aliased-versions') {
    const gap = answer.type === 'unreadable' ? answer.gap : key;
    return [evidence('gap', gap, 'The aliases of its function could not be read.')];
  }
  return answer.versions.includes(ordinal)
    ? [evidence('in-use', key, 'An alias of its function names it.')]
    : [];
}

function isOldAndUnused({ resource, referrers, claims, index }: Subject): boolean {
  const siblings = index.members.get(resource.memberOf?.key ?? '') ?? [];
  const newest = siblings.slice(-keptVersions).map(({ key }) => key);
  return !newest.includes(resource.key) && referrers.length === 0 && claims.length === 0;
}
