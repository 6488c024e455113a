import type { Kind } from '../../model/kind.ts';

/** What an error is about, and so which causes are looked for. */
export type Family =
  | 'name-taken'
  | 'alias-taken'
  | 'quota'
  | 'in-use'
  | 'stale'
  | 'replicated'
  | 'not-disabled'
  | 'locked'
  | 'no-stage'
  | 'no-bootstrap';

interface KnownCode {
  readonly family: Family;
  /** Where the code alone says it. */
  readonly kind: Kind | null;
}

/** AWS's codes (the SDK's models), and ours for what is told in a sentence only. */
export const knownCodes: Readonly<Record<string, KnownCode>> = {
  FunctionAlreadyExists: { family: 'name-taken', kind: 'cloudfront-function' },
  OriginAccessControlAlreadyExists: {
    family: 'name-taken',
    kind: 'cloudfront-origin-access-control',
  },
  CachePolicyAlreadyExists: { family: 'name-taken', kind: 'cloudfront-cache-policy' },
  OriginRequestPolicyAlreadyExists: {
    family: 'name-taken',
    kind: 'cloudfront-origin-request-policy',
  },
  ResponseHeadersPolicyAlreadyExists: {
    family: 'name-taken',
    kind: 'cloudfront-response-headers-policy',
  },
  // Key-value stores, roles and policies share it: the operation tells them apart.
  EntityAlreadyExists: { family: 'name-taken', kind: null },
  ResourceAlreadyExistsException: { family: 'name-taken', kind: 'log-group' },
  ResourceConflictException: { family: 'name-taken', kind: 'lambda-function' },
  BucketAlreadyExists: { family: 'name-taken', kind: 's3-bucket' },
  BucketAlreadyOwnedByYou: { family: 'name-taken', kind: 's3-bucket' },
  CNAMEAlreadyExists: { family: 'alias-taken', kind: 'cloudfront-distribution' },
  TooManyCachePolicies: { family: 'quota', kind: 'cloudfront-cache-policy' },
  TooManyFunctions: { family: 'quota', kind: 'cloudfront-function' },
  TooManyDistributions: { family: 'quota', kind: 'cloudfront-distribution' },
  TooManyOriginAccessControls: { family: 'quota', kind: 'cloudfront-origin-access-control' },
  // What CloudFront says of key-value stores.
  EntityLimitExceeded: { family: 'quota', kind: 'cloudfront-key-value-store' },
  FunctionInUse: { family: 'in-use', kind: 'cloudfront-function' },
  CachePolicyInUse: { family: 'in-use', kind: 'cloudfront-cache-policy' },
  OriginRequestPolicyInUse: { family: 'in-use', kind: 'cloudfront-origin-request-policy' },
  ResponseHeadersPolicyInUse: { family: 'in-use', kind: 'cloudfront-response-headers-policy' },
  CloudFrontOriginAccessIdentityInUse: {
    family: 'in-use',
    kind: 'cloudfront-origin-access-identity',
  },
  OriginAccessControlInUse: { family: 'in-use', kind: 'cloudfront-origin-access-control' },
  CannotDeleteEntityWhileInUse: { family: 'in-use', kind: 'cloudfront-key-value-store' },
  PreconditionFailed: { family: 'stale', kind: null },
  ReplicatedFunction: { family: 'replicated', kind: 'lambda-edge-function' },
  DistributionNotDisabled: { family: 'not-disabled', kind: 'cloudfront-distribution' },
  StageLocked: { family: 'locked', kind: null },
  StageNotFound: { family: 'no-stage', kind: null },
  BootstrapLost: { family: 'no-bootstrap', kind: null },
};

/** What each creation or deletion is about, by the SDK's name of the operation. */
export const operationKinds: Readonly<Record<string, Kind>> = {
  'CloudFront:CreateFunction': 'cloudfront-function',
  'CloudFront:DeleteFunction': 'cloudfront-function',
  'CloudFront:CreateKeyValueStore': 'cloudfront-key-value-store',
  'CloudFront:DeleteKeyValueStore': 'cloudfront-key-value-store',
  'CloudFront:CreateOriginAccessControl': 'cloudfront-origin-access-control',
  'CloudFront:DeleteOriginAccessControl': 'cloudfront-origin-access-control',
  'CloudFront:DeleteCloudFrontOriginAccessIdentity': 'cloudfront-origin-access-identity',
  'CloudFront:CreateCachePolicy': 'cloudfront-cache-policy',
  'CloudFront:DeleteCachePolicy': 'cloudfront-cache-policy',
  'CloudFront:CreateOriginRequestPolicy': 'cloudfront-origin-request-policy',
  'CloudFront:DeleteOriginRequestPolicy': 'cloudfront-origin-request-policy',
  'CloudFront:CreateResponseHeadersPolicy': 'cloudfront-response-headers-policy',
  'CloudFront:DeleteResponseHeadersPolicy': 'cloudfront-response-headers-policy',
  'CloudFront:CreateDistribution': 'cloudfront-distribution',
  'CloudFront:CreateDistributionWithTags': 'cloudfront-distribution',
  'CloudFront:DeleteDistribution': 'cloudfront-distribution',
  'S3:CreateBucket': 's3-bucket',
  'IAM:CreateRole': 'iam-role',
  'IAM:CreatePolicy': 'other',
  'Lambda:CreateFunction': 'lambda-function',
  'Lambda:DeleteFunction': 'lambda-edge-function',
  'CloudWatchLogs:CreateLogGroup': 'log-group',
};

/** The only code with which a creation is refused with 409, for outputs that end before it. */
export const conflictCodes: Readonly<Record<string, string>> = {
  'CloudFront:CreateFunction': 'FunctionAlreadyExists',
  'CloudFront:CreateKeyValueStore': 'EntityAlreadyExists',
  'CloudFront:CreateOriginAccessControl': 'OriginAccessControlAlreadyExists',
  'CloudFront:CreateCachePolicy': 'CachePolicyAlreadyExists',
  'CloudFront:CreateOriginRequestPolicy': 'OriginRequestPolicyAlreadyExists',
  'CloudFront:CreateResponseHeadersPolicy': 'ResponseHeadersPolicyAlreadyExists',
  'IAM:CreateRole': 'EntityAlreadyExists',
  'IAM:CreatePolicy': 'EntityAlreadyExists',
};

/** CloudFormation's resource types, and the code that `HandlerErrorCode: AlreadyExists` stands for. */
export const cloudFormationCodes: Readonly<Record<string, readonly [Kind, string]>> = {
  'AWS::CloudFront::Function': ['cloudfront-function', 'FunctionAlreadyExists'],
  'AWS::CloudFront::KeyValueStore': ['cloudfront-key-value-store', 'EntityAlreadyExists'],
  'AWS::CloudFront::OriginAccessControl': [
    'cloudfront-origin-access-control',
    'OriginAccessControlAlreadyExists',
  ],
  'AWS::CloudFront::CachePolicy': ['cloudfront-cache-policy', 'CachePolicyAlreadyExists'],
  'AWS::CloudFront::OriginRequestPolicy': [
    'cloudfront-origin-request-policy',
    'OriginRequestPolicyAlreadyExists',
  ],
  'AWS::CloudFront::ResponseHeadersPolicy': [
    'cloudfront-response-headers-policy',
    'ResponseHeadersPolicyAlreadyExists',
  ],
  'AWS::CloudFront::Distribution': ['cloudfront-distribution', 'CNAMEAlreadyExists'],
  'AWS::IAM::Role': ['iam-role', 'EntityAlreadyExists'],
  'AWS::Logs::LogGroup': ['log-group', 'ResourceAlreadyExistsException'],
  'AWS::S3::Bucket': ['s3-bucket', 'BucketAlreadyExists'],
  'AWS::Lambda::Function': ['lambda-function', 'ResourceConflictException'],
};

/** Pulumi's types, shortened as its display and SST's do: `aws:cloudfront:Function`. */
export const displayKinds: Readonly<Record<string, Kind>> = {
  'aws:cloudfront:Function': 'cloudfront-function',
  'aws:cloudfront:KeyValueStore': 'cloudfront-key-value-store',
  'aws:cloudfront:CachePolicy': 'cloudfront-cache-policy',
  'aws:cloudfront:OriginRequestPolicy': 'cloudfront-origin-request-policy',
  'aws:cloudfront:ResponseHeadersPolicy': 'cloudfront-response-headers-policy',
  'aws:cloudfront:Distribution': 'cloudfront-distribution',
  'aws:cloudfront:OriginAccessControl': 'cloudfront-origin-access-control',
  'aws:cloudfront:OriginAccessIdentity': 'cloudfront-origin-access-identity',
  'aws:s3:Bucket': 's3-bucket',
  'aws:s3:BucketV2': 's3-bucket',
  'aws:iam:Role': 'iam-role',
  'aws:iam:Policy': 'other',
  'aws:lambda:Function': 'lambda-function',
  'aws:cloudwatch:LogGroup': 'log-group',
};
