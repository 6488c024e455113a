import { GetBucketReplicationCommand } from '@aws-sdk/client-s3';

import { classifyFailure } from '../../../aws/failures.ts';
import { requireMember, requireRows } from '../../../aws/pages.ts';
import type { CallContext } from '../../../aws/call-context.ts';
import type { BucketPlace } from '../versions.ts';

/** Names of the buckets into which a bucket's objects are replicated, disabled rules included. */
export async function replicationTargets(
  { name, region }: BucketPlace,
  { session, signal }: CallContext,
): Promise<readonly string[]> {
  try {
    const { ReplicationConfiguration: replication } = await session.clients
      .s3(region)
      .send(
        new GetBucketReplicationCommand({ Bucket: name, ExpectedBucketOwner: session.account }),
        { abortSignal: signal },
      );
    const targets = requireRows(replication?.Rules, 'replication rules').map(
      ({ Destination: destination }) =>
        requireMember(destination?.Bucket, 'Destination.Bucket').replace(/^arn:[^:]*:s3:::/, ''),
    );
    return [...new Set(targets)].toSorted();
  } catch (error) {
    const { code } = classifyFailure(error);
    if (code === 'ReplicationConfigurationNotFoundError' || code === 'NoSuchBucket') return [];
    throw error;
  }
}
