import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import type { KindContext } from '../kind-module.ts';
import type { BucketPlace } from './versions.ts';

/** Whom the statements of a bucket's policy that allow something name, in whatever place. */
export interface PolicyNames {
  /** Numbers of accounts: in principals, conditions and ARNs. */
  readonly accounts: readonly string[];
  /** `o-...`: every account of theirs. */
  readonly organizations: readonly string[];
  /** Ids of origin access identities, and canonical users, which may be such identities. */
  readonly identities: readonly string[];
  /** ARNs of distributions. */
  readonly distributions: readonly string[];
  /** Other buckets, whose logs may be delivered here. */
  readonly buckets: readonly string[];
  /** ARNs of roles and users. */
  readonly principals: readonly string[];
  /** Services but CloudFront, which write here: `logging.s3.amazonaws.com`; and VPCs and their endpoints. */
  readonly others: readonly string[];
}

const nobody: PolicyNames = {
  accounts: [],
  organizations: [],
  identities: [],
  distributions: [],
  buckets: [],
  principals: [],
  others: [],
};

/** What a bucket's policy allows to whom; nobody where it has none, or where the bucket is gone. */
export async function readPolicyNames(
  { name, region }: BucketPlace,
  { session, signal }: KindContext,
): Promise<PolicyNames> {
  try {
    const answer = await session.clients
      .s3(region)
      .send(new GetBucketPolicyCommand({ Bucket: name, ExpectedBucketOwner: session.account }), {
        abortSignal: signal,
      });
    return namesIn(answer.Policy ?? '', name);
  } catch (error) {
    const { code } = classifyFailure(error);
    if (code === 'NoSuchBucketPolicy' || code === 'NoSuchBucket') return nobody;
    throw error;
  }
}

function namesIn(policy: string, bucket: string): PolicyNames {
  const allowed = JSON.stringify(statementsOf(policy, bucket).filter(isAllowing));
  const buckets = distinct(allowed, /"arn:[^":]*:s3:::([^"/*]+)/g);
  return {
    accounts: distinct(allowed, /(?<![\w-])(\d{12})(?![\w-])/g),
    organizations: distinct(allowed, /"(o-[a-z0-9]{10,32})\b/g),
    identities: [
      ...distinct(allowed, /Origin Access Identity (E[A-Z0-9]+)"/g),
      ...distinct(allowed, /"([0-9a-f]{64})"/g),
    ],
    distributions: distinct(allowed, /"(arn:[^":]*:cloudfront::\d{12}:distribution\/[^"]+)"/g),
    buckets: buckets.filter((name) => name !== bucket),
    principals: distinct(allowed, /"(arn:[^":]*:iam::\d{12}:(?:role|user)\/[^"*]+)"/g),
    others: [
      ...distinct(allowed, /"([\w.-]+\.amazonaws\.com)"/g).filter(
        (service) => service !== 'cloudfront.amazonaws.com',
      ),
      ...distinct(allowed, /"(vpce?-[0-9a-f]+)"/g),
    ],
  };
}

function isAllowing({ Effect }: Statement): boolean {
  return Effect === 'Allow';
}

type Statement = Readonly<Record<'Effect', unknown>>;

function statementsOf(policy: string, bucket: string): readonly Statement[] {
  try {
    const { Statement: statements } = JSON.parse(policy) as { Statement?: Statement | Statement[] };
    return [statements ?? []].flat();
  } catch (cause) {
    throw new UnreadableAnswer(`The policy of ${bucket} is not JSON.`, { cause });
  }
}

function distinct(text: string, named: RegExp): readonly string[] {
  return [...new Set(Array.from(text.matchAll(named), ([, found]) => found ?? ''))].sort();
}
