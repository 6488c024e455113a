import type { CloudFrontData, PolicyData } from '../account-cloudfront.ts';
import type { AccountData } from '../account.ts';
import type { Environment, Service } from '../service.ts';
import { accessControlRoutes, accessIdentityRoutes } from './access.ts';
import { membersOf } from './config.ts';
import { deploymentRoutes } from './deployment.ts';
import { distributionChanges } from './distribution-changes.ts';
import { dataFromDistribution, distributionFromData } from './distribution-data.ts';
import { distributionReads } from './distributions.ts';
import { functionChanges } from './function-changes.ts';
import { dataFromFunction, functionFromData } from './function-data.ts';
import { functionRoutes } from './functions.ts';
import { keyValueStoreRoutes } from './key-value-stores.ts';
import { managedPolicies, policyRoutes } from './policies.ts';
import { namesUsed } from './references.ts';
import { operationOf } from './routes.ts';
import { firstEtag, sortedMap } from './store.ts';
import type { Policy, PolicyKind, Store } from './store.ts';
import { taggedResources, tagRoutes } from './tags.ts';

/** CloudFront of one account: one global service, whatever region a request is signed for. */
export function createCloudFrontService(data: AccountData, environment: Environment): Service {
  const store = storeFromData(data.cloudfront ?? {}, environment);
  const routes = [
    ...distributionReads(store),
    ...distributionChanges(store),
    ...functionRoutes(store),
    ...functionChanges(store),
    ...keyValueStoreRoutes(store),
    ...accessControlRoutes(store),
    ...accessIdentityRoutes(store),
    ...policyRoutes(store),
    ...deploymentRoutes(store),
    ...tagRoutes(store),
  ];
  return {
    signingName: 'cloudfront',
    route: (request) => operationOf(routes, request),
    tagged: (region) => (region === 'us-east-1' ? taggedResources(store) : []),
    peers: {
      associatedLambdaVersions: () => namesUsed(store, 'lambdas'),
      associationEndedAt: (arn) => store.associationsEnded.get(arn) ?? null,
    },
    snapshot: () => ({ cloudfront: dataFromStore(store) }),
  };
}

function storeFromData(data: CloudFrontData, environment: Environment): Store {
  const policies = (kind: PolicyKind, given: readonly PolicyData[] = []) =>
    sortedMap(
      withManaged(kind, given).map((each) => policyFromData(kind, each, environment)),
      ({ id }) => id,
    );
  const ended = Object.entries(data.associationsEnded ?? {});
  return {
    environment,
    distributions: sortedMap(
      (data.distributions ?? []).map((each) => distributionFromData(each, environment)),
      ({ id }) => id,
    ),
    functions: sortedMap(
      (data.functions ?? []).map((each) => functionFromData(each, environment)),
      ({ name }) => name,
    ),
    keyValueStores: sortedMap(
      (data.keyValueStores ?? []).map(
        ({ name, id, comment = '', status = 'READY', modifiedAt, tags = {}, etag }) => ({
          name,
          id,
          comment,
          status,
          modifiedAt: environment.time(modifiedAt),
          tags,
          etag: etag ?? firstEtag('key value store', id),
        }),
      ),
      ({ name }) => name,
    ),
    originAccessControls: sortedMap(
      (data.originAccessControls ?? []).map(
        ({ id, name, description = '', type = 's3', etag }) => ({
          id,
          name,
          description,
          type,
          etag: etag ?? firstEtag('origin access control', id),
        }),
      ),
      ({ id }) => id,
    ),
    originAccessIdentities: sortedMap(
      (data.originAccessIdentities ?? []).map(({ id, comment = '', reference = id, etag }) => ({
        id,
        comment,
        reference,
        etag: etag ?? firstEtag('origin access identity', id),
      })),
      ({ id }) => id,
    ),
    policies: {
      CachePolicy: policies('CachePolicy', data.cachePolicies),
      OriginRequestPolicy: policies('OriginRequestPolicy', data.originRequestPolicies),
      ResponseHeadersPolicy: policies('ResponseHeadersPolicy', data.responseHeadersPolicies),
    },
    continuousDeploymentPolicies: data.continuousDeploymentPolicies ?? [],
    distributionTenants: data.distributionTenants ?? [],
    associationsEnded: new Map(ended.map(([arn, at]) => [arn, environment.time(at)])),
  };
}

function withManaged(kind: PolicyKind, given: readonly PolicyData[]): readonly PolicyData[] {
  const ids = new Set(given.map(({ id }) => id));
  const managed = managedPolicies[kind].filter(([id]) => !ids.has(id));
  return [...given, ...managed.map(([id, name]) => ({ id, name, type: 'managed' as const }))];
}

/** Members stand in one order, so that equal accounts have equal snapshots. */
function policyFromData(kind: PolicyKind, data: PolicyData, environment: Environment): Policy {
  return {
    id: data.id,
    name: data.name,
    comment: data.comment ?? '',
    modifiedAt: environment.time(data.modifiedAt),
    type: data.type ?? 'custom',
    config: membersOf(data.config),
    etag: data.etag ?? firstEtag(kind, data.id),
  };
}

/** Lists of nothing are left out, and so are AWS's own policies. */
function dataFromStore(store: Store): CloudFrontData {
  const now = store.environment.clock.now();
  const policies = (kind: PolicyKind) =>
    [...store.policies[kind].values()]
      .filter(({ id }) => !managedPolicies[kind].some(([managed]) => managed === id))
      .map((policy) => ({
        ...policy,
        config: { ...policy.config },
        modifiedAt: policy.modifiedAt.toISOString(),
      }));
  const ended = [...store.associationsEnded].map(([arn, at]) => [arn, at.toISOString()] as const);
  const lists: Omit<CloudFrontData, 'associationsEnded'> = {
    distributions: [...store.distributions.values()].map((each) => dataFromDistribution(each, now)),
    functions: [...store.functions.values()].map(dataFromFunction),
    keyValueStores: [...store.keyValueStores.values()].map((each) => ({
      ...each,
      tags: { ...each.tags },
      modifiedAt: each.modifiedAt.toISOString(),
    })),
    originAccessControls: [...store.originAccessControls.values()].map((each) => ({ ...each })),
    originAccessIdentities: [...store.originAccessIdentities.values()].map(
      ({ reference, ...each }) => ({ ...each, ...(reference !== each.id && { reference }) }),
    ),
    cachePolicies: policies('CachePolicy'),
    originRequestPolicies: policies('OriginRequestPolicy'),
    responseHeadersPolicies: policies('ResponseHeadersPolicy'),
    continuousDeploymentPolicies: store.continuousDeploymentPolicies.map((each) => ({ ...each })),
    distributionTenants: store.distributionTenants.map((each) => ({ ...each })),
  };
  return {
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    ...(ended.length > 0 && { associationsEnded: Object.fromEntries(ended.sort()) }),
  };
}
