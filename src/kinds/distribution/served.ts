import type {
  CacheBehavior,
  DefaultCacheBehavior,
  DistributionSummary,
} from '@aws-sdk/client-cloudfront';

import { type Served, servedHash } from '../../model/served.ts';

/** Hash of what viewers get from it, by its row in the list; null where the row lacks what AWS always sends. */
export function servedByRow(row: Partial<DistributionSummary>): string | null {
  const { Origins, DefaultCacheBehavior: first, CacheBehaviors, ViewerCertificate } = row;
  if (!Origins || !first || !CacheBehaviors || !ViewerCertificate) return null;
  return servedHash({
    comment: row.Comment ?? '',
    aliases: row.Aliases?.Items ?? [],
    certificate: ViewerCertificate.ACMCertificateArn ?? ViewerCertificate.IAMCertificateId ?? '',
    webAcl: row.WebACLId ?? '',
    origins: (Origins.Items ?? []).map((origin) => ({
      id: origin.Id ?? '',
      host: origin.DomainName ?? '',
      path: origin.OriginPath ?? '',
      access: origin.OriginAccessControlId || origin.S3OriginConfig?.OriginAccessIdentity || '',
    })),
    groups: (row.OriginGroups?.Items ?? []).map((group) => ({
      id: group.Id ?? '',
      members: (group.Members?.Items ?? []).map((member) => member.OriginId ?? ''),
    })),
    behaviors: [
      behaviorOf(first, ''),
      ...(CacheBehaviors.Items ?? []).map((each) => behaviorOf(each, each.PathPattern ?? '')),
    ],
  });
}

function behaviorOf(
  behavior: DefaultCacheBehavior | CacheBehavior,
  path: string,
): Served['behaviors'][number] {
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
  };
}
