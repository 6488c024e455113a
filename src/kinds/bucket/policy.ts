import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import type { KindContext } from '../kind-module.ts';
import type { BucketPlace } from './versions.ts';

/** Whom a bucket's policy names. */
export interface PolicyNames {
  /** Numbers of the accounts of its principals. */
  readonly accounts: readonly string[];
  /** ARNs of distributions, wherever they stand: AWS's own example puts them in a condition. */
  readonly distributions: readonly string[];
}

const nobody: PolicyNames = { accounts: [], distributions: [] };

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
  const allowed = statementsOf(policy, bucket).filter(({ Effect }) => Effect === 'Allow');
  const principals = JSON.stringify(allowed.map(({ Principal }) => Principal ?? null));
  const all = JSON.stringify(allowed);
  return {
    accounts: distinct(principals.matchAll(/"(?:arn:[^":]*:(?:iam|sts)::)?(\d{12})(?=[":])/g)),
    distributions: distinct(all.matchAll(/"(arn:[^":]*:cloudfront::\d{12}:distribution\/[^"]+)"/g)),
  };
}

type Statement = Readonly<Record<'Effect' | 'Principal', unknown>>;

function statementsOf(policy: string, bucket: string): readonly Statement[] {
  try {
    const { Statement: statements } = JSON.parse(policy) as { Statement?: Statement | Statement[] };
    return [statements ?? []].flat();
  } catch (cause) {
    throw new UnreadableAnswer(`The policy of ${bucket} is not JSON.`, { cause });
  }
}

function distinct(matches: Iterable<RegExpMatchArray>): readonly string[] {
  return [...new Set(Array.from(matches, ([, found]) => found ?? ''))].sort();
}
