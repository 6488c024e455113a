import type { Evidence } from '../model/finding.ts';
import { evidence, type Judgement } from './decision.ts';
import type { Subject } from './subject.ts';

/**
 * A distribution's log bucket stands in its full configuration only. Those are read once a
 * candidate bucket's ACL lets CloudFront write logs into it: without that grant no distribution can.
 */
export function logBucketDoubt(
  { resource, world }: Subject,
  judgement: Judgement,
): readonly Evidence[] {
  if (resource.kind !== 's3-bucket') return [];
  return [...unknownOrigins(world), ...unreadLogs({ resource, world }, judgement)];
}

function unknownOrigins({ unknownOrigins: origins }: Subject['world']): readonly Evidence[] {
  return origins.map(({ from, to }) =>
    evidence(
      'unknown-s3-origin',
      from,
      `${from} has the origin ${to}, an access point that may lead to any bucket.`,
    ),
  );
}

function unreadLogs(
  { resource, world }: Pick<Subject, 'resource' | 'world'>,
  judgement: Judgement,
): readonly Evidence[] {
  const acl = judgement.look({ type: 'bucket-acl', bucket: resource.id, region: resource.region });
  if (acl === null || (acl.type === 'bucket-acl' && !acl.grantsLogDelivery)) return [];
  return world.inventory.resources.flatMap(({ kind, id, key }) => {
    if (kind !== 'cloudfront-distribution') return [];
    const answer = judgement.look({ type: 'distribution-config', id });
    if (answer?.type !== 'unreadable') return [];
    return [
      evidence(
        'gap',
        answer.gap,
        `The configuration of ${key} could not be read; it may write its logs here.`,
      ),
    ];
  });
}
