import type { DistributionData } from 'simulated-aws';
import type { Entry } from './checkpoint.ts';

type Behavior = NonNullable<DistributionData['behaviors']>[number];

/** The same entries, with all that a state says of that distribution, as it is now. */
export function recorded(
  entries: readonly Entry[],
  distribution: DistributionData,
  account = '123456789012',
): readonly Entry[] {
  const outputs = distributionOutputs(distribution, account);
  return entries.map((entry) => (entry.id === distribution.id ? { ...entry, outputs } : entry));
}

/** As pulumi-aws writes them, as far as this tool reads them. */
function distributionOutputs(
  distribution: DistributionData,
  account: string,
): Readonly<Record<string, unknown>> {
  const { id, comment, enabled = true, aliases = [], origins = [], behaviors = [] } = distribution;
  const target = origins[0]?.id ?? origins[0]?.domainName ?? 'default';
  const [first = {}, ...others] = behaviors.map((behavior) => behaviorOutputs(behavior, target));
  return {
    arn: `arn:aws:cloudfront::${account}:distribution/${id}`,
    aliases,
    comment: comment ?? '',
    enabled,
    webAclId: '',
    defaultRootObject: '',
    customErrorResponses: [],
    restrictions: { geoRestriction: { restrictionType: 'none', locations: [] } },
    loggingConfig: null,
    continuousDeploymentPolicyId: '',
    priceClass: distribution.config?.['PriceClass'] ?? 'PriceClass_All',
    httpVersion: 'http2',
    isIpv6Enabled: true,
    tagsAll: distribution.tags ?? {},
    origins: origins.map((origin) => ({
      originId: origin.id ?? origin.domainName,
      domainName: origin.domainName,
      originPath: origin.path ?? '',
      originAccessControlId: origin.originAccessControlId ?? '',
      customHeaders: [],
      customOriginConfig: isS3Host(origin.domainName)
        ? null
        : { httpPort: 80, httpsPort: 443, originProtocolPolicy: 'https-only' },
      s3OriginConfig:
        origin.originAccessIdentity === undefined
          ? null
          : {
              originAccessIdentity: `origin-access-identity/cloudfront/${origin.originAccessIdentity}`,
            },
    })),
    originGroups: [],
    defaultCacheBehavior: first,
    orderedCacheBehaviors: others,
    viewerCertificate: { cloudfrontDefaultCertificate: true },
  };
}

function behaviorOutputs(behavior: Behavior, target: string): Readonly<Record<string, unknown>> {
  return {
    ...(behavior.path !== undefined && { pathPattern: behavior.path }),
    targetOriginId: behavior.originId ?? target,
    cachePolicyId: behavior.cachePolicyId ?? '',
    originRequestPolicyId: behavior.originRequestPolicyId ?? '',
    responseHeadersPolicyId: behavior.responseHeadersPolicyId ?? '',
    functionAssociations: (behavior.functions ?? []).map(({ event, arn }) => ({
      eventType: event,
      functionArn: arn,
    })),
    allowedMethods: ['GET', 'HEAD'],
    viewerProtocolPolicy: 'redirect-to-https',
    trustedKeyGroups: [],
    trustedSigners: [],
    lambdaFunctionAssociations: (behavior.lambdas ?? []).map(({ event, arn }) => ({
      eventType: event,
      lambdaArn: arn,
      includeBody: false,
    })),
  };
}

function isS3Host(host: string): boolean {
  return /(^|\.)s3[.-].*amazonaws\.com/.test(host) && !host.includes('s3-website');
}
