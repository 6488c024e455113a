import type { StackResource, UnreadThing } from '../model/stage.ts';
import type { ParsedCheckpoint } from './checkpoint.ts';
import { isOwn, isSiteType, ownedResources } from './owned.ts';

/**
 * Types that do nothing by themselves, or show their use elsewhere: an API by the calls of its functions, a
 * record by its distribution. Whatever is not among them may be in use.
 */
const plumbing: readonly RegExp[] = [
  /^(?:pulumi|pulumi-nodejs|random|tls|command|docker-build|time|std):/,
  /^aws:s3\//,
  /^aws:iam\/(?:policy|policyAttachment|role|rolePolicy|rolePolicyAttachment|rolePoliciesExclusive):/,
  /^aws:lambda\/(?!layerVersion)/,
  /^aws:cloudfront\/(?!keyGroup|publicKey|vpcOrigin|realtimeLogConfig)/,
  /^aws:cloudwatch\/log/,
  /^aws:(?:apigateway|apigatewayv2)\/(?!account|integration|vpcLink)/,
  /^aws:(?:sns\/topicPolicy|sqs\/queuePolicy):/,
];

/** These work for the component that made them; made by hand they may be for others. */
const ofComponents =
  /^(?:aws:acm\/|aws:ec2\/securityGroup|aws:route53\/record:|cloudflare:index\/(?:dnsRecord|record):|vercel:index\/dnsRecord:|aws:sns\/topicSubscription:)/;

/** What a site makes beside its functions, such as its revalidation queue and table, works for its site alone. */
export function unreadThings(checkpoint: ParsedCheckpoint): readonly UnreadThing[] {
  const owned = ownedResources(checkpoint);
  const made = new Set(owned.flatMap(({ urn, component }) => (component ? [urn] : [])));
  const ofSites = new Set(
    owned.flatMap(({ urn, component }) => (component && isSiteType(component.type) ? [urn] : [])),
  );
  return checkpoint.resources.flatMap((resource) => {
    const { type, id, urn } = resource;
    const isQuiet =
      ofSites.has(urn) ||
      plumbing.some((shape) => shape.test(type)) ||
      (made.has(urn) && ofComponents.test(type));
    return !isOwn(resource) || id === null || isQuiet ? [] : [{ type, id }];
  });
}

/** The same for types of CloudFormation, which SST v2 deploys with. */
const plumbingOfStacks: readonly RegExp[] = [
  /^(?:Custom::|AWS::CDK::|AWS::CloudFormation::)/,
  /^AWS::(?:ApiGateway|ApiGatewayV2|CertificateManager|CloudFront|CloudWatch|Events|IAM|Lambda|Logs|Route53|S3|Scheduler|SSM)::/,
  /^AWS::EC2::SecurityGroup/,
  /^AWS::(?:SNS::Subscription|SNS::TopicPolicy|SQS::QueuePolicy)$/,
];

/** A Next.js site's queue and table work for its site alone (SST v2, `NextjsSite.ts`). */
const ofSitesInStacks = /Revalidation(?:Queue|Table)/i;

/** Resources of a stack whose use nothing tells. */
export function unreadInStack(resources: readonly StackResource[]): readonly UnreadThing[] {
  return resources.flatMap(({ type, logicalId, physicalId: id, status }) => {
    const isQuiet =
      ofSitesInStacks.test(logicalId) || plumbingOfStacks.some((shape) => shape.test(type));
    return id === null || isQuiet || status === 'DELETE_COMPLETE' ? [] : [{ type, id }];
  });
}
