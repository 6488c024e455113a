import { GetBucketAclCommand } from '@aws-sdk/client-s3';
import type { Grant } from '@aws-sdk/client-s3';

import { classifyFailure, UnreadableAnswer } from '../../../aws/failures.ts';
import type { CallContext } from '../../../aws/call-context.ts';
import type { BucketPlace } from '../versions.ts';

/** CloudFront's `awslogsdelivery` account, which standard logging adds to a log bucket's ACL. */
const cloudFrontLogDelivery = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0';
const s3LogDelivery = 'http://acs.amazonaws.com/groups/s3/LogDelivery';
const everybody = 'http://acs.amazonaws.com/groups/global/AllUsers';

/** The grantees of a bucket's ACL besides its owner. */
export interface Grantees {
  /** CloudFront may write its logs into the bucket. */
  readonly cloudFront: boolean;
  /** S3 may write logs of other buckets into it. */
  readonly s3: boolean;
  /** Other accounts, by their canonical ids, and groups. */
  readonly others: readonly string[];
  /** Everybody may read it. */
  readonly everybody: boolean;
}

/** No grantees where the bucket is gone. */
export async function readGrantees(
  { name, region }: BucketPlace,
  { session, signal }: CallContext,
): Promise<Grantees> {
  try {
    const { Grants: grants, Owner: owner } = await session.clients
      .s3(region)
      .send(new GetBucketAclCommand({ Bucket: name, ExpectedBucketOwner: session.account }), {
        abortSignal: signal,
      });
    if (!grants) throw new UnreadableAnswer(`The answer is not the ACL of ${name}.`);
    const writers = grants.filter(letsWrite).map(({ Grantee: grantee }) => grantee);
    return {
      cloudFront: writers.some((grantee) => grantee?.ID === cloudFrontLogDelivery),
      s3: writers.some((grantee) => grantee?.URI === s3LogDelivery),
      everybody: grants.some(letsAllRead),
      others: [...new Set(grants.flatMap((grant) => otherIn(grant, owner?.ID)))].toSorted(),
    };
  } catch (error) {
    if (classifyFailure(error).code === 'NoSuchBucket')
      return { cloudFront: false, s3: false, others: [], everybody: false };
    throw error;
  }
}

function letsWrite({ Permission: permission }: Grant): boolean {
  return permission === 'WRITE' || permission === 'FULL_CONTROL';
}

function letsAllRead({ Grantee: grantee, Permission: permission }: Grant): boolean {
  return grantee?.URI === everybody && permission === 'READ';
}

/** Read access for everybody is how web sites were published before policies, and proves no use. */
function otherIn({ Grantee: grantee, Permission: permission }: Grant, owner?: string): string[] {
  const { ID: id, URI: group, EmailAddress: address } = grantee ?? {};
  if (group === s3LogDelivery || (group === everybody && permission === 'READ')) return [];
  if (id !== undefined && (id === owner || id === cloudFrontLogDelivery)) return [];
  if (id !== undefined) return [`the account of the canonical id ${id}`];
  return [`the group ${group?.split('/').at(-1) ?? address ?? 'that it names'}`];
}
