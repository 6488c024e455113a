import { type ServedBehavior, servedHash, type ServedOrigin } from '../model/served.ts';
import type { StateResource } from './checkpoint.ts';
import { isRecord, textOf } from './state-object.ts';

/**
 * The configuration of viewers' answers in a distribution's state, in names of the provider's schema
 * (pulumi-aws `cloudfront.Distribution`). Null: the entry is no distribution, was disabled then, or lacks
 * members. Values of origin headers are secrets, and are not read.
 */
export function servedByState({
  type,
  outputs,
}: Pick<StateResource, 'type' | 'outputs'>): string | null {
  if (type !== 'aws:cloudfront/distribution:Distribution' || outputs['enabled'] !== true)
    return null;
  const { origins, defaultCacheBehavior: first, viewerCertificate: certificate } = outputs;
  if (!Array.isArray(origins) || !isRecord(first) || !isRecord(certificate)) return null;
  const geo = recordOf(recordOf(outputs['restrictions'])['geoRestriction']);
  const log = recordOf(outputs['loggingConfig']);
  return servedHash({
    comment: text(outputs['comment']),
    aliases: texts(outputs['aliases']),
    certificate: text(certificate['acmCertificateArn']) || text(certificate['iamCertificateId']),
    webAcl: text(outputs['webAclId']),
    rootObject: text(outputs['defaultRootObject']),
    errorPages: records(outputs['customErrorResponses']).map((page) =>
      [page['errorCode'], page['responseCode'], page['responsePagePath']].map(plain).join(' '),
    ),
    restriction: [text(geo['restrictionType']) || 'none', ...texts(geo['locations']).toSorted()],
    log: text(log['bucket']) === '' ? [] : [text(log['bucket']), text(log['prefix'])],
    continuousDeployment: text(outputs['continuousDeploymentPolicyId']),
    reach: [
      text(outputs['priceClass']) || 'PriceClass_All',
      text(outputs['httpVersion']) || 'http2',
      String(outputs['isIpv6Enabled'] === true),
    ],
    origins: records(origins).map(originOf),
    groups: records(outputs['originGroups']).map((group) => ({
      id: text(group['originId']),
      members: records(group['members']).map((member) => text(member['originId'])),
    })),
    behaviors: [first, ...records(outputs['orderedCacheBehaviors'])].map(behaviorOf),
  });
}

type Members = Readonly<Record<string, unknown>>;

function originOf(origin: Members): ServedOrigin {
  const custom = recordOf(origin['customOriginConfig']);
  const shield = recordOf(origin['originShield']);
  return {
    id: text(origin['originId']),
    host: text(origin['domainName']),
    path: text(origin['originPath']),
    access:
      text(origin['originAccessControlId']) ||
      text(recordOf(origin['s3OriginConfig'])['originAccessIdentity']),
    reach: [
      plain(custom['httpPort']),
      plain(custom['httpsPort']),
      text(custom['originProtocolPolicy']),
      shield['enabled'] === true ? text(shield['originShieldRegion']) : '',
      text(recordOf(origin['vpcOriginConfig'])['vpcOriginId']),
    ],
    headers: records(origin['customHeaders']).map((header) => text(header['name']).toLowerCase()),
  };
}

function behaviorOf(behavior: Members): ServedBehavior {
  return {
    path: text(behavior['pathPattern']),
    origin: text(behavior['targetOriginId']),
    functions: [
      ...records(behavior['functionAssociations']).map(
        (each) => `${text(each['eventType'])} ${text(each['functionArn'])}`,
      ),
      ...records(behavior['lambdaFunctionAssociations']).map(
        (each) => `${text(each['eventType'])} ${text(each['lambdaArn'])}`,
      ),
    ],
    policies: [
      text(behavior['cachePolicyId']),
      text(behavior['originRequestPolicyId']),
      text(behavior['responseHeadersPolicyId']),
    ],
    methods: texts(behavior['allowedMethods']),
    protocol: text(behavior['viewerProtocolPolicy']),
    signers: [...texts(behavior['trustedKeyGroups']), ...texts(behavior['trustedSigners'])],
    more: [text(behavior['realtimeLogConfigArn']), text(behavior['fieldLevelEncryptionId'])],
  };
}

function text(value: unknown): string {
  return textOf(value) ?? '';
}

/** Numbers as text; 0 means absent, as in AWS's own answers. */
function plain(value: unknown): string {
  return typeof value === 'number' && value !== 0 ? String(value) : text(value);
}

function recordOf(value: unknown): Members {
  return isRecord(value) ? value : {};
}

function members(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): readonly string[] {
  return members(value).flatMap((each) => textOf(each) ?? []);
}

function records(value: unknown): readonly Members[] {
  return members(value).filter(isRecord);
}
