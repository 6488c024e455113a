import { elements, parseXml, xmlDocument, type XmlContent } from '../xml.ts';
import type { XmlValue as Element } from '../xml.ts';

/** A value of CloudFront's XML in the SDK's shape: lists are `{ Quantity, Items: [...] }`. */
export type XmlValue =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

export type XmlObject = { readonly [name: string]: XmlValue };

export const namespace = 'http://cloudfront.amazonaws.com/doc/2020-05-31/';

/** What the members of `<Items>` are called below each element that has them. */
const itemNames: Readonly<Record<string, string>> = {
  AccessControlAllowHeaders: 'Header',
  AccessControlAllowMethods: 'Method',
  AccessControlAllowOrigins: 'Origin',
  AccessControlExposeHeaders: 'Header',
  ActiveTrustedKeyGroups: 'KeyGroup',
  ActiveTrustedSigners: 'Signer',
  Aliases: 'CNAME',
  AllowedMethods: 'Method',
  CacheBehaviors: 'CacheBehavior',
  CachedMethods: 'Method',
  CachePolicyList: 'CachePolicySummary',
  CloudFrontOriginAccessIdentityList: 'CloudFrontOriginAccessIdentitySummary',
  ContinuousDeploymentPolicyList: 'ContinuousDeploymentPolicySummary',
  Cookies: 'Name',
  CustomErrorResponses: 'CustomErrorResponse',
  CustomHeaders: 'OriginCustomHeader',
  CustomHeadersConfig: 'ResponseHeadersPolicyCustomHeader',
  DistributionIdList: 'DistributionId',
  DistributionList: 'DistributionSummary',
  FunctionAssociations: 'FunctionAssociation',
  FunctionList: 'FunctionSummary',
  GeoRestriction: 'Location',
  Headers: 'Name',
  KeyPairIds: 'KeyPairId',
  KeyValueStoreAssociations: 'KeyValueStoreAssociation',
  KeyValueStoreList: 'KeyValueStore',
  LambdaFunctionAssociations: 'LambdaFunctionAssociation',
  Members: 'OriginGroupMember',
  OriginAccessControlList: 'OriginAccessControlSummary',
  OriginGroups: 'OriginGroup',
  OriginRequestPolicyList: 'OriginRequestPolicySummary',
  Origins: 'Origin',
  OriginSslProtocols: 'SslProtocol',
  QueryStringCacheKeys: 'Name',
  QueryStrings: 'Name',
  RemoveHeadersConfig: 'ResponseHeadersPolicyRemoveHeader',
  ResponseHeadersPolicyList: 'ResponseHeadersPolicySummary',
  StagingDistributionDnsNames: 'DnsName',
  StatusCodes: 'StatusCode',
  TagKeys: 'Key',
  Tags: 'Tag',
  TrustedKeyGroups: 'KeyGroup',
  TrustedSigners: 'AwsAccountNumber',
  WhitelistedNames: 'Name',
};

/** Lists that stand in their own element, without `<Items>`. */
const memberNames: Readonly<Record<string, string>> = {
  DistributionTenantList: 'DistributionTenantSummary',
  Domains: 'member',
};

export function renderXml(root: string, value: XmlObject): string {
  return xmlDocument(root, elements(membersOf(root, value)), { xmlns: namespace });
}

function membersOf(name: string, value: XmlObject): { [name: string]: Element } {
  const members: { [name: string]: Element } = {};
  for (const member in value) members[member] = elementOf(member, value[member], name);
  return members;
}

/** A list of an element that is not known above is repeated elements, as it was parsed. */
function elementOf(name: string, value: XmlValue, parent: string): Element {
  if (isXmlObject(value)) return membersOf(name, value);
  if (!Array.isArray(value)) return value;
  const item = name === 'Items' ? itemNames[parent] : memberNames[name];
  const items = value.map((each: XmlValue) => elementOf(item ?? name, each, name));
  return item === undefined ? items : { [item]: items };
}

const integers = new Set([
  'Quantity',
  'MaxItems',
  'HTTPPort',
  'HTTPSPort',
  'MinTTL',
  'DefaultTTL',
  'MaxTTL',
  'OriginReadTimeout',
  'OriginKeepaliveTimeout',
  'ResponseCompletionTimeout',
  'ConnectionAttempts',
  'ConnectionTimeout',
  'ErrorCode',
  'ErrorCachingMinTTL',
  'StatusCode',
]);

const booleans = new Set([
  'Enabled',
  'Staging',
  'IsIPV6Enabled',
  'IncludeCookies',
  'IncludeBody',
  'QueryString',
  'SmoothStreaming',
  'Compress',
  'CloudFrontDefaultCertificate',
  'EnableAcceptEncodingGzip',
  'EnableAcceptEncodingBrotli',
]);

/** The content of a request's root element, or null for a body that is not such XML. */
export function readXml(root: string, body: Uint8Array): XmlObject | null {
  const content = parseXml(new TextDecoder().decode(body))?.[root];
  if (content === undefined) return null;
  const value = shape(root, content);
  return isXmlObject(value) ? value : {};
}

type Content = XmlContent | readonly XmlContent[];

function shape(name: string, value: Content): XmlValue {
  if (typeof value === 'string') return shapeText(name, value);
  if (isList(value)) return value.map((each) => shape(name, each));
  const item = memberNames[name];
  if (item !== undefined && item in value) return shapeList(item, value);
  const members = Object.entries(value).map(
    ([member, inner]) => [member, shapeMember(name, member, inner)] as const,
  );
  return Object.fromEntries(members.filter(([, inner]) => inner !== undefined));
}

/** Empty `<Items/>` is the same as none. */
function shapeMember(parent: string, name: string, value: Content): XmlValue {
  const item = itemNames[parent];
  if (name !== 'Items' || item === undefined) return shape(name, value);
  return typeof value === 'string' || isList(value) ? undefined : shapeList(item, value);
}

function shapeList(item: string, value: Exclude<XmlContent, string>): XmlValue {
  const items = value[item];
  if (items === undefined) return undefined;
  return (isList(items) ? items : [items]).map((each) => shape(item, each));
}

function isList(value: Content): value is readonly XmlContent[] {
  return Array.isArray(value);
}

function shapeText(name: string, text: string): XmlValue {
  if (booleans.has(name) && /^(true|false)$/.test(text)) return text === 'true';
  if (integers.has(name) && /^(0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  return text;
}

export function isXmlObject(value: XmlValue): value is XmlObject {
  return typeof value === 'object' && !Array.isArray(value);
}
