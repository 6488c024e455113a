import { isAssetBucket } from './bootstrap.ts';
import type { StateResource } from './checkpoint.ts';
import { arnOf, isOwn, placeOf, typeOfThing } from './owned.ts';
import { textOf } from './state-object.ts';

const bucket = /^aws:s3\/(?:bucket|bucketV2):/;
const role = /^aws:iam\/role:/;
const user = /^aws:iam\/user:/;
const group = /^aws:iam\/group:/;
const lambda = /^aws:lambda\/function:/;
const logGroup = /^aws:cloudwatch\/logGroup:/;
const store = /^aws:cloudfront\/keyValueStore:/;
const distribution = /^aws:cloudfront\/distribution:/;
const httpApi = /^aws:apigatewayv2\/api:/;
const restApi = /^aws:apigateway\/restApi:/;
const lent = /^aws:(?:apigateway(?:v2)?\/(?:api|restApi|domainName)|iam\/policy):/;

/** Types that hang on what is lent, and the members that name it. */
const borrowers: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^aws:apigateway(?:v2)?\//, ['apiId', 'restApi', 'restApiId', 'domainName']],
  [/^aws:iam\/(?:policyAttachment|(?:role|user|group)PolicyAttachment):/, ['policyArn']],
  [/^aws:iam\/role:/, ['managedPolicyArns']],
];

/**
 * Types that hang on something else; the members that name it, by name, id, URL or ARN; and its type
 * (pulumi-aws; SST platform/src/components/aws/providers).
 */
const attachments: readonly (readonly [RegExp, Readonly<Record<string, RegExp>>])[] = [
  [/^aws:s3\/(?!bucket:|bucketV2:)/, { bucket }],
  [/^pulumi-nodejs:dynamic:Resource\/sst\.aws\.BucketFiles$/, { bucketName: bucket }],
  [
    /^aws:iam\/(?:policyAttachment|rolePolicy|rolePolicyAttachment|rolePoliciesExclusive):/,
    { role, roleName: role, roles: role, users: user, groups: group },
  ],
  [
    /^aws:lambda\/(?!function:|codeSigningConfig:|layerVersion)/,
    { function: lambda, functionName: lambda },
  ],
  [
    /^aws:cloudfront\/(?:keyvaluestoreKey|keyvaluestoreKeysExclusive):/,
    { keyValueStoreArn: store },
  ],
  [/^aws:cloudfront\/monitoringSubscription:/, { distributionId: distribution }],
  [
    /^aws:cloudwatch\/log(?:Stream|SubscriptionFilter|MetricFilter):/,
    { logGroup, logGroupName: logGroup },
  ],
  [
    /^aws:apigatewayv2\/(?:stage|route|routeResponse|integrationResponse|authorizer|deployment|model|apiMapping):/,
    { apiId: httpApi },
  ],
  [/^aws:apigatewayv2\/integration:/, { apiId: httpApi, integrationUri: lambda }],
  [/^aws:apigateway\/integration:/, { restApi, uri: lambda }],
  [
    /^aws:apigateway\/(?:deployment|stage|resource|method|methodResponse|methodSettings|integrationResponse|response|authorizer|model|requestValidator|basePathMapping):/,
    { restApi, restApiId: restApi },
  ],
  [/^aws:sns\/topicPolicy:/, { arn: /^aws:sns\/topic:/ }],
  [/^aws:sqs\/queuePolicy:/, { queueUrl: /^aws:sqs\/queue:/ }],
];

function membersOf({ type, urn }: StateResource): readonly (readonly [string, RegExp])[] | null {
  const members = attachments.find(([shape]) => shape.test(typeOfThing(type, urn)))?.[1];
  return members === undefined ? null : Object.entries(members);
}

type Place = ReturnType<typeof placeOf>;

/** A state's own resource that others may hang on: ids, names and ARN, and where it is. */
interface Owner {
  readonly type: string;
  readonly names: ReadonlySet<string>;
  readonly place: Place;
}

export interface Owners {
  readonly all: readonly Owner[];
  readonly byUrn: ReadonlyMap<string, StateResource>;
}

/**
 * Removing the policy of a bucket or the trigger of a function hurts whoever owns that one, which may be
 * another stage: one of the same name and another type, region or account is another one.
 * @returns Whether all that a resource hangs on is among `owners`; null: its type hangs on nothing.
 */
export function hangsOnOwn(resource: StateResource, { all, byUrn }: Owners): boolean | null {
  const members = membersOf(resource);
  if (members === null) return null;
  const named = members.flatMap(([member, type]) =>
    namedBy(resource, member).map((name) => ({ name: functionOf(name), type })),
  );
  return (
    named.length > 0 &&
    !leadsElsewhere(resource) &&
    named.every(({ name, type }) => {
      // SST puts the code of functions into the bucket that the bootstrap names, under a name by its hash.
      if (type === bucket && isAssetBucket(name)) return isCode(resource);
      const place = placeNamed(name) ?? placeIn(resource, null, byUrn);
      return all.some(
        (owner) =>
          type.test(owner.type) &&
          (owner.names.has(name) || owner.names.has(nameInArn(name))) &&
          (isGlobal(owner) || isSame(place.region, owner.place.region)) &&
          isSame(place.account, owner.place.account),
      );
    })
  );
}

/** An integration without a URI leads to a queue or another service, which its settings name. */
function leadsElsewhere(resource: StateResource): boolean {
  return (
    resource.type.startsWith('aws:apigatewayv2/integration:') &&
    namedBy(resource, 'integrationUri').length === 0
  );
}

/** API Gateway's word for a function's invocations holds the function's ARN. */
function functionOf(name: string): string {
  return /\/functions\/(arn:[^/]+)\/invocations$/.exec(name)?.[1] ?? name;
}

/**
 * Names, ids and ARNs of what stages lend each other though nothing reads its use: APIs and domains of API
 * Gateway, and policies of IAM. A state's own, and those on which things of it hang: a stage answers by
 * another one's API though that one's functions are never called.
 */
export function lendingOf(resources: readonly StateResource[]): {
  readonly own: readonly string[];
  readonly named: readonly string[];
} {
  const own = ownersOf(resources.filter(({ type }) => lent.test(type))).all.flatMap(({ names }) => [
    ...names,
  ]);
  const named = resources
    .filter((each) => isOwn(each) && !lent.test(each.type))
    .flatMap((each) =>
      borrowers
        .filter(([type]) => type.test(each.type))
        .flatMap(([, members]) => members.flatMap((member) => namedBy(each, member))),
    );
  const isOfAws = (name: string) => /^arn:[^:]+:iam::aws:/.test(name);
  return {
    own: [...new Set(own)].sort(),
    named: [...new Set(named)].filter((name) => !isOfAws(name)).sort(),
  };
}

function namedBy({ inputs, outputs }: StateResource, member: string): readonly string[] {
  return textsIn(outputs[member] ?? inputs[member]);
}

function isCode({ type, parent }: StateResource): boolean {
  return type.startsWith('aws:s3/bucketObject') && parent?.includes('sst:aws:') === true;
}

export function ownersOf(resources: readonly StateResource[]): Owners {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const all = resources.filter(isOwn).map((resource) => {
    const arn = arnOf(resource);
    const names = [resource.id, textOf(resource.outputs['name']), arn];
    return {
      type: resource.type,
      names: new Set(names.flatMap((name) => name ?? [])),
      place: placeIn(resource, arn, byUrn),
    };
  });
  return { all, byUrn };
}

/** The `region` of a resource goes before that of its provider (pulumi-aws 7). */
function placeIn(resource: StateResource, arn: string | null, byUrn: Owners['byUrn']): Place {
  const { region, account } = placeOf(resource, arn, byUrn);
  return { account, region: arn?.split(':')[3] || textOf(resource.outputs['region']) || region };
}

function placeNamed(name: string): Place | null {
  if (!name.startsWith('arn:')) return null;
  const [, , , region, account] = name.split(':');
  return { region: region || null, account: account || null };
}

/** Names of buckets are one's alone; roles and distributions are of no region, whatever made them. */
function isGlobal({ type }: Owner): boolean {
  return /^aws:(?:s3|iam|cloudfront)\//.test(type);
}

/** What is not said is not another one. */
function isSame(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}

function textsIn(value: unknown): readonly string[] {
  return [value].flat().flatMap((each) => textOf(each) ?? []);
}

/** A function may be named with its version, a role by its path. */
function nameInArn(name: string): string {
  if (!name.startsWith('arn:')) return name;
  return /:(?:function|log-group):([^:]+)/.exec(name)?.[1] ?? name.slice(name.lastIndexOf('/') + 1);
}
