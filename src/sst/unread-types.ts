import type { UnreadThing } from '../model/stage.ts';
import { hangsOnOwn, ownNamesOf } from './attachments.ts';
import type { ParsedCheckpoint, StateResource } from './checkpoint.ts';
import { isOwn, isSiteType, ownedResources, typeOfThing } from './owned.ts';

/**
 * Types that do nothing by themselves, or show their use elsewhere: an API by the calls of its functions, a
 * record by its distribution. Whatever is not among them may be in use.
 */
const plumbing: readonly RegExp[] = [
  /^(?:random|tls|docker-build|time|std):/,
  // SST's own providers, by the name in the URN; what others delete by their own code is not known.
  /^pulumi-nodejs:dynamic:Resource\/sst\./,
  /^aws:s3\/(?:bucket|bucketV2):/,
  /^aws:iam\/(?:policy|role):/,
  /^aws:lambda\/(?:function|codeSigningConfig):/,
  /^aws:cloudfront\/(?:distribution|function|keyValueStore|originAccess(?:Control|Identity)|(?:cache|originRequest|responseHeaders)Policy):/,
  /^aws:cloudwatch\/logGroup:/,
  /^aws:apigatewayv2\/api:/,
];

/** These work for the component that made them; made by hand they may be for others. */
const ofComponents =
  /^(?:aws:acm\/|aws:ec2\/securityGroup|aws:route53\/record:|cloudflare:index\/(?:dnsRecord|record):|vercel:index\/dnsRecord:|aws:sns\/topicSubscription:|aws:apigateway(?:v2)?\/(?:domainName|usagePlan|usagePlanKey|apiKey):|aws:s3\/bucketObject(?:v2)?:)/;

/** What a site makes beside its functions, such as its revalidation queue and table, works for its site alone. */
export function unreadThings(checkpoint: ParsedCheckpoint): readonly UnreadThing[] {
  const owned = ownedResources(checkpoint);
  const made = new Set(owned.flatMap(({ urn, component }) => (component ? [urn] : [])));
  const ofSites = new Set(
    owned.flatMap(({ urn, component }) => (component && isSiteType(component.type) ? [urn] : [])),
  );
  const ownNames = ownNamesOf(checkpoint.resources);
  const isQuiet = (resource: StateResource) => {
    const { type, urn } = resource;
    if (ofComponents.test(type) && made.has(urn)) return true;
    return hangsOnOwn(resource, ownNames) ?? (ofSites.has(urn) || isPlumbing(resource));
  };
  return checkpoint.resources.flatMap((resource) => {
    const { type, id } = resource;
    return !isOwn(resource) || id === null || isQuiet(resource) ? [] : [{ type, id }];
  });
}

/** A command may be one that runs at the removal, and an API may lead elsewhere by its body alone. */
function isPlumbing({ type, urn, inputs }: StateResource): boolean {
  if (type.startsWith('command:')) return !inputs['delete'];
  if (type.startsWith('aws:apigateway/restApi:')) return !inputs['body'];
  return plumbing.some((shape) => shape.test(typeOfThing(type, urn)));
}
