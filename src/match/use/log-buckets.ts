import type { Evidence } from '../../model/finding.ts';
import { evidence, type Judgement } from '../decision.ts';
import type { Subject } from '../subject.ts';

/**
 * Where a distribution or a bucket writes its logs stands in its full configuration only. Those are
 * read once a candidate bucket's ACL lets CloudFront or S3 write logs into it: without that grant
 * none can (but for S3's newer way, a bucket policy, which serves nobody's viewers).
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
  return world.inventory.resources.flatMap(({ kind, id, key, region }) => {
    const lookup =
      kind === 'cloudfront-distribution'
        ? ({ type: 'distribution-config', id } as const)
        : // S3 delivers access logs within a region.
          kind === 's3-bucket' && region === resource.region && id !== resource.id
          ? ({ type: 'bucket-logging', bucket: id, region } as const)
          : null;
    const answer = lookup && judgement.look(lookup);
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
