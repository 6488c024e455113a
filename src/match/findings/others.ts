import { createHash } from 'node:crypto';
import { doubtText } from '../../model/doubts.ts';
import type { Evidence, Finding } from '../../model/finding.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { TaggedResource } from '../../model/inventory.ts';
import { otherKey } from '../../model/resource.ts';
import { stageId } from '../../sst/state-keys.ts';
import { keepTag } from '../../model/own-tags.ts';
import { pairFromTags } from '../../sst/tags.ts';
import { lastListed } from './last-listed.ts';
import { evidence } from '../decision.ts';
import type { PastOwnership } from '../history/departures.ts';
import type { EvidenceIndex } from '../evidence-index.ts';

/** Tagged resources of kinds that this tool does not know: reported, never more than `unknown`. */
export function otherFindings(index: EvidenceIndex): readonly Finding[] {
  return index.inventory.others.map((other) => otherFinding(other, index));
}

interface Judged {
  readonly verdict: Verdict;
  readonly row: number;
  readonly why: Evidence;
}

/**
 * Kept; or live where a live stack names it, or its stage lives on and never let go of it; else `unknown`,
 * with its history. The tagging API also lists deleted resources, so these findings claim nothing more.
 */
function judged(other: TaggedResource, index: EvidenceIndex): Judged {
  if (other.tags[keepTag] !== undefined) {
    const why = evidence('keep-tag', other.arn, `It carries the tag ${keepTag}.`);
    return { verdict: 'protected', row: 2, why };
  }
  const key = otherKey(other.arn);
  const claim = index.claims.get(key)?.find(({ by, state }) => by === 'stack' || state?.registered);
  if (claim) {
    const by =
      claim.by === 'stack' ? `The stack ${claim.stack?.name}` : `The state of ${claim.pair}`;
    const how = claim.own ? 'lists it as its own' : 'names it';
    const code = claim.own ? 'claimed' : 'named';
    return { verdict: 'live', row: 4, why: evidence(code, claim.source, `${by} ${how}.`) };
  }
  const pair = pairFromTags(other.tags);
  const facts = pair ? index.stages.get(stageId(pair)) : undefined;
  const [newest] = index.history.get(key)?.past ?? [];
  if (facts?.livesOn === true && !newest?.departure.proven) {
    const detail = `Its tags say ${facts.pair.id}, and that stage lives on.`;
    return { verdict: 'live', row: 4, why: evidence('stage-lives-on', other.arn, detail) };
  }
  return { verdict: 'unknown', row: 16, why: pastOf(other, newest) };
}

function pastOf(other: TaggedResource, newest: PastOwnership | undefined): Evidence {
  if (!newest) {
    return evidence(
      'no-proof',
      other.arn,
      'It carries SST’s tags; this tool does not delete its kind.',
    );
  }
  const { state, location, departure, checkpoint, entry } = newest;
  const source = `${location}?versionId=${checkpoint.versionId}`;
  const owned = `The state of ${stageId(state)} of ${checkpoint.at} lists it as its own`;
  const kept = entry.kept.length > 0 ? `, to be kept (${entry.kept.join(', ')})` : '';
  return departure.proven
    ? evidence(
        'history-owned',
        source,
        `${owned}${kept}; it left in a completed ${departure.run?.record?.command ?? 'run'} that ended at ${departure.at}. This tool does not delete its kind.`,
      )
    : evidence(
        'history-owned-unproven',
        source,
        `${owned}${kept}; how it left is not proven: ${doubtText(departure.doubt ?? 'unknown')}.`,
      );
}

function otherFinding(other: TaggedResource, index: EvidenceIndex): Finding {
  const pair = pairFromTags(other.tags);
  const { verdict, row, why } = judged(other, index);
  const past = index.history.get(otherKey(other.arn))?.past[0];
  const fingerprint = createHash('sha256').update(other.arn).digest().toString('hex', 0, 16);
  return {
    key: otherKey(other.arn),
    kind: 'other',
    id: other.arn,
    arn: other.arn,
    name: null,
    region: other.region,
    app: pair?.app ?? other.tags['sst:app'] ?? null,
    stage: pair?.stage ?? other.tags['sst:stage'] ?? null,
    component: past?.entry.component?.name ?? null,
    verdict,
    confidence: null,
    row,
    evidence: [why],
    createdAt: null,
    modifiedAt: null,
    busyUntil: null,
    usedBy: [],
    uses: [],
    losesData: false,
    sizeBytes: null,
    monthlyCostUsd: null,
    gaps: [],
    consoleUrl: `https://console.aws.amazon.com/go/view?arn=${encodeURIComponent(other.arn)}`,
    ofStages: pair ? [stageId(pair)] : [],
    stageLivesOn: pair !== null && index.stages.get(stageId(pair))?.livesOn === true,
    answers: false,
    use: null,
    siteAssets: false,
    blockers: [],
    routedFrom: [],
    lastListed: lastListed(past),
    departedAt: past?.departure.at ?? null,
    fingerprint,
    lastingFingerprint: fingerprint,
    enabled: null,
  };
}
