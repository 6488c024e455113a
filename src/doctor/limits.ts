import type { DeployError } from '../model/diagnosis.ts';
import type { Kind } from '../model/kind.ts';
import type { Resource } from '../model/resource.ts';
import type { Facts } from './facts.ts';

/** A limit of AWS's, and the resources of the account that count towards it. */
export interface Limit {
  readonly plural: string;
  /** As the error states it, else AWS's first quota; null: not known. */
  readonly allowed: number | null;
  /** Does AWS raise it on request? Null: not known. */
  readonly adjustable: boolean | null;
  /** Kinds of which a gap may hide some. */
  readonly kinds: readonly Kind[];
  /** Null: this version does not list the resources that count. */
  readonly members: readonly Resource[] | null;
  /** For `aws service-quotas`. */
  readonly service: string;
  /** The limit in words, where it is no number of resources. */
  readonly allowedText?: string;
}

type Known = (error: DeployError, facts: Facts) => Limit | null;

/** Distributions that have one of these in their configuration. */
function distributionsWith(relation: string, plural: string, allowed: number | null): Known {
  return (_, facts) => ({
    ...cloudFront,
    plural,
    allowed,
    members: distributions(facts).filter(({ references }) =>
      references.some((reference) => reference.relation === relation),
    ),
  });
}

/** The distributions that share one resource: of the one that most of them share. */
function distributionsOfOne(kind: Kind, what: string, allowed: number): Known {
  return (_, facts) => {
    const users = new Map<string, Resource[]>();
    for (const distribution of distributions(facts)) {
      const named = new Set(distribution.references.map(({ to }) => to));
      for (const target of facts.inventory.resources) {
        if (target.kind !== kind) continue;
        if (![target.key, ...target.identifiers].some((word) => named.has(word))) continue;
        users.set(target.key, [...(users.get(target.key) ?? []), distribution]);
      }
    }
    const most = [...users.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
    return { ...cloudFront, plural: `distributions with one ${what}`, allowed, members: most };
  };
}

const cloudFront = {
  adjustable: true,
  kinds: ['cloudfront-distribution'],
  service: 'cloudfront',
} as const;

function distributions({ inventory }: Facts): readonly Resource[] {
  return inventory.resources.filter(({ kind }) => kind === 'cloudfront-distribution');
}

/** All of a kind. */
function allOf(
  kinds: readonly Kind[],
  rest: Pick<Limit, 'plural' | 'allowed' | 'adjustable' | 'service' | 'allowedText'>,
): Known {
  return (_, { inventory }) => ({
    ...rest,
    kinds,
    members: inventory.resources.filter(({ kind }) => kinds.includes(kind)),
  });
}

/** CloudFront developer guide, "Quotas"; Lambda, IAM, S3 and SSM "endpoints and quotas". */
const byCode: Readonly<Record<string, Known>> = {
  TooManyDistributionsWithLambdaAssociations: distributionsWith(
    'lambda-association',
    'distributions with Lambda@Edge functions',
    // AWS raised it from 25; the error names the one that holds.
    null,
  ),
  TooManyDistributionsWithFunctionAssociations: distributionsWith(
    'function-association',
    'distributions with CloudFront functions',
    null,
  ),
  TooManyDistributionsWithSingleFunctionARN: distributionsOfOne(
    'cloudfront-function',
    'CloudFront function',
    100,
  ),
  TooManyDistributionsAssociatedToCachePolicy: distributionsOfOne(
    'cloudfront-cache-policy',
    'cache policy',
    100,
  ),
  TooManyDistributionsAssociatedToOriginRequestPolicy: distributionsOfOne(
    'cloudfront-origin-request-policy',
    'origin request policy',
    100,
  ),
  TooManyDistributionsAssociatedToResponseHeadersPolicy: distributionsOfOne(
    'cloudfront-response-headers-policy',
    'response headers policy',
    100,
  ),
  TooManyDistributionsAssociatedToOriginAccessControl: distributionsOfOne(
    'cloudfront-origin-access-control',
    'origin access control',
    100,
  ),
  CodeStorageExceededException: allOf(['lambda-function', 'lambda-edge-function'], {
    plural: 'Lambda functions',
    allowed: null,
    adjustable: true,
    service: 'lambda',
    allowedText:
      'AWS keeps 75 GB of code in each region, of all their versions and of layers, unless that was raised',
  }),
  TooManyBuckets: allOf(['s3-bucket'], {
    plural: 'buckets',
    allowed: 10_000,
    adjustable: true,
    service: 's3',
  }),
  LimitExceeded: (error, facts) =>
    /RolesPerAccount/i.test(error.message) || error.kind === 'iam-role'
      ? allOf(['iam-role'], {
          plural: 'IAM roles',
          allowed: 1000,
          adjustable: true,
          service: 'iam',
        })(error, facts)
      : null,
};

/** Null: nothing that is counted here. */
export function limitOf(error: DeployError, facts: Facts): Limit | null {
  const known = byCode[error.code]?.(error, facts) ?? ofKind(error, facts);
  const stated = limitInMessage(error);
  return known && stated !== null ? { ...known, allowed: stated } : known;
}

function ofKind(error: DeployError, { inventory }: Facts): Limit | null {
  const facts = inventory.kinds.find(({ kind }) => kind === error.kind);
  if (!facts?.quota || !isOfAccount(error.code, facts.kind)) return null;
  return {
    plural: facts.quota.plural,
    allowed: facts.quota.limit,
    adjustable: facts.quota.adjustable,
    kinds: [facts.kind],
    members: inventory.resources.filter(({ kind }) => kind === facts.kind),
    service: 'cloudfront',
  };
}

/**
 * `TooManyCachePolicies` counts cache policies of the account. Limits on the members of one distribution, on
 * the users of one resource, or on certificates do not.
 */
function isOfAccount(code: string, kind: Kind): boolean {
  if (!code.startsWith('TooMany')) return true;
  const noun = kind.replace('cloudfront-', '').replaceAll('-', '');
  return new RegExp(`^TooMany(?:CloudFront)?${noun.replace(/y$/, 'ie')}s$`, 'i').test(code);
}

/** `(maximum allowed is 25)`, `RolesPerAccount: 1000`, `for this account (10000)`. */
function limitInMessage({ message }: DeployError): number | null {
  const said =
    /maximum allowed is (\d+)|PerAccount: ?(\d+)|this account \((\d+)\)|limit(?: is| of)? (\d+)/i.exec(
      message,
    );
  const number = said?.slice(1).find((each) => each !== undefined);
  return number === undefined ? null : Number(number);
}
