/** What the account has in CloudFront. */
export interface CloudFrontData {
  distributions?: DistributionData[];
  functions?: CloudFrontFunctionData[];
  keyValueStores?: KeyValueStoreData[];
  originAccessControls?: {
    id: string;
    name: string;
    description?: string;
    type?: 's3' | 'lambda' | 'mediastore' | 'mediapackagev2';
    etag?: string;
  }[];
  originAccessIdentities?: {
    id: string;
    comment?: string;
    /** Absent: the id. */
    reference?: string;
    etag?: string;
  }[];
  cachePolicies?: PolicyData[];
  originRequestPolicies?: PolicyData[];
  responseHeadersPolicies?: PolicyData[];
  continuousDeploymentPolicies?: { id: string; stagingDomains: string[]; enabled: boolean }[];
  distributionTenants?: {
    id: string;
    distributionId: string;
    domains: string[];
    enabled: boolean;
  }[];
  /** When the last association of a Lambda version with any distribution ended, by version ARN. */
  associationsEnded?: Record<string, string>;
}

/**
 * A distribution, short. Whatever of the wire's DistributionConfig the short members do not say
 * stands in `config` (the SDK's shape, `Quantity` and `Items` included) and is laid over the rest.
 */
export interface DistributionData {
  id: string;
  domainName?: string;
  comment?: string;
  enabled?: boolean;
  status?: 'Deployed' | 'InProgress';
  modifiedAt?: string;
  staging?: boolean;
  connectionMode?: 'direct' | 'tenant-only';
  aliases?: string[];
  origins?: {
    id?: string;
    domainName: string;
    path?: string;
    originAccessControlId?: string;
    originAccessIdentity?: string;
  }[];
  /** The first is the default behaviour; the others need a `path`. */
  behaviors?: BehaviorData[];
  /** Log bucket's host name, `logs.s3.amazonaws.com`: in the full configuration only, as in AWS. */
  logBucket?: string;
  continuousDeploymentPolicyId?: string;
  tags?: Record<string, string>;
  pricingPlan?: boolean;
  /** Seconds that its changes take; absent: `distributionPropagation`. */
  propagation?: number;
  config?: Record<string, unknown>;
  /** Absent: made up from the id. */
  etag?: string;
  /** When `InProgress` ends; absent: `distributionPropagation` from the account's `now`. */
  propagatesAt?: string;
  /** What reads still show of the time before the last update. */
  before?: {
    until: string;
    etag: string;
    status: 'Deployed' | 'InProgress';
    modifiedAt: string;
    /** The members of the full configuration that the update changed, as they were. */
    config: Record<string, unknown>;
  };
}

export interface BehaviorData {
  path?: string;
  originId?: string;
  cachePolicyId?: string;
  originRequestPolicyId?: string;
  responseHeadersPolicyId?: string;
  functions?: { event: 'viewer-request' | 'viewer-response'; arn: string }[];
  lambdas?: {
    event: 'viewer-request' | 'viewer-response' | 'origin-request' | 'origin-response';
    arn: string;
  }[];
}

export interface CloudFrontFunctionData {
  name: string;
  comment?: string;
  runtime?: string;
  createdAt?: string;
  modifiedAt?: string;
  code?: string;
  /** ARNs of key-value stores, development stage. */
  stores?: string[];
  /** The published copy; null for a function that was never published. Absent: the same as development. */
  live?: {
    comment?: string;
    runtime?: string;
    code?: string;
    stores?: string[];
    modifiedAt?: string;
    etag?: string;
  } | null;
  tags?: Record<string, string>;
  /** Of the development stage. */
  etag?: string;
}

export interface KeyValueStoreData {
  name: string;
  id: string;
  comment?: string;
  status?: 'PROVISIONING' | 'READY';
  modifiedAt?: string;
  tags?: Record<string, string>;
  etag?: string;
}

export interface PolicyData {
  id: string;
  name: string;
  comment?: string;
  modifiedAt?: string;
  type?: 'custom' | 'managed';
  /** Members of the policy's configuration besides its name and comment, in the SDK's shape. */
  config?: Record<string, unknown>;
  etag?: string;
}
