import { type Served, servedHash } from '../model/served.ts';
import type { StateResource } from './checkpoint.ts';
import { isRecord, textOf } from './state-object.ts';

/**
 * Hash of what a state says that its distribution serves, in names of the provider's schema
 * (pulumi-aws `cloudfront.Distribution`). Null: it is none, was not enabled then, or does not say
 * that much. Values of origin headers are secrets, and are not read.
 */
export function servedByState({
  type,
  outputs,
}: Pick<StateResource, 'type' | 'outputs'>): string | null {
  if (type !== 'aws:cloudfront/distribution:Distribution' || outputs['enabled'] !== true)
    return null;
  const { origins, defaultCacheBehavior: first, viewerCertificate: certificate } = outputs;
  if (!Array.isArray(origins) || !isRecord(first) || !isRecord(certificate)) return null;
  return servedHash({
    comment: text(outputs['comment']),
    aliases: members(outputs['aliases']).flatMap((alias) => textOf(alias) ?? []),
    certificate: text(certificate['acmCertificateArn']) || text(certificate['iamCertificateId']),
    webAcl: text(outputs['webAclId']),
    origins: records(origins).map((origin) => ({
      id: text(origin['originId']),
      host: text(origin['domainName']),
      path: text(origin['originPath']),
      access: text(origin['originAccessControlId']) || identityOf(origin['s3OriginConfig']),
    })),
    groups: records(outputs['originGroups']).map((group) => ({
      id: text(group['originId']),
      members: records(group['members']).map((member) => text(member['originId'])),
    })),
    behaviors: [first, ...records(outputs['orderedCacheBehaviors'])].map(behaviorOf),
  });
}

function behaviorOf(behavior: Readonly<Record<string, unknown>>): Served['behaviors'][number] {
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
  };
}

function identityOf(config: unknown): string {
  return isRecord(config) ? text(config['originAccessIdentity']) : '';
}

function text(value: unknown): string {
  return textOf(value) ?? '';
}

function members(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function records(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return members(value).filter(isRecord);
}
