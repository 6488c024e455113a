import { isDeepStrictEqual } from 'node:util';

import type { BehaviorData, DistributionData } from '../account-cloudfront.ts';
import { isXmlObject } from './xml.ts';
import type { XmlObject, XmlValue } from './xml.ts';

/** A list of CloudFront's shape; an empty one has no `Items`. */
export function listOf(items: readonly XmlValue[]): XmlObject {
  return items.length === 0 ? { Quantity: 0 } : { Quantity: items.length, Items: items };
}

type OriginData = NonNullable<DistributionData['origins']>[number];

/** The full DistributionConfig of a distribution that is given short. */
export function configFromData(data: DistributionData): XmlObject {
  const { origins = [], behaviors = [] } = data;
  const [first = {}, ...others] = behaviors;
  const target = origins[0] ? originId(origins[0]) : 'default';
  const config: XmlObject = {
    CallerReference: data.id,
    Aliases: listOf(data.aliases ?? []),
    DefaultRootObject: '',
    Origins: listOf(origins.map(originFromData)),
    OriginGroups: listOf([]),
    DefaultCacheBehavior: behaviorFromData(first, target),
    CacheBehaviors: listOf(
      others.map(({ path = '*', ...rest }) => ({
        PathPattern: path,
        ...behaviorFromData(rest, target),
      })),
    ),
    CustomErrorResponses: listOf([]),
    Comment: data.comment ?? '',
    Logging: {
      Enabled: data.logBucket !== undefined,
      IncludeCookies: false,
      Bucket: data.logBucket ?? '',
      Prefix: '',
    },
    PriceClass: 'PriceClass_All',
    Enabled: data.enabled ?? true,
    ViewerCertificate: {
      CloudFrontDefaultCertificate: true,
      SSLSupportMethod: 'vip',
      MinimumProtocolVersion: 'TLSv1',
      CertificateSource: 'cloudfront',
    },
    Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
    WebACLId: '',
    HttpVersion: 'http2',
    IsIPV6Enabled: true,
    ContinuousDeploymentPolicyId: data.continuousDeploymentPolicyId ?? '',
    Staging: data.staging ?? false,
    ConnectionMode: data.connectionMode ?? 'direct',
  };
  return completed({ ...config, ...membersOf(data.config) });
}

/** Members as AWS fills them in where a configuration leaves them out. */
export function completed(config: XmlObject): XmlObject {
  const { DefaultCacheBehavior: given } = config;
  return {
    Aliases: listOf([]),
    CacheBehaviors: listOf([]),
    CustomErrorResponses: listOf([]),
    OriginGroups: listOf([]),
    DefaultRootObject: '',
    WebACLId: '',
    PriceClass: 'PriceClass_All',
    HttpVersion: 'http2',
    IsIPV6Enabled: false,
    Staging: false,
    ConnectionMode: 'direct',
    ContinuousDeploymentPolicyId: '',
    Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' },
    ViewerCertificate: { CloudFrontDefaultCertificate: true, CertificateSource: 'cloudfront' },
    Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
    ...config,
    ...(isXmlObject(given) && { DefaultCacheBehavior: { ...behaviorDefaults, ...given } }),
  };
}

const methods = ['HEAD', 'GET'];

const behaviorDefaults: XmlObject = {
  TrustedSigners: { Enabled: false, Quantity: 0 },
  TrustedKeyGroups: { Enabled: false, Quantity: 0 },
  ViewerProtocolPolicy: 'redirect-to-https',
  AllowedMethods: { ...listOf(methods), CachedMethods: listOf(methods) },
  SmoothStreaming: false,
  Compress: true,
  LambdaFunctionAssociations: listOf([]),
  FunctionAssociations: listOf([]),
  FieldLevelEncryptionId: '',
  GrpcConfig: { Enabled: false },
};

function behaviorFromData(data: BehaviorData, target: string): XmlObject {
  return {
    ...behaviorDefaults,
    TargetOriginId: data.originId ?? target,
    LambdaFunctionAssociations: listOf(
      (data.lambdas ?? []).map(({ event, arn }) => ({
        LambdaFunctionARN: arn,
        EventType: event,
        IncludeBody: false,
      })),
    ),
    FunctionAssociations: listOf(
      (data.functions ?? []).map(({ event, arn }) => ({ FunctionARN: arn, EventType: event })),
    ),
    ...(data.cachePolicyId !== undefined && { CachePolicyId: data.cachePolicyId }),
    ...(data.originRequestPolicyId !== undefined && {
      OriginRequestPolicyId: data.originRequestPolicyId,
    }),
    ...(data.responseHeadersPolicyId !== undefined && {
      ResponseHeadersPolicyId: data.responseHeadersPolicyId,
    }),
  };
}

function originId({ id, domainName }: OriginData): string {
  return id ?? domainName;
}

/** An S3 origin always has its S3OriginConfig, empty where an access control is used (boto3#3804). */
function originFromData(data: OriginData): XmlObject {
  const { originAccessIdentity: identity } = data;
  const isS3 =
    /(^|\.)s3[.-].*amazonaws\.com/.test(data.domainName) && !data.domainName.includes('s3-website');
  return {
    Id: originId(data),
    DomainName: data.domainName,
    OriginPath: data.path ?? '',
    CustomHeaders: listOf([]),
    ...(isS3
      ? {
          S3OriginConfig: {
            OriginAccessIdentity: identity ? `origin-access-identity/cloudfront/${identity}` : '',
          },
        }
      : { CustomOriginConfig: customOrigin }),
    ConnectionAttempts: 3,
    ConnectionTimeout: 10,
    OriginShield: { Enabled: false },
    OriginAccessControlId: data.originAccessControlId ?? '',
  };
}

const customOrigin: XmlObject = {
  HTTPPort: 80,
  HTTPSPort: 443,
  OriginProtocolPolicy: 'https-only',
  OriginSslProtocols: listOf(['TLSv1.2']),
  OriginReadTimeout: 30,
  OriginKeepaliveTimeout: 5,
};

/** Members of a fixture's JSON that can be rendered; anything else is a mistake in the fixture. */
export function membersOf(value: Readonly<Record<string, unknown>> | undefined): XmlObject {
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([name, each]) => [name, xmlFrom(each)]),
  );
}

function xmlFrom(value: unknown): XmlValue {
  if (Array.isArray(value)) return value.map(xmlFrom);
  if (typeof value === 'object' && value !== null) return membersOf({ ...value });
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new TypeError(`Not a value of a configuration: ${String(value)}`);
}

/** The members in which a configuration differs from another one, in the order of their names. */
export function differences(config: XmlObject, from: XmlObject): Record<string, unknown> {
  const changed = Object.entries(config).filter(
    ([name, value]) => !isDeepStrictEqual(value, from[name]),
  );
  return Object.fromEntries(changed.sort(([a], [b]) => (a < b ? -1 : 1)));
}
