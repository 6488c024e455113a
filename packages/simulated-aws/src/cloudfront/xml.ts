import { XMLParser } from 'fast-xml-parser';

/** A value of CloudFront's XML in the SDK's shape: lists are `{ Quantity, Items: [...] }`. */
export type XmlValue =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

export type XmlObject = { readonly [name: string]: XmlValue };

const namespace = 'http://cloudfront.amazonaws.com/doc/2020-05-31/';

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
  const content = renderMembers(root, value);
  return `<?xml version="1.0"?>\n<${root} xmlns="${namespace}">${content}</${root}>`;
}

function renderElement(name: string, value: XmlValue, parent: string): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return renderList(name, value, parent);
  return `<${name}>${renderMembers(name, value)}</${name}>`;
}

function renderMembers(name: string, value: XmlValue): string {
  if (typeof value !== 'object') return escapeXml(String(value));
  return Object.entries(value)
    .map(([member, inner]) => renderElement(member, inner, name))
    .join('');
}

/** A list of an element that is not known above is repeated elements, as it was parsed. */
function renderList(name: string, list: readonly XmlValue[], parent: string): string {
  const item = name === 'Items' ? itemNames[parent] : memberNames[name];
  const elements = list.map((value) => renderElement(item ?? name, value, name)).join('');
  return item === undefined ? elements : `<${name}>${elements}</${name}>`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
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

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
});

/** The content of a request's root element, or null for a body that is not such XML. */
export function parseXml(root: string, body: Uint8Array): XmlObject | null {
  try {
    const document: unknown = parser.parse(new TextDecoder().decode(body), true);
    if (typeof document !== 'object' || document === null || !(root in document)) return null;
    const value = shape(root, Object.entries(document).find(([name]) => name === root)?.[1]);
    return isXmlObject(value) ? value : {};
  } catch {
    // The parser throws for anything that is not well formed; AWS answers MalformedInput.
    return null;
  }
}

function shape(name: string, value: unknown): XmlValue {
  if (typeof value === 'string') return shapeText(name, value);
  if (Array.isArray(value)) return value.map((each) => shape(name, each));
  if (typeof value !== 'object' || value === null) return String(value);
  const item = memberNames[name];
  if (item !== undefined && item in value) return shapeList(item, value);
  const members = Object.entries(value)
    .filter(([member]) => member !== '#text')
    .map(([member, inner]) => [member, shapeMember(name, member, inner)] as const);
  return Object.fromEntries(members.filter(([, inner]) => inner !== undefined));
}

/** Empty `<Items/>` is the same as none. */
function shapeMember(parent: string, name: string, value: unknown): XmlValue {
  const item = itemNames[parent];
  if (name !== 'Items' || item === undefined) return shape(name, value);
  return typeof value === 'object' && value !== null ? shapeList(item, value) : undefined;
}

function shapeList(item: string, value: object): XmlValue {
  const items: unknown = Object.entries(value).find(([name]) => name === item)?.[1];
  if (items === undefined) return undefined;
  return (Array.isArray(items) ? items : [items]).map((each) => shape(item, each));
}

function shapeText(name: string, text: string): XmlValue {
  if (booleans.has(name) && /^(true|false)$/.test(text)) return text === 'true';
  if (integers.has(name) && /^(0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  return text;
}

export function isXmlObject(value: XmlValue): value is XmlObject {
  return typeof value === 'object' && !Array.isArray(value);
}
