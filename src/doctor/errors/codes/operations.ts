import type { Kind } from '../../../model/kind.ts';
import type { Service } from './table.ts';

/** The kind that each creation or deletion is about, by the SDK's name of the operation. */
export const operationKinds: Readonly<Record<string, Kind>> = {
  'CloudFront:CreateFunction': 'cloudfront-function',
  'CloudFront:UpdateFunction': 'cloudfront-function',
  'CloudFront:DeleteFunction': 'cloudfront-function',
  'CloudFront:CreateKeyValueStore': 'cloudfront-key-value-store',
  'CloudFront:DeleteKeyValueStore': 'cloudfront-key-value-store',
  'CloudFront:CreateOriginAccessControl': 'cloudfront-origin-access-control',
  'CloudFront:GetOriginAccessControl': 'cloudfront-origin-access-control',
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
  'CloudFront:UpdateDistribution': 'cloudfront-distribution',
  'CloudFront:DeleteDistribution': 'cloudfront-distribution',
  'S3:CreateBucket': 's3-bucket',
  'S3:DeleteBucket': 's3-bucket',
  'IAM:CreateRole': 'iam-role',
  'IAM:DeleteRole': 'iam-role',
  'IAM:CreatePolicy': 'other',
  'IAM:DeletePolicy': 'other',
  'Lambda:CreateFunction': 'lambda-function',
  'Lambda:DeleteFunction': 'lambda-edge-function',
  'CloudWatchLogs:CreateLogGroup': 'log-group',
  'CloudWatchLogs:DeleteLogGroup': 'log-group',
  'DynamoDB:CreateTable': 'other',
  'DynamoDB:DeleteTable': 'other',
  'ACM:DeleteCertificate': 'other',
};

/** The code with which a creation or deletion is refused with 409, for outputs that end before it. */
export const conflictCodes: Readonly<Record<string, string>> = {
  'CloudFront:CreateFunction': 'FunctionAlreadyExists',
  'CloudFront:CreateKeyValueStore': 'EntityAlreadyExists',
  'CloudFront:CreateOriginAccessControl': 'OriginAccessControlAlreadyExists',
  'CloudFront:CreateCachePolicy': 'CachePolicyAlreadyExists',
  'CloudFront:CreateOriginRequestPolicy': 'OriginRequestPolicyAlreadyExists',
  'CloudFront:CreateResponseHeadersPolicy': 'ResponseHeadersPolicyAlreadyExists',
  'CloudFront:DeleteFunction': 'FunctionInUse',
  'CloudFront:DeleteKeyValueStore': 'CannotDeleteEntityWhileInUse',
  'CloudFront:DeleteOriginAccessControl': 'OriginAccessControlInUse',
  'CloudFront:DeleteCloudFrontOriginAccessIdentity': 'CloudFrontOriginAccessIdentityInUse',
  'CloudFront:DeleteCachePolicy': 'CachePolicyInUse',
  'CloudFront:DeleteOriginRequestPolicy': 'OriginRequestPolicyInUse',
  'CloudFront:DeleteResponseHeadersPolicy': 'ResponseHeadersPolicyInUse',
  'CloudFront:DeleteDistribution': 'DistributionNotDisabled',
  'S3:DeleteBucket': 'BucketNotEmpty',
  'IAM:DeleteRole': 'DeleteConflict',
  // Here a quota and a second change at a time have 409 too, and are rare.
  'IAM:CreateRole': 'EntityAlreadyExists',
  'IAM:CreatePolicy': 'EntityAlreadyExists',
};

/** SST before 3.0.43 prints `Logs` and others print the package's name (anomalyco/sst#4482). */
const serviceNames: Readonly<Record<string, Service>> = {
  CloudFrontKeyValueStore: 'CloudFrontKeyValueStore',
  CloudFront: 'CloudFront',
  CloudWatchLogs: 'CloudWatchLogs',
  Logs: 'CloudWatchLogs',
  Lambda: 'Lambda',
  AWSLambda: 'Lambda',
  S3: 'S3',
  AmazonS3: 'S3',
  IAM: 'IAM',
  Iam: 'IAM',
  AmazonIdentityManagement: 'IAM',
  SSM: 'SSM',
  Ssm: 'SSM',
  DynamoDB: 'DynamoDB',
  DynamoDb: 'DynamoDB',
  AmazonDynamoDBv2: 'DynamoDB',
  ACM: 'ACM',
  Acm: 'ACM',
  AWSCertificateManager: 'ACM',
};

/** Without white space other words may stand before it: `TableDynamoDB`. */
export function serviceNamed(name: string): Service | null {
  const found = Object.keys(serviceNames)
    .filter((known) => name.endsWith(known))
    .toSorted((a, b) => b.length - a.length)[0];
  return found === undefined ? null : (serviceNames[found] ?? null);
}

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
  'AWS::DynamoDB::Table': ['other', 'ResourceInUseException'],
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
  'sst:aws:OriginAccessControl': 'cloudfront-origin-access-control',
  'sst:aws:OriginAccessIdentity': 'cloudfront-origin-access-identity',
  'aws:s3:Bucket': 's3-bucket',
  'aws:s3:BucketV2': 's3-bucket',
  'aws:iam:Role': 'iam-role',
  'aws:iam:Policy': 'other',
  'aws:lambda:Function': 'lambda-function',
  'aws:cloudwatch:LogGroup': 'log-group',
  'aws:dynamodb:Table': 'other',
};
