import type { Statement } from '../../scan/permissions.ts';
import { looseNames, policyNames, uncutRules } from '../../sst/policy-names.ts';
import { namesIn, type PolicyScope, tagCondition } from './scope.ts';

type Reach = Pick<Statement, 'Resource' | 'NotResource' | 'Condition'>;

/** Resources on which IAM checks a write, as its service authorization reference has them. */
export const writtenTypes = [
  'distributions',
  'cloudFrontFunctions',
  'cloudFrontSettings',
  'cloudFrontTags',
  'newInCloudFront',
  'roles',
  'passedRoles',
  'serviceRoles',
  'functions',
  'eventSources',
  'logGroups',
  'buckets',
] as const;

export type WrittenType = (typeof writtenTypes)[number];

/**
 * Types for whose writes IAM knows `aws:ResourceTag`, and which SST tags. (CloudFront functions and stores
 * have no tags of SST's, and buckets show theirs to IAM only where somebody switched that on.)
 */
const taggedTypes: ReadonlySet<WrittenType> = new Set([
  'distributions',
  'roles',
  'functions',
  'eventSources',
  'logGroups',
]);

/** Actions that IAM checks on something else than the rest of their service. */
const unlikeTheirService: Readonly<Record<string, WrittenType>> = {
  'cloudfront:DeleteDistribution': 'distributions',
  'cloudfront:TagResource': 'distributions',
  'cloudfront:UpdateDistribution': 'distributions',
  'cloudfront:DeleteFunction': 'cloudFrontFunctions',
  'cloudfront:GetFunction': 'cloudFrontFunctions',
  'cloudfront:PublishFunction': 'cloudFrontFunctions',
  'cloudfront:UpdateFunction': 'cloudFrontFunctions',
  'iam:CreateServiceLinkedRole': 'serviceRoles',
  'iam:PassRole': 'passedRoles',
  'lambda:DeleteEventSourceMapping': 'eventSources',
};

const ofServices: Readonly<Record<string, WrittenType>> = {
  cloudfront: 'cloudFrontSettings',
  iam: 'roles',
  lambda: 'functions',
  logs: 'logGroups',
  s3: 'buckets',
};

/** Throws for a service that no kind had before: its resources must be known first. */
export function sweptTypeOf(action: string): WrittenType {
  const [service = ''] = action.split(':');
  const type = unlikeTheirService[action] ?? ofServices[service];
  if (type === undefined) throw new Error(`no resources are known for ${action}`);
  return type;
}

/** What is made anew has no ARN and no tags before it is there. */
export function restoredTypeOf(action: string): WrittenType {
  if (action.startsWith('cloudfront:Create')) return 'newInCloudFront';
  return /^cloudfront:(?:Unt|T)agResource$/.test(action) ? 'cloudFrontTags' : sweptTypeOf(action);
}

/** The resources of a type in this scope; null: only their tags show whose they are. */
export function reachByName(type: WrittenType, scope: PolicyScope): Reach | null {
  // Ids of distributions say nothing.
  return type === 'distributions' && scope.pairs.length > 0 ? null : reachOf(type, scope);
}

/** Resources of these types that have SST's tags; null: no type of them has any, or nothing is narrowed. */
export function reachByTags(types: readonly WrittenType[], scope: PolicyScope): TagReach | null {
  const tags = tagCondition(scope);
  const tagged = types.filter((type) => taggedTypes.has(type));
  if (tags === null || tagged.length === 0) return null;
  const all = { account: scope.account, pairs: [] };
  const resources = tagged.flatMap((type) => reachOf(type, all).Resource ?? []);
  return { types: tagged, reach: { Resource: resources, Condition: tags } };
}

interface TagReach {
  readonly types: readonly WrittenType[];
  readonly reach: Reach;
}

const settings = [
  'cache-policy',
  'key-value-store',
  'origin-access-control',
  'origin-access-identity',
  'origin-request-policy',
  'response-headers-policy',
];

/** Restored with the tags that they had. */
const taggedLate = ['distribution', 'function', 'key-value-store'];

/** What Lambda@Edge makes for itself when a distribution names a function for the first time. */
const serviceRoles = ['logger.cloudfront.amazonaws.com', 'replicator.lambda.amazonaws.com'];

function reachOf(written: WrittenType, scope: PolicyScope): Reach {
  const account = scope.account ?? '*';
  const cloudFront = `arn:aws:cloudfront::${account}`;
  const iam = `arn:aws:iam::${account}`;
  const lambda = `arn:aws:lambda:*:${account}`;
  switch (written) {
    case 'distributions':
      return { Resource: [`${cloudFront}:distribution/*`] };
    case 'cloudFrontFunctions':
      return { Resource: named(`${cloudFront}:function/`, namesIn(scope, 'cloudfront-function')) };
    case 'cloudFrontSettings':
      return { Resource: settings.map((each) => `${cloudFront}:${each}/*`) };
    case 'cloudFrontTags':
      return { Resource: taggedLate.map((each) => `${cloudFront}:${each}/*`) };
    case 'newInCloudFront':
      return { Resource: '*' };
    case 'roles':
      return { Resource: named(`${iam}:role/`, namesIn(scope, 'iam-role')) };
    case 'passedRoles':
      return {
        Resource: named(`${iam}:role/`, passedNames(scope)),
        Condition: { StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com'] } },
      };
    case 'serviceRoles':
      return { Resource: serviceRoles.map((each) => `${iam}:role/aws-service-role/${each}/*`) };
    case 'functions':
      return { Resource: named(`${lambda}:function:`, namesIn(scope, 'lambda-function')) };
    case 'eventSources':
      return eventSources(lambda, scope);
    case 'logGroups':
      return { Resource: logGroups(`arn:aws:logs:*:${account}:log-group:`, scope) };
    case 'buckets':
      return buckets(scope);
  }
  written satisfies never;
}

function named(prefix: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${prefix}${name}`);
}

/** Whoever may make the function is narrowed more; and a policy has few characters. */
function passedNames({ pairs }: PolicyScope): readonly string[] {
  return pairs.length === 0 ? ['*'] : [...new Set(pairs.flatMap(looseNames))];
}

function eventSources(lambda: string, scope: PolicyScope): Reach {
  const Resource = [`${lambda}:event-source-mapping:*`];
  if (scope.pairs.length === 0) return { Resource };
  const functions = named(`${lambda}:function:`, uncutNames(scope));
  return { Resource, Condition: { ArnLike: { 'lambda:FunctionArn': functions } } };
}

/** Groups of functions, of their replicas (`us-east-1.NAME`) and of state machines. */
function logGroups(prefix: string, scope: PolicyScope): readonly string[] {
  if (scope.pairs.length === 0) return [`${prefix}*`];
  return [
    ...named(`${prefix}/aws/lambda/`, namesIn(scope, 'log-group')),
    ...['/aws/lambda/us-east-1.', '/aws/states/'].flatMap((folder) =>
      named(`${prefix}${folder}`, uncutNames(scope)),
    ),
  ];
}

/** A policy has few characters, and few of these names are cut. */
function uncutNames({ pairs }: PolicyScope): readonly string[] {
  return [...new Set(pairs.flatMap((pair) => policyNames(pair, uncutRules)))];
}

/** By prefix of the names that S3 gives no other: states and assets of all stages. */
export const bootstrapBuckets: readonly string[] = [
  'arn:aws:s3:::sst-state-*',
  'arn:aws:s3:::sst-asset-*',
];

/** A star of IAM's takes slashes too, so a bucket's pattern has its objects. */
function buckets(scope: PolicyScope): Reach {
  return scope.pairs.length === 0
    ? { NotResource: bootstrapBuckets.flatMap((bucket) => [bucket, `${bucket}/*`]) }
    : { Resource: named('arn:aws:s3:::', namesIn(scope, 's3-bucket')) };
}
