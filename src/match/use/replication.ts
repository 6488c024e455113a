import type { Evidence } from '../../model/finding.ts';
import { evidence, type Judgement } from '../decision.ts';
import type { Subject } from '../subject.ts';
import type { EvidenceIndex } from '../evidence-index.ts';

/**
 * Only a source bucket's own configuration shows the bucket into which it is replicated. S3 replicates only
 * into a bucket with versioning, and needs a role that it may assume (S3 user guide, "Requirements for
 * replication"); a bucket's policy names another account's role. So configurations are read only where both
 * conditions may hold.
 */
export function replicationDoubt(
  { resource, index }: Subject,
  judgement: Judgement,
): readonly Evidence[] {
  if (resource.kind !== 's3-bucket' || !mayReplicate(index)) return [];
  const { id: bucket, region } = resource;
  const contents = judgement.ask({ type: 'bucket-contents', bucket, region });
  if (contents?.type !== 'bucket-contents' || !contents.versioned) return [];
  return index.inventory.resources.flatMap((other) => {
    if (other.kind !== 's3-bucket' || other.id === bucket) return [];
    const answer = judgement.ask({
      type: 'bucket-replication',
      bucket: other.id,
      region: other.region,
    });
    if (answer?.type !== 'unreadable') return [];
    return [
      evidence(
        'gap',
        answer.gap,
        `The replication of ${other.key} could not be read; it may write here.`,
      ),
    ];
  });
}

const may = new WeakMap<EvidenceIndex, boolean>();

function mayReplicate(index: EvidenceIndex): boolean {
  const known = may.get(index);
  if (known !== undefined) return known;
  const { resources, gaps } = index.inventory;
  const found =
    gaps.some(({ source }) => source === 'iam-role') ||
    resources.some(
      ({ kind, trusts }) =>
        kind === 'iam-role' &&
        (trusts === null ||
          trusts.some((who) => /^(?:s3\.amazonaws\.com(?:\.cn)?|\*)(?: |$)/.test(who))),
    );
  may.set(index, found);
  return found;
}
