import type { UnreadThing } from '../model/stage.ts';
import { hangsOnOwn, ownersOf } from './attachments.ts';
import type { ParsedCheckpoint, StateResource } from './checkpoint.ts';
import { isOwn, isSiteType, ownedResources, typeOfThing } from './owned.ts';
import { textOf } from './state-object.ts';

/**
 * Types that do nothing by themselves, or show their use elsewhere: an API by the calls of its functions, a
 * record by its distribution. Whatever is not among them may be in use.
 */
const plumbing: readonly RegExp[] = [
  /^(?:random|tls|docker-build|time|std):/,
  // SST's own providers that delete nothing, or what they made for their distribution, by the name in the URN
  // (SST pkg/server/resource); what others delete by their own code is not known. Keys in another's store are
  // routes, which are looked at by themselves.
  /^pulumi-nodejs:dynamic:Resource\/sst\.(?:Run|cloudflare\.ZoneLookup)$/,
  /^pulumi-nodejs:dynamic:Resource\/sst\.aws\.(?:DistributionDeploymentWaiter|DistributionInvalidation|HostedZoneLookup|KvKeys|KvRoutesUpdate|RdsRoleLookup|FunctionCodeUpdater|FunctionEnvironmentUpdate|OriginAccessControl|OriginAccessIdentity)$/,
  /^aws:s3\/(?:bucket|bucketV2):/,
  /^aws:iam\/(?:policy|role):/,
  /^aws:lambda\/(?:function|codeSigningConfig):/,
  /^aws:cloudfront\/(?:distribution|function|keyValueStore|originAccess(?:Control|Identity)|(?:cache|originRequest|responseHeaders)Policy):/,
  /^aws:cloudwatch\/logGroup:/,
];

/** These work for the component that made them; made by hand they may be for others. */
const ofComponents =
  /^(?:aws:acm\/|aws:ec2\/securityGroup|aws:route53\/record:|cloudflare:index\/(?:dnsRecord|record):|vercel:index\/dnsRecord:|aws:sns\/topicSubscription:|aws:apigateway(?:v2)?\/(?:domainName|usagePlan|usagePlanKey|apiKey):|pulumi-nodejs:dynamic:Resource\/sst\.(?:cloudflare|vercel)\.DnsRecord$)/;

/** What a site makes beside its functions, such as its revalidation queue and table, works for its site alone. */
export function unreadThings(checkpoint: ParsedCheckpoint): readonly UnreadThing[] {
  const owned = ownedResources(checkpoint);
  const made = new Set(owned.flatMap(({ urn, component }) => (component ? [urn] : [])));
  const ofSites = new Set(
    owned.flatMap(({ urn, component }) => (component && isSiteType(component.type) ? [urn] : [])),
  );
  const owners = ownersOf(checkpoint.resources);
  const isQuiet = (resource: StateResource) => {
    const { type, urn } = resource;
    if (runsAtRemoval(resource)) return false;
    const isOfComponent =
      ofComponents.test(typeOfThing(type, urn)) && made.has(urn) && isForHosts(resource);
    return (
      hangsOnOwn(resource, owners) ?? (isOfComponent || ofSites.has(urn) || isPlumbing(resource))
    );
  };
  return checkpoint.resources.flatMap((resource) => {
    const { type, id } = resource;
    return !isOwn(resource) || id === null || isQuiet(resource)
      ? []
      : [{ type, id, ofBucket: filledBucket(resource) }];
  });
}

/** The bucket whose files `BucketFiles` deletes, one by one. */
function filledBucket({ type, urn, inputs, outputs }: StateResource): string | null {
  const isFiles = typeOfThing(type, urn).endsWith('/sst.aws.BucketFiles');
  return isFiles ? (textOf(outputs['bucketName']) ?? textOf(inputs['bucketName'])) : null;
}

/** What a removal starts: a command's `delete`, a function that is invoked at the end as at the beginning. */
function runsAtRemoval({ type, inputs, outputs }: StateResource): boolean {
  if (type.startsWith('command:')) return Boolean(inputs['delete']);
  const scope = inputs['lifecycleScope'] ?? outputs['lifecycleScope'];
  return type.startsWith('aws:lambda/invocation:') && scope === 'CRUD';
}

/** SST's components make records for hosts and certificates; one for mail has them as its parent at most. */
function isForHosts({ type: kind, urn, inputs, outputs }: StateResource): boolean {
  if (!/record(?::|$)/i.test(typeOfThing(kind, urn))) return true;
  const type = inputs['type'] ?? outputs['type'] ?? 'A';
  return typeof type === 'string' && /^(?:A|AAAA|CNAME|HTTPS|CAA)$/.test(type);
}

/** An API may lead elsewhere by its body or target alone. */
function isPlumbing({ type, urn, inputs }: StateResource): boolean {
  if (type.startsWith('command:')) return true;
  if (type.startsWith('aws:apigateway/restApi:')) return !inputs['body'];
  if (type.startsWith('aws:apigatewayv2/api:')) return !inputs['body'] && !inputs['target'];
  return plumbing.some((shape) => shape.test(typeOfThing(type, urn)));
}
