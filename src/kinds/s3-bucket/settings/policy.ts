import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';

import { classifyFailure, UnreadableAnswer } from '../../../aws/failures.ts';
import { type BucketStatement, statementsIn } from '../../../sst/bucket-access.ts';
import { isRecord } from '../../../sst/state-object.ts';
import type { CallContext } from '../../../aws/call-context.ts';
import { nameOf, statementsOfPolicy } from '../../policy-statements.ts';
import type { BucketPlace } from '../versions.ts';

/** The names in the allowing statements of a bucket's policy, in any place of a statement. */
export interface PolicyNames {
  /** Numbers of accounts: in principals, conditions and ARNs. */
  readonly accounts: readonly string[];
  /** `o-...`: every account of that organisation. */
  readonly organizations: readonly string[];
  /** Ids of origin access identities, and canonical users, which may be such identities. */
  readonly identities: readonly string[];
  /** ARNs of distributions. */
  readonly distributions: readonly string[];
  /** Other buckets, whose logs may be delivered into this one. */
  readonly buckets: readonly string[];
  /** ARNs of roles and users. */
  readonly principals: readonly string[];
  /**
   * Services but CloudFront, which write here (`logging.s3.amazonaws.com`), VPCs and their endpoints, and
   * everybody who is identified by no account, role or identity: sessions, federated users, this account as
   * a whole, everybody who meets a condition, everybody but the excluded.
   */
  readonly others: readonly string[];
  /** Its statements, to be compared with those in a state. */
  readonly statements: readonly BucketStatement[];
}

const nobody: PolicyNames = {
  accounts: [],
  organizations: [],
  identities: [],
  distributions: [],
  buckets: [],
  principals: [],
  others: [],
  statements: [],
};

/** The names that a bucket's policy allows; empty where it has no policy, or where the bucket is gone. */
export async function readPolicyNames(
  { name, region }: BucketPlace,
  { session, signal }: CallContext,
): Promise<PolicyNames> {
  try {
    const answer = await session.clients
      .s3(region)
      .send(new GetBucketPolicyCommand({ Bucket: name, ExpectedBucketOwner: session.account }), {
        abortSignal: signal,
      });
    return namesIn(answer.Policy ?? '', { bucket: name, account: session.account });
  } catch (error) {
    const { code } = classifyFailure(error);
    if (code === 'NoSuchBucketPolicy' || code === 'NoSuchBucket') return nobody;
    throw error;
  }
}

function namesIn(
  policy: string,
  { bucket, account }: { readonly bucket: string; readonly account: string },
): PolicyNames {
  const statements = statementsOf(policy, bucket);
  const allowed = JSON.stringify(statements.filter(isAllowing));
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
      ...new Set(statements.flatMap((statement) => unnamedIn(statement, account))),
    ],
    statements: statementsIn(policy) ?? [],
  };
}

function isAllowing({ Effect }: Statement): boolean {
  return Effect === 'Allow';
}

type Statement = Readonly<
  Partial<Record<'Effect' | 'Principal' | 'NotPrincipal' | 'Condition', unknown>>
>;

/** Principals of a statement that no list of this account could identify. */
function unnamedIn(statement: Statement, account: string): readonly string[] {
  const { Principal, NotPrincipal, Condition } = statement;
  // A denial for all but some is a way to let only those in; SST's own denials are for everybody.
  if (NotPrincipal !== undefined) return ['all but those that its policy keeps out'];
  if (!isAllowing(statement)) return [];
  const conditions = Object.values(isRecord(Condition) ? Condition : {}).flatMap((each) =>
    Object.keys(isRecord(each) ? each : {}),
  );
  if (Principal === '*') return whoeverMeets(conditions);
  if (!isRecord(Principal)) return ['whoever its policy means'];
  const { AWS = [], Federated = [], Service = [] } = Principal;
  return [
    // Names that the patterns above do not match: of another partition, or of a future form.
    ...[Service]
      .flat()
      .map(nameOf)
      .filter((service) => !/^[\w.-]+\.amazonaws\.com$/.test(service)),
    ...[Federated].flat().map((provider) => `those who sign in by ${nameOf(provider)}`),
    ...[AWS].flat().flatMap((who) => {
      const text = nameOf(who);
      if (text === '*') return whoeverMeets(conditions);
      // Another account is found by its number.
      const whole = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(text)?.[1];
      if (whole !== undefined) return whole === account ? ['this account as a whole'] : [];
      const isNamed = /:iam::(?:\d{12}:(?:role|user)\/|cloudfront:)[^*]+$/.test(text);
      return isNamed ? [] : [text];
    }),
  ];
}

/** A bucket that is open to everybody is SST's own way (`access: "public"`), and proves no use. */
function whoeverMeets(conditions: readonly string[]): readonly string[] {
  return conditions.map((key) => `whoever meets its condition on ${key}`);
}

function statementsOf(policy: string, bucket: string): readonly Statement[] {
  const statements = statementsOfPolicy(policy);
  if (statements === null) throw new UnreadableAnswer(`The policy of ${bucket} cannot be read.`);
  return statements;
}

function distinct(text: string, named: RegExp): readonly string[] {
  return [...new Set(Array.from(text.matchAll(named), ([, found]) => found ?? ''))].sort();
}
