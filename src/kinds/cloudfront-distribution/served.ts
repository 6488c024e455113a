import type {
  CacheBehavior,
  DefaultCacheBehavior,
  DistributionConfig,
  Origin,
} from '@aws-sdk/client-cloudfront';

import { type ServedBehavior, servedHash, type ServedOrigin } from '../../model/served.ts';

/** Hash of the members of a full configuration that decide about viewers' answers, enabled or not. */
export function servedByConfiguration(config: DistributionConfig): string {
  const { ViewerCertificate: certificate, Restrictions, Logging: log } = config;
  const geo = Restrictions?.GeoRestriction;
  return servedHash({
    comment: config.Comment ?? '',
    aliases: config.Aliases?.Items ?? [],
    certificate: certificate?.ACMCertificateArn ?? certificate?.IAMCertificateId ?? '',
    webAcl: config.WebACLId ?? '',
    rootObject: config.DefaultRootObject ?? '',
    errorPages: (config.CustomErrorResponses?.Items ?? []).map((page) =>
      [page.ErrorCode ?? '', page.ResponseCode ?? '', page.ResponsePagePath ?? ''].join(' '),
    ),
    restriction: [geo?.RestrictionType ?? 'none', ...(geo?.Items ?? []).toSorted()],
    log: log?.Bucket ? [log.Bucket, log.Prefix ?? ''] : [],
    continuousDeployment: config.ContinuousDeploymentPolicyId ?? '',
    reach: [
      config.PriceClass ?? '',
      config.HttpVersion ?? '',
      String(config.IsIPV6Enabled === true),
    ],
    origins: (config.Origins?.Items ?? []).map(originOf),
    groups: (config.OriginGroups?.Items ?? []).map((group) => ({
      id: group.Id ?? '',
      members: (group.Members?.Items ?? []).map((member) => member.OriginId ?? ''),
    })),
    behaviors: [
      ...(config.DefaultCacheBehavior ? [behaviorOf(config.DefaultCacheBehavior, '')] : []),
      ...(config.CacheBehaviors?.Items ?? []).map((each) =>
        behaviorOf(each, each.PathPattern ?? ''),
      ),
    ],
  });
}

function originOf(origin: Origin): ServedOrigin {
  const { CustomOriginConfig: custom, OriginShield: shield } = origin;
  return {
    id: origin.Id ?? '',
    host: origin.DomainName ?? '',
    path: origin.OriginPath ?? '',
    access: origin.OriginAccessControlId || origin.S3OriginConfig?.OriginAccessIdentity || '',
    reach: [
      custom?.HTTPPort ? String(custom.HTTPPort) : '',
      custom?.HTTPSPort ? String(custom.HTTPSPort) : '',
      custom?.OriginProtocolPolicy ?? '',
      shield?.Enabled ? (shield.OriginShieldRegion ?? '') : '',
      origin.VpcOriginConfig?.VpcOriginId ?? '',
    ],
    headers: (origin.CustomHeaders?.Items ?? []).map((header) =>
      (header.HeaderName ?? '').toLowerCase(),
    ),
  };
}

function behaviorOf(behavior: DefaultCacheBehavior | CacheBehavior, path: string): ServedBehavior {
  return {
    path,
    origin: behavior.TargetOriginId ?? '',
    functions: [
      ...(behavior.FunctionAssociations?.Items ?? []).map(
        (each) => `${each.EventType} ${each.FunctionARN}`,
      ),
      ...(behavior.LambdaFunctionAssociations?.Items ?? []).map(
        (each) => `${each.EventType} ${each.LambdaFunctionARN}`,
      ),
    ],
    policies: [
      behavior.CachePolicyId ?? '',
      behavior.OriginRequestPolicyId ?? '',
      behavior.ResponseHeadersPolicyId ?? '',
    ],
    methods: behavior.AllowedMethods?.Items ?? [],
    protocol: behavior.ViewerProtocolPolicy ?? '',
    signers: [
      ...(behavior.TrustedKeyGroups?.Items ?? []),
      ...(behavior.TrustedSigners?.Items ?? []),
    ],
    more: [behavior.RealtimeLogConfigArn ?? '', behavior.FieldLevelEncryptionId ?? ''],
  };
}
