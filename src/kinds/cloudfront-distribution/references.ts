import type { DefaultCacheBehavior, Origin } from '@aws-sdk/client-cloudfront';

import { parseS3Host } from '../../aws/s3-host.ts';
import type { Reference } from '../../model/resource.ts';
import { resourceKey } from '../../model/resource.ts';
import { distinctReferences } from '../resource-shape.ts';

type Behavior = Pick<
  DefaultCacheBehavior,
  | 'FunctionAssociations'
  | 'LambdaFunctionAssociations'
  | 'CachePolicyId'
  | 'OriginRequestPolicyId'
  | 'ResponseHeadersPolicyId'
>;

/** The members that a list's row and a full configuration have in common. */
export interface DistributionParts {
  readonly Origins?: { readonly Items?: readonly Origin[] | undefined } | undefined;
  readonly DefaultCacheBehavior?: Behavior | undefined;
  readonly CacheBehaviors?: { readonly Items?: readonly Behavior[] | undefined } | undefined;
}

/** Every resource that a distribution names, in every behaviour and every origin. */
export function distributionReferences(parts: DistributionParts): readonly Reference[] {
  return distinctReferences([
    ...behaviorsOf(parts).flatMap(behaviorReferences),
    ...(parts.Origins?.Items ?? []).flatMap(originReferences),
  ]);
}

export function behaviorsOf(parts: DistributionParts): readonly Behavior[] {
  const first = parts.DefaultCacheBehavior;
  return [...(first ? [first] : []), ...(parts.CacheBehaviors?.Items ?? [])];
}

function behaviorReferences(behavior: Behavior): readonly Reference[] {
  const functions = behavior.FunctionAssociations?.Items ?? [];
  const lambdas = behavior.LambdaFunctionAssociations?.Items ?? [];
  return [
    ...functions.flatMap(({ FunctionARN: arn }) =>
      arn ? [{ to: keyOfFunctionArn(arn), relation: 'function-association' }] : [],
    ),
    ...lambdas.flatMap(({ LambdaFunctionARN: arn }) =>
      arn ? [{ to: keyOfLambdaArn(arn), relation: 'lambda-association' }] : [],
    ),
    ...named('cloudfront-cache-policy', behavior.CachePolicyId, 'cache-policy'),
    ...named(
      'cloudfront-origin-request-policy',
      behavior.OriginRequestPolicyId,
      'origin-request-policy',
    ),
    ...named(
      'cloudfront-response-headers-policy',
      behavior.ResponseHeadersPolicyId,
      'response-headers-policy',
    ),
  ];
}

function originReferences(origin: Origin): readonly Reference[] {
  const identity = origin.S3OriginConfig?.OriginAccessIdentity?.replace(
    /^origin-access-identity\/cloudfront\//,
    '',
  );
  return [
    ...hostReferences(origin.DomainName ?? '', origin.OriginPath ?? ''),
    ...named(
      'cloudfront-origin-access-control',
      origin.OriginAccessControlId,
      'origin-access-control',
    ),
    ...named('cloudfront-origin-access-identity', identity, 'origin-access-identity'),
  ];
}

/** A host that is not S3's may still be a CNAME of a bucket of that very name, or another distribution. */
function hostReferences(host: string, path: string): readonly Reference[] {
  const to = host.trim().toLowerCase().replace(/\.$/, '');
  if (to === '') return [];
  const s3 = parseS3Host(host, path);
  switch (s3.type) {
    case 'bucket':
      return [{ to: resourceKey('s3-bucket', s3.bucket), relation: 'origin' }];
    case 'unknown-s3':
      return [{ to, relation: 'unknown-s3' }];
    case 'other':
      return [{ to, relation: 'origin-domain' }];
    default:
      return s3 satisfies never;
  }
}

function named(
  kind: Parameters<typeof resourceKey>[0],
  id: string | undefined,
  relation: string,
): readonly Reference[] {
  return id ? [{ to: resourceKey(kind, id), relation }] : [];
}

/** Text that does not parse as an ARN is passed on unchanged. */
function keyOfFunctionArn(arn: string): string {
  const name = /^arn:[^:]*:cloudfront:[^:]*:[^:]*:function\/([A-Za-z0-9_-]+)$/.exec(arn)?.[1];
  return name === undefined ? arn : resourceKey('cloudfront-function', name);
}

/** Associations name numbered versions; an alias or a bare name is a reference to the function. */
function keyOfLambdaArn(arn: string): string {
  const parts =
    /^arn:[^:]*:lambda:us-east-1:[^:]*:function:([A-Za-z0-9_-]+)(?::([A-Za-z0-9$_-]+))?$/.exec(arn);
  const [, name, qualifier] = parts ?? [];
  if (name === undefined) return arn;
  return qualifier !== undefined && /^[0-9]+$/.test(qualifier)
    ? resourceKey('lambda-edge-version', `${name}:${qualifier}`)
    : resourceKey('lambda-edge-function', name);
}
