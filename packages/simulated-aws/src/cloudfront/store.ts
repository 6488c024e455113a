import type { CloudFrontData, KeyValueStoreData, PolicyData } from '../account-cloudfront.ts';
import { alphanumeric } from '../environment.ts';
import type { Environment } from '../service.ts';
import type { XmlObject } from './xml.ts';

/** What a reader of a distribution sees. */
export interface DistributionView {
  readonly config: XmlObject;
  readonly etag: string;
  readonly modifiedAt: Date;
  readonly status: 'Deployed' | 'InProgress';
}

export interface Distribution {
  readonly id: string;
  readonly domainName: string;
  /** The full DistributionConfig, in the SDK's shape. */
  config: XmlObject;
  etag: string;
  modifiedAt: Date;
  /** Until then the distribution is `InProgress`; null for one that is deployed since long. */
  propagatesAt: Date | null;
  /** What reads show for a while after an update. */
  before: { readonly until: Date; readonly view: DistributionView } | null;
  tags: Record<string, string>;
  readonly pricingPlan: boolean;
  /** Seconds that its changes take; null: as long as anybody's. */
  readonly propagation: number | null;
}

export interface FunctionStage {
  readonly comment: string;
  readonly runtime: string;
  readonly code: string;
  /** ARNs of the key-value stores. */
  readonly stores: readonly string[];
  readonly modifiedAt: Date;
  readonly etag: string;
}

export interface EdgeFunction {
  readonly name: string;
  readonly createdAt: Date;
  development: FunctionStage;
  live: FunctionStage | null;
  tags: Record<string, string>;
}

export type KeyValueStore = Required<Omit<KeyValueStoreData, 'modifiedAt'>> & {
  readonly modifiedAt: Date;
};

export type Policy = Required<Omit<PolicyData, 'modifiedAt' | 'config'>> & {
  readonly modifiedAt: Date;
  readonly config: XmlObject;
};

export type AccessControl = Required<NonNullable<CloudFrontData['originAccessControls']>[number]>;
export type AccessIdentity = Required<
  NonNullable<CloudFrontData['originAccessIdentities']>[number]
>;
export type PolicyKind = 'CachePolicy' | 'OriginRequestPolicy' | 'ResponseHeadersPolicy';

/** The state of CloudFront in one account. Maps are kept in the order of their keys. */
export interface Store {
  readonly environment: Environment;
  readonly distributions: Map<string, Distribution>;
  readonly functions: Map<string, EdgeFunction>;
  readonly keyValueStores: Map<string, KeyValueStore>;
  readonly originAccessControls: Map<string, AccessControl>;
  readonly originAccessIdentities: Map<string, AccessIdentity>;
  readonly policies: Readonly<Record<PolicyKind, Map<string, Policy>>>;
  readonly continuousDeploymentPolicies: NonNullable<
    CloudFrontData['continuousDeploymentPolicies']
  >;
  readonly distributionTenants: NonNullable<CloudFrontData['distributionTenants']>;
  readonly associationsEnded: Map<string, Date>;
}

/** Lists show rows in a stable order, so that a marker still holds after a deletion. */
export function sortedMap<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): Map<string, Value> {
  const entries = values.map((value) => [keyOf(value), value] as const);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function insert<Value>(map: Map<string, Value>, key: string, value: Value): void {
  const entries = [...map, [key, value] as const].sort(([a], [b]) => (a < b ? -1 : 1));
  map.clear();
  for (const [each, kept] of entries) map.set(each, kept);
}

/** The ETag of a resource as it came with the data. */
export function firstEtag(kind: string, id: string): string {
  return `E${alphanumeric(`${kind} ${id}`, 13)}`;
}

/** Follows from the ETag before and the new content, so that no two versions ever share one. */
export function nextEtag(etag: string, content: unknown): string {
  return `E${alphanumeric(`${etag} ${JSON.stringify(content)}`, 13)}`;
}

export function arnOf(store: Store, resource: string): string {
  return `arn:aws:cloudfront::${store.environment.account}:${resource}`;
}
