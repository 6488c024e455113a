import type { Kind } from '../../src/model/kind.ts';
import type { AccountData, CloudFrontData } from 'simulated-aws';
import { account } from './signed-in.ts';

/** What the contract tests need to know of a kind: some of it in an account. */
export interface Scene {
  /** An account with so many of the kind, of which nothing is in use. */
  some(count: number): Partial<AccountData>;
  /** More than a page of the kind's list. */
  readonly pages: number;
  /** The list as the simulator calls it: `CloudFront.ListFunctions`. */
  readonly list: string;
  /** Absent: AWS never refuses it for being in use. */
  readonly used?: { account(): Partial<AccountData>; readonly id: string };
  /** The deletion, where AWS takes an ETag with it. */
  readonly deletionWithEtag?: string;
  /** AWS answers a second deletion like the first. */
  readonly goesTwice?: true;
}

function numbered<Made>(count: number, make: (index: number) => Made): Made[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const pageOfCloudFront = 230;

function settings(
  member: keyof CloudFrontData,
  make: (index: number) => object,
  more: {
    readonly list: string;
    readonly deletion: string;
    readonly user: object;
  },
): Scene {
  const some = (count: number): Partial<AccountData> => ({
    cloudfront: { [member]: numbered(count, make) },
  });
  const user = { id: 'EUSER1', enabled: false, origins: [{ domainName: 'x.example' }] };
  return {
    some,
    pages: pageOfCloudFront,
    list: `CloudFront.${more.list}`,
    deletionWithEtag: `CloudFront.${more.deletion}`,
    used: {
      id: 'id-0',
      account: () => ({
        cloudfront: { ...some(1).cloudfront, distributions: [{ ...user, ...more.user }] },
      }),
    },
  };
}

const named = (index: number) => ({ id: `id-${index}`, name: `name-${index}`, modifiedAt: '-9d' });

const lambdas = (count: number): Partial<AccountData> => ({
  lambda: {
    functions: numbered(count, (index) => ({
      name: `fn-${index}`,
      region: 'us-east-1',
      modifiedAt: '-9d',
      versions: [{ version: '1' }],
    })),
  },
});

export const scenes: Readonly<Partial<Record<Kind, Scene>>> = {
  'cloudfront-distribution': {
    some: (count) => ({
      cloudfront: {
        distributions: numbered(count, (index) => ({
          id: `EDIST${index}`,
          modifiedAt: '-9d',
          origins: [{ domainName: 'x.example' }],
        })),
      },
    }),
    pages: pageOfCloudFront,
    list: 'CloudFront.ListDistributions',
    deletionWithEtag: 'CloudFront.DeleteDistribution',
  },
  'cloudfront-function': settings('functions', (index) => ({ name: `id-${index}` }), {
    list: 'ListFunctions',
    deletion: 'DeleteFunction',
    user: {
      behaviors: [
        {
          functions: [
            { event: 'viewer-request', arn: `arn:aws:cloudfront::${account}:function/id-0` },
          ],
        },
      ],
    },
  }),
  'lambda-edge-function': { some: lambdas, pages: 130, list: 'Lambda.ListFunctions' },
  'lambda-function': { some: lambdas, pages: 130, list: 'Lambda.ListFunctions' },
  'log-group': {
    some: (count) => ({
      logs: {
        groups: numbered(count, (index) => ({
          name: `/aws/lambda/fn-${index}`,
          region: 'us-east-1',
          createdAt: '-9d',
          retentionDays: 30,
          tags: { 'sst:app': 'acme' },
        })),
      },
    }),
    pages: 130,
    list: 'CloudWatchLogs.DescribeLogGroups',
  },
  'iam-role': {
    some: (count) => ({
      iam: {
        roles: numbered(count, (index) => ({
          name: `role-${index}`,
          createdAt: '-9d',
          trusts: ['lambda.amazonaws.com'],
          attachedPolicies: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
          inlinePolicies: { inline: { Version: '2012-10-17', Statement: [] } },
          tags: { 'sst:app': 'acme' },
        })),
      },
    }),
    pages: 2300,
    list: 'IAM.ListRoles',
  },
  'lambda-edge-version': {
    some: lambdas,
    pages: 130,
    list: 'Lambda.ListFunctions',
    goesTwice: true,
  },
  's3-bucket': {
    some: (count) => ({
      s3: {
        buckets: numbered(count, (index) => ({
          name: `bucket-${index}`,
          region: 'eu-west-1',
          createdAt: '-9d',
        })),
      },
    }),
    pages: 2300,
    list: 'S3.ListBuckets',
  },
  'cloudfront-key-value-store': {
    some: (count) => ({
      cloudfront: {
        keyValueStores: numbered(count, (index) => ({
          name: `store-${index}`,
          id: `id-${index}`,
          modifiedAt: '-9d',
        })),
      },
    }),
    pages: pageOfCloudFront,
    list: 'CloudFront.ListKeyValueStores',
    deletionWithEtag: 'CloudFront.DeleteKeyValueStore',
  },
  'cloudfront-origin-access-control': settings('originAccessControls', controlOf, {
    list: 'ListOriginAccessControls',
    deletion: 'DeleteOriginAccessControl',
    user: { origins: [{ domainName: 'a.s3.amazonaws.com', originAccessControlId: 'id-0' }] },
  }),
  'cloudfront-origin-access-identity': settings(
    'originAccessIdentities',
    (index) => ({ id: `id-${index}`, comment: 'Created by SST' }),
    {
      list: 'ListCloudFrontOriginAccessIdentities',
      deletion: 'DeleteCloudFrontOriginAccessIdentity',
      user: { origins: [{ domainName: 'a.s3.amazonaws.com', originAccessIdentity: 'id-0' }] },
    },
  ),
  'cloudfront-cache-policy': settings('cachePolicies', named, {
    list: 'ListCachePolicies',
    deletion: 'DeleteCachePolicy',
    user: { behaviors: [{}, { path: '/api/*', cachePolicyId: 'id-0' }] },
  }),
  'cloudfront-origin-request-policy': settings('originRequestPolicies', named, {
    list: 'ListOriginRequestPolicies',
    deletion: 'DeleteOriginRequestPolicy',
    user: { behaviors: [{ originRequestPolicyId: 'id-0' }] },
  }),
  'cloudfront-response-headers-policy': settings('responseHeadersPolicies', named, {
    list: 'ListResponseHeadersPolicies',
    deletion: 'DeleteResponseHeadersPolicy',
    user: { behaviors: [{ responseHeadersPolicyId: 'id-0' }] },
  }),
};

function controlOf(index: number): object {
  return { id: `id-${index}`, name: `name-${index}`, description: 'Created by SST' };
}
