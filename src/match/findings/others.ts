import { createHash } from 'node:crypto';
import type { Finding } from '../../model/finding.ts';
import type { TaggedResource } from '../../model/inventory.ts';
import { resourceKey } from '../../model/resource.ts';
import { stageId } from '../../sst/state-keys.ts';
import { keepTag } from '../../model/own-tags.ts';
import { pairFromTags } from '../../sst/tags.ts';
import { evidence } from '../decision.ts';
import type { World } from '../world.ts';

/** Tagged resources of kinds that this tool does not know: reported, never more than `unknown`. */
export function otherFindings(world: World): readonly Finding[] {
  return world.inventory.others.map((other) => otherFinding(other, world));
}

function otherFinding(other: TaggedResource, world: World): Finding {
  const pair = pairFromTags(other.tags);
  const facts = pair ? world.stages.get(stageId(pair)) : undefined;
  const kept = other.tags[keepTag] !== undefined;
  const isLive = facts?.livesOn === true;
  const verdict = kept ? 'protected' : isLive ? 'live' : 'unknown';
  const row = kept ? 2 : isLive ? 4 : 16;
  const why = kept
    ? evidence('keep-tag', other.arn, `It carries the tag ${keepTag}.`)
    : isLive
      ? evidence(
          'stage-lives-on',
          other.arn,
          `Its tags say ${facts.pair.id}, and that stage lives on.`,
        )
      : evidence(
          'no-proof',
          other.arn,
          'It carries SST’s tags; this tool does not delete its kind.',
        );
  return {
    key: resourceKey('other', other.arn),
    kind: 'other',
    id: other.arn,
    arn: other.arn,
    name: null,
    region: other.region,
    app: pair?.app ?? other.tags['sst:app'] ?? null,
    stage: pair?.stage ?? other.tags['sst:stage'] ?? null,
    component: null,
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
    stageLivesOn: isLive,
    answers: false,
    siteAssets: false,
    blockers: [],
    routedFrom: [],
    departedAt: null,
    fingerprint: createHash('sha256').update(other.arn).digest('hex').slice(0, 32),
  };
}
