import { arnOf, isOwn } from './owned.ts';
import type { StateResource } from './checkpoint.ts';
import { textOf } from './state-object.ts';

/** Types that hang on something else, and the members that name it (pulumi-aws): by name, id, URL or ARN. */
const attachments: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^aws:s3\/(?!bucket:|bucketV2:)/, ['bucket']],
  [
    /^aws:iam\/(?:policyAttachment|rolePolicy|rolePolicyAttachment|rolePoliciesExclusive):/,
    ['role', 'roleName', 'roles', 'users', 'groups'],
  ],
  [/^aws:lambda\/(?!function:|codeSigningConfig:|layerVersion)/, ['function', 'functionName']],
  [/^aws:cloudfront\/(?:keyvaluestoreKey|keyvaluestoreKeysExclusive):/, ['keyValueStoreArn']],
  [/^aws:cloudfront\/monitoringSubscription:/, ['distributionId']],
  [/^aws:cloudwatch\/log(?:Stream|SubscriptionFilter|MetricFilter):/, ['logGroup', 'logGroupName']],
  [
    /^aws:apigatewayv2\/(?:stage|route|routeResponse|integrationResponse|authorizer|deployment|model|apiMapping):/,
    ['apiId'],
  ],
  [
    /^aws:apigateway\/(?:deployment|stage|resource|method|methodResponse|methodSettings|integrationResponse|response|authorizer|model|requestValidator|basePathMapping):/,
    ['restApi', 'restApiId'],
  ],
  [/^aws:sns\/topicPolicy:/, ['arn']],
  [/^aws:sqs\/queuePolicy:/, ['queueUrl']],
];

function membersOf({ type }: StateResource): readonly string[] | null {
  return attachments.find(([shape]) => shape.test(type))?.[1] ?? null;
}

/**
 * Removing the policy of a bucket or the trigger of a function hurts whoever owns that one, which may be
 * another stage.
 * @returns Whether all that a resource hangs on is among `ownNames`; null: its type hangs on nothing.
 */
export function hangsOnOwn(resource: StateResource, ownNames: ReadonlySet<string>): boolean | null {
  const members = membersOf(resource);
  if (members === null) return null;
  const named = members.flatMap((member) =>
    textsIn(resource.outputs[member] ?? resource.inputs[member]),
  );
  const isOwnName = (name: string) => ownNames.has(name) || ownNames.has(nameInArn(name));
  return named.length > 0 && named.every(isOwnName);
}

/** By which a state's own resources are named: ids, names, and ARNs. An attachment often has its owner's id. */
export function ownNamesOf(resources: readonly StateResource[]): ReadonlySet<string> {
  const things = resources.filter((each) => isOwn(each) && membersOf(each) === null);
  return new Set(
    things.flatMap((resource) => {
      const arn = arnOf(resource);
      return [resource.id, textOf(resource.outputs['name']), arn].flatMap((name) => name ?? []);
    }),
  );
}

function textsIn(value: unknown): readonly string[] {
  return [value].flat().flatMap((each) => textOf(each) ?? []);
}

/** A function may be named with its version, a role by its path. */
function nameInArn(name: string): string {
  if (!name.startsWith('arn:')) return name;
  return /:function:([^:]+)/.exec(name)?.[1] ?? name.slice(name.lastIndexOf('/') + 1);
}
