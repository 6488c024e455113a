import type { BehaviorData, DistributionData } from '../account-cloudfront.ts';
import { alphanumeric } from '../environment.ts';
import type { Environment } from '../service.ts';
import { configFromData, differences, membersOf } from './config.ts';
import { behaviorsOf, itemsOf, objectOf, objectsOf, textOf } from './references.ts';
import { firstEtag } from './store.ts';
import type { Distribution } from './store.ts';
import type { XmlObject } from './xml.ts';

export function domainNameOf(id: string): string {
  return `d${alphanumeric(`domain of ${id}`, 13).toLowerCase()}.cloudfront.net`;
}

export function distributionFromData(
  data: DistributionData,
  environment: Environment,
): Distribution {
  const config = configFromData(data);
  const { before } = data;
  return {
    id: data.id,
    domainName: data.domainName ?? domainNameOf(data.id),
    config,
    etag: data.etag ?? firstEtag('distribution', data.id),
    modifiedAt: environment.time(data.modifiedAt),
    propagatesAt: propagatesAt(data, environment),
    before: before
      ? {
          until: environment.time(before.until),
          view: {
            config: { ...config, ...membersOf(before.config) },
            etag: before.etag,
            modifiedAt: environment.time(before.modifiedAt),
            status: before.status,
          },
        }
      : null,
    tags: { ...data.tags },
    pricingPlan: data.pricingPlan ?? false,
    propagation: data.propagation ?? null,
  };
}

function propagatesAt(data: DistributionData, environment: Environment): Date | null {
  if (data.propagatesAt !== undefined) return environment.time(data.propagatesAt);
  if (data.status !== 'InProgress') return null;
  const lag = environment.timings.distributionPropagation * 1000;
  return new Date(environment.time(undefined).getTime() + lag);
}

/** Short where the short members say it, the rest in `config`. */
export function dataFromDistribution(distribution: Distribution, now: Date): DistributionData {
  const { id, config, before, propagatesAt: ends, tags } = distribution;
  const short = shortMembers(config);
  const rest = differences(config, configFromData({ id, ...short }));
  const { domainName } = distribution;
  return {
    id,
    domainName,
    ...(ends && ends > now && { status: 'InProgress', propagatesAt: ends.toISOString() }),
    modifiedAt: distribution.modifiedAt.toISOString(),
    ...short,
    ...(Object.keys(tags).length > 0 && { tags: { ...tags } }),
    ...(distribution.pricingPlan && { pricingPlan: true }),
    ...(distribution.propagation !== null && { propagation: distribution.propagation }),
    ...(Object.keys(rest).length > 0 && { config: rest }),
    ...(distribution.etag !== firstEtag('distribution', id) && { etag: distribution.etag }),
    ...(before &&
      before.until > now && {
        before: {
          until: before.until.toISOString(),
          etag: before.view.etag,
          status: before.view.status,
          modifiedAt: before.view.modifiedAt.toISOString(),
          config: differences(before.view.config, config),
        },
      }),
  };
}

function shortMembers(config: XmlObject): Partial<DistributionData> {
  const logging = objectOf(config, 'Logging');
  const policy = textOf(config, 'ContinuousDeploymentPolicyId');
  const aliases = itemsOf(config, 'Aliases').map(String);
  const comment = textOf(config, 'Comment');
  const origins = objectsOf(config, 'Origins');
  const target = textOf(origins[0], 'Id');
  return {
    ...(comment !== '' && { comment }),
    enabled: config['Enabled'] === true,
    ...(config['Staging'] === true && { staging: true }),
    ...(config['ConnectionMode'] === 'tenant-only' && { connectionMode: 'tenant-only' }),
    ...(aliases.length > 0 && { aliases }),
    origins: origins.map(originData),
    behaviors: behaviorsOf(config).map((each) => behaviorData(each, target)),
    ...(logging?.['Enabled'] === true && { logBucket: textOf(logging, 'Bucket') }),
    ...(policy !== '' && { continuousDeploymentPolicyId: policy }),
  };
}

function originData(origin: XmlObject): NonNullable<DistributionData['origins']>[number] {
  const id = textOf(origin, 'Id');
  const domainName = textOf(origin, 'DomainName');
  const path = textOf(origin, 'OriginPath');
  const control = textOf(origin, 'OriginAccessControlId');
  const identity = textOf(objectOf(origin, 'S3OriginConfig'), 'OriginAccessIdentity');
  return {
    ...(id !== domainName && { id }),
    domainName,
    ...(path !== '' && { path }),
    ...(control !== '' && { originAccessControlId: control }),
    ...(identity !== '' && { originAccessIdentity: identity.split('/').at(-1) ?? identity }),
  };
}

type FunctionEvent = NonNullable<BehaviorData['functions']>[number]['event'];
type LambdaEvent = NonNullable<BehaviorData['lambdas']>[number]['event'];

function behaviorData(behavior: XmlObject, target: string): BehaviorData {
  const functions = objectsOf(behavior, 'FunctionAssociations').map((each) => ({
    event: textOf(each, 'EventType') as FunctionEvent,
    arn: textOf(each, 'FunctionARN'),
  }));
  const lambdas = objectsOf(behavior, 'LambdaFunctionAssociations').map((each) => ({
    event: textOf(each, 'EventType') as LambdaEvent,
    arn: textOf(each, 'LambdaFunctionARN'),
  }));
  const named = (member: keyof BehaviorData, name: string) =>
    textOf(behavior, name) === '' ? {} : { [member]: textOf(behavior, name) };
  return {
    ...named('path', 'PathPattern'),
    ...(textOf(behavior, 'TargetOriginId') !== target && named('originId', 'TargetOriginId')),
    ...named('cachePolicyId', 'CachePolicyId'),
    ...named('originRequestPolicyId', 'OriginRequestPolicyId'),
    ...named('responseHeadersPolicyId', 'ResponseHeadersPolicyId'),
    ...(functions.length > 0 && { functions }),
    ...(lambdas.length > 0 && { lambdas }),
  };
}
