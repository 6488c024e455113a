import type { CloudFrontData } from './account-cloudfront.ts';

export type {
  BehaviorData,
  CloudFrontData,
  CloudFrontFunctionData,
  DistributionData,
  KeyValueStoreData,
  PolicyData,
} from './account-cloudfront.ts';

/**
 * The simulated account as data: what `fixtures/accounts/*.json` hold and what `--demo` keeps
 * between two commands. Everything optional has the default that AWS gives. Times are ISO 8601 UTC,
 * or relative to the account's `now`: `-3d`, `-2h`, `-90s`.
 */
export interface AccountData {
  readonly schema: 'sst-sweep/simulated-account@1';
  /** Twelve digits. */
  account: string;
  /** The simulated time at which this snapshot stands. */
  now: string;
  description?: string;
  timings?: Partial<Timings>;
  /** Served over HTTP, time runs so many times as fast as real time. Absent: 60. */
  speed?: number;
  faults?: Fault[];
  cloudfront?: CloudFrontData;
  s3?: {
    buckets: BucketData[];
    pace?: S3Pace;
    multiRegionAccessPoints?: MultiRegionAccessPointData[];
  };
  lambda?: { functions: FunctionData[]; eventSources?: EventSourceData[] };
  ssm?: { parameters: ParameterData[] };
  cloudformation?: { stacks: StackData[] };
  iam?: { roles: RoleData[]; policies?: IamPolicyData[]; accountAlias?: string };
  cloudwatch?: { metrics: MetricData[] };
  logs?: { groups: LogGroupData[] };
  /** Rows that the tagging API still shows for resources that are gone. */
  tagging?: {
    /** `until`: a deleted resource that is listed only for a while yet. */
    ghosts: { arn: string; region: string; tags: Record<string, string>; until?: string }[];
  };
  /** How many tokens were handed out, so that none is ever repeated. */
  sequence?: number;
}

/** Simulated seconds. The defaults are of AWS's order: a disable takes 3 to 15 minutes, replicas hours. */
export interface Timings {
  /** From an update of a distribution to `Deployed`. */
  distributionPropagation: number;
  /** For so long after an update a read still shows the configuration and status before it. */
  staleReadAfterUpdate: number;
  /** From the last association's end to the end of a Lambda@Edge version's replicas. */
  replicaRemoval: number;
  /** How long the tagging API still lists a deleted resource. */
  taggingLag: number;
}

/** How S3 takes its time, and how much of it. What is absent costs nothing and is taken without a limit. */
export interface S3Pace {
  /** Simulated milliseconds from a list's request to its answer. */
  listMs?: number;
  /** The same for a deletion of objects. */
  deleteMs?: number;
  /** So many deleted keys per simulated second and bucket; a call beyond that is 503 `SlowDown`. */
  keysPerSecond?: number;
}

/**
 * One unkindness, switched on in a fixture or by a test. It applies to operations whose name matches
 * `operation` (`CloudFront.ListFunctions`, `S3.*`, `*`) and, if given, whose target or region matches.
 */
export interface Fault {
  kind:
    | 'deny' // AccessDenied of the service's own shape
    | 'throttle' // CloudFront and CloudFormation: HTTP 400 Throttling; S3: 503 SlowDown; ...
    | 'error' // 500 InternalError / ServiceException
    | 'disconnect' // the socket ends: ECONNRESET
    | 'truncate' // the body is cut in the middle
    | 'stale-etag' // 412 PreconditionFailed although the ETag is right
    | 'empty-page' // a list answers an empty page with a token first
    | 'per-key-error' // DeleteObjects: InternalError for `keys` inside a 200
    | 'per-key-denied' // DeleteObjects: AccessDenied by a policy for `keys` inside a 200
    | 'per-key-locked' // DeleteObjects: AccessDenied by Object Lock for `keys` inside a 200
    | 'mfa-required' // 403 AccessDenied that asks for a code
    | 'wrong-region' // S3: 400 AuthorizationHeaderMalformed that names another region
    | 'expired-token' // the caller's credentials are over
    | 'bucket-not-empty-once' // DeleteBucket answers BucketNotEmpty once after emptying
    | 'pricing-plan' // DeleteDistribution: 412 that speaks of a pricing plan
    | 'in-use-once'; // DeleteFunction and the like: in use, although nothing uses it any more
  operation: string;
  target?: string;
  region?: string;
  keys?: string[];
  /** How often it strikes; absent means always. */
  times?: number;
  /** Skips this many matching calls first. */
  after?: number;
  /** Targets that a fault of an `-once` kind without `times` has struck already. */
  struck?: string[];
}

export interface BucketData {
  name: string;
  region: string;
  createdAt?: string;
  versioning?: 'Enabled' | 'Suspended' | null;
  mfaDelete?: boolean;
  objectLock?: boolean;
  tags?: Record<string, string>;
  /** Canned grant of CloudFront's and S3's log delivery in the ACL. */
  logDelivery?: boolean | 'cloudfront' | 's3';
  encryption?: 'AES256' | 'aws:kms';
  lifecycleRules?: number;
  policy?: string;
  /** Other settings as their XML, by the sub-resource of their calls (`cors`); null: taken away. */
  configuration?: Record<string, string | null>;
  /** Where server access logs go. */
  logging?: { bucket: string; prefix?: string };
  /** Names of the access points that are attached to it. */
  accessPoints?: string[];
  /** The account that owns a bucket which is not ours: it exists, but every call is denied. */
  owner?: string;
  /** Versions, oldest first as they were written. */
  objects?: ObjectData[];
  /** Besides those, so many versions that are made up by rule: for buckets of any size. */
  bulk?: BulkData;
  /** Multipart uploads that were begun and never finished. */
  uploads?: { key: string; id: string; at?: string }[];
}

export interface MultiRegionAccessPointData {
  name: string;
  /** One of each region. */
  buckets: string[];
}

export interface BulkData {
  /** Delete markers included. */
  versions: number;
  /** So many to a key; where it is more than one, the newest of them is a delete marker. */
  perKey: number;
  at?: string;
}

export interface ObjectData {
  key: string;
  /** Absent: `null` in an unversioned bucket, else made up from the position. */
  versionId?: string;
  at?: string;
  deleteMarker?: boolean;
  /** The body as text; JSON values may be given as they are. */
  body?: string | Record<string, unknown> | unknown[];
  /** A body by reference: a file beside the account's file. */
  file?: string;
  /** A body that is not text. */
  base64?: string;
  /** The body is kept gzipped, as SST does with `state.compress`. */
  gzip?: boolean;
  /** Shown in lists in place of the body's own size, so that a list need not make up the body. */
  size?: number;
  contentType?: string;
  contentEncoding?: string;
  /** Other headers that a GET gives back: `x-amz-meta-...`, `cache-control`. */
  headers?: Record<string, string>;
  storageClass?: string;
  /** Governance or compliance lock on this version. */
  lockedUntil?: string;
  /** Absent: `COMPLIANCE`. Only a governance lock can be bypassed. */
  lockMode?: 'GOVERNANCE' | 'COMPLIANCE';
  /** A legal hold on this version. It has no end, and nothing bypasses it. */
  legalHold?: boolean;
}

export interface FunctionData {
  name: string;
  region: string;
  role?: string;
  runtime?: string;
  description?: string;
  codeSize?: number;
  /** Its package as base64; absent: made up, with `codeSize` bytes. */
  code?: string;
  timeout?: number;
  memorySize?: number;
  modifiedAt?: string;
  environment?: Record<string, string>;
  logGroup?: string;
  tags?: Record<string, string>;
  /** Published versions, in the order of their numbers. */
  versions?: {
    version: string;
    modifiedAt?: string;
    codeSize?: number;
    code?: string;
    description?: string;
    /** Regions in which this version has replicas. */
    replicas?: string[];
    /** Until then replicas stay although no association is left. */
    replicasUntil?: string;
  }[];
  aliases?: { name: string; version: string }[];
  /** The number of the next version, where the last ones were deleted: numbers are never reused. */
  nextVersion?: string;
  handler?: string;
  /** Resource policy, as JSON text. */
  policy?: string;
  /** Authorisation of its function URL; absent: it has none. */
  functionUrl?: 'NONE' | 'AWS_IAM';
  /** When that was made; absent: with the function's last change. */
  functionUrlAt?: string;
  reservedConcurrency?: number;
  /** How often an asynchronous invocation that failed is tried again, where that is set. */
  asyncRetries?: number;
}

/** What feeds a function; it outlives the function. */
export interface EventSourceData {
  id: string;
  region: string;
  /** The function's name. */
  function: string;
  /** ARN of a queue, a stream or a table. */
  source: string;
  state?: 'Creating' | 'Enabled' | 'Disabled' | 'Updating' | 'Deleting';
}

export interface ParameterData {
  name: string;
  region: string;
  value: string;
  type?: 'String' | 'SecureString';
  modifiedAt?: string;
  version?: number;
  tags?: Record<string, string>;
}

export interface StackData {
  name: string;
  region: string;
  /** Absent: made up from name and region. */
  id?: string;
  status: string;
  createdAt?: string;
  updatedAt?: string;
  deletedAt?: string;
  rootId?: string;
  tags?: Record<string, string>;
  parameters?: Record<string, string>;
  outputs?: Record<string, string>;
  resources?: {
    logicalId: string;
    physicalId?: string;
    type: string;
    status: string;
    statusReason?: string;
    at?: string;
  }[];
}

export interface RoleData {
  name: string;
  createdAt?: string;
  lastUsedAt?: string;
  /** Principals of the trust policy: `lambda.amazonaws.com`, `edgelambda.amazonaws.com`. */
  trusts: string[];
  /** The whole trust policy, as JSON text, where it says more than that. */
  trustPolicy?: string;
  instanceProfiles?: string[];
  attachedPolicies?: string[];
  inlinePolicies?: Record<string, unknown>;
  tags?: Record<string, string>;
}

/** A managed policy of the account's own. */
export interface IamPolicyData {
  name: string;
  createdAt?: string;
}

export interface MetricData {
  namespace: string;
  name: string;
  region: string;
  dimensions: Record<string, string>;
  points: { at: string; value: number }[];
}

export interface LogGroupData {
  name: string;
  region: string;
  createdAt?: string;
  storedBytes?: number;
  retentionDays?: number;
  deletionProtection?: boolean;
  lastEventAt?: string;
  tags?: Record<string, string>;
}
