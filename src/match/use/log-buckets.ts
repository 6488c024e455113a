import type { Evidence } from '../../model/finding.ts';
import type { Question } from '../../model/question.ts';
import type { Resource } from '../../model/resource.ts';
import { evidence, type Judgement } from '../decision.ts';
import type { Subject } from '../subject.ts';

/**
 * Only the full configuration of a distribution or a bucket shows where it writes its logs. Those are read
 * once a candidate bucket's ACL lets CloudFront or S3 write logs into it: without that grant neither can
 * (except for S3's newer way, a bucket policy, which serves nobody's viewers).
 */
export function logBucketDoubt(
  { resource, index }: Subject,
  judgement: Judgement,
): readonly Evidence[] {
  if (resource.kind !== 's3-bucket') return [];
  return [...unknownOrigins(index), ...unreadLogs({ resource, index }, judgement)];
}

function unknownOrigins({ unknownOrigins: origins }: Subject['index']): readonly Evidence[] {
  return origins.map(({ from, to }) =>
    evidence(
      'unknown-s3-origin',
      from,
      `${from} has the origin ${to}, an access point that may lead to any bucket.`,
    ),
  );
}

function unreadLogs(
  { resource, index }: Pick<Subject, 'resource' | 'index'>,
  judgement: Judgement,
): readonly Evidence[] {
  const acl = judgement.ask({ type: 'bucket-acl', bucket: resource.id, region: resource.region });
  // An unreadable ACL is a gap of the bucket itself.
  if (acl?.type !== 'bucket-acl') return [];
  return index.inventory.resources.flatMap((other) => {
    const question = configurationOf(other, resource, acl);
    const answer = question && judgement.ask(question);
    if (answer?.type !== 'unreadable') return [];
    return [
      evidence(
        'gap',
        answer.gap,
        `The configuration of ${other.key} could not be read; it may write its logs here.`,
      ),
    ];
  });
}

/** The look-up that shows whether `other` writes its logs into the bucket, if its service may write there. */
function configurationOf(
  other: Resource,
  bucket: Resource,
  may: { readonly cloudFront: boolean; readonly s3: boolean },
): Question | null {
  if (may.cloudFront && other.kind === 'cloudfront-distribution') {
    return { type: 'distribution-config', id: other.id };
  }
  // S3 delivers access logs within a region.
  const near =
    other.kind === 's3-bucket' && other.region === bucket.region && other.id !== bucket.id;
  return may.s3 && near ? { type: 'bucket-logging', bucket: other.id, region: other.region } : null;
}
