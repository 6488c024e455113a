import { z } from 'zod';
import { cloudFrontSchema } from './account-cloudfront.ts';
import { lambdaSchema } from './account-lambda.ts';
import { s3Schema } from './account-s3.ts';
import {
  count,
  isoTime,
  members,
  named,
  optional,
  tags,
  text,
  texts,
  time,
} from './schema-parts.ts';

/** Simulated seconds. The defaults are of AWS's order: a disable takes 3 to 15 minutes, replicas hours. */
const timings = z.strictObject({
  /** From an update of a distribution to `Deployed`. */
  distributionPropagation: optional(z.number().min(0)),
  /** For so long after an update a read still shows the configuration and status before it. */
  staleReadAfterUpdate: optional(z.number().min(0)),
  /** From the last association’s end to the end of a Lambda@Edge version’s replicas. */
  replicaRemoval: optional(z.number().min(0)),
  /** How long the tagging API still lists a deleted resource. */
  taggingLag: optional(z.number().min(0)),
});
export type Timings = Required<z.infer<typeof timings>>;

/**
 * One unkindness, switched on in a fixture or by a test. It applies to operations whose name matches
 * `operation` (`CloudFront.ListFunctions`, `S3.*`, `*`) and, if given, whose target or region matches.
 */
const fault = z.strictObject({
  kind: z.enum([
    'deny', // AccessDenied of the service’s own shape
    'throttle', // CloudFront and CloudFormation: HTTP 400 Throttling; S3: 503 SlowDown; ...
    'error', // 500 InternalError / ServiceException
    'disconnect', // the socket ends: ECONNRESET
    'truncate', // the body is cut in the middle
    'stale-etag', // 412 PreconditionFailed although the ETag is right
    'empty-page', // a list answers an empty page with a token first
    'per-key-error', // DeleteObjects: InternalError for `keys` inside a 200
    'per-key-denied', // DeleteObjects: AccessDenied by a policy for `keys` inside a 200
    'per-key-locked', // DeleteObjects: AccessDenied by Object Lock for `keys` inside a 200
    'mfa-required', // 403 AccessDenied that asks for a code
    'wrong-region', // S3: 400 AuthorizationHeaderMalformed that names another region
    'expired-token', // the caller’s credentials are over
    'bucket-not-empty-once', // DeleteBucket answers BucketNotEmpty once after emptying
    'pricing-plan', // DeleteDistribution: 412 that speaks of a pricing plan
    'in-use-once', // DeleteFunction and the like: in use, although nothing uses it any more
  ]),
  operation: named.describe('CloudFront.ListFunctions, S3.*, or *.'),
  target: optional(named),
  region: optional(named),
  keys: optional(texts),
  times: optional(count).describe(
    'How often it strikes. Absent: always; kinds ending in -once: once per target.',
  ),
  after: optional(count).describe('Skips this many matching calls first.'),
  /** Targets that a fault of an `-once` kind without `times` has struck already. */
  struck: optional(texts),
});
export type Fault = z.infer<typeof fault>;

const parameter = z.strictObject({
  name: named,
  region: named,
  value: text,
  type: optional(z.enum(['String', 'SecureString'])),
  modifiedAt: optional(time),
  version: optional(count),
  tags: optional(tags),
});
export type ParameterData = z.infer<typeof parameter>;

const stack = z.strictObject({
  name: named,
  region: named,
  /** Absent: made up from name and region. */
  id: optional(named),
  status: named,
  createdAt: optional(time),
  updatedAt: optional(time),
  deletedAt: optional(time),
  rootId: optional(named),
  tags: optional(tags),
  parameters: optional(z.record(z.string(), z.string())),
  outputs: optional(z.record(z.string(), z.string())),
  resources: optional(
    z.array(
      z.strictObject({
        logicalId: named,
        physicalId: optional(text),
        type: named,
        status: named,
        statusReason: optional(text),
        at: optional(time),
      }),
    ),
  ),
});
export type StackData = z.infer<typeof stack>;

const role = z.strictObject({
  name: named,
  createdAt: optional(time),
  lastUsedAt: optional(time),
  trusts: texts.describe('Principals: lambda.amazonaws.com, edgelambda.amazonaws.com.'),
  trustPolicy: optional(text).describe('The whole policy as JSON, where it says more than that.'),
  instanceProfiles: optional(texts),
  attachedPolicies: optional(texts),
  inlinePolicies: optional(members),
  tags: optional(tags),
});
export type RoleData = z.infer<typeof role>;

/** A managed policy of the account’s own. */
const policy = z.strictObject({
  name: named,
  createdAt: optional(time),
  document: optional(members),
});
export type IamPolicyData = z.infer<typeof policy>;

/** A user, or a group of users. */
const identity = z.strictObject({
  name: named,
  attachedPolicies: optional(texts),
  inlinePolicies: optional(members),
});
export type IamIdentityData = z.infer<typeof identity>;

const metric = z.strictObject({
  namespace: named,
  name: named,
  region: named,
  dimensions: z.record(z.string(), z.string()),
  points: z.array(z.strictObject({ at: time, value: z.number() })),
});
export type MetricData = z.infer<typeof metric>;

const logGroup = z.strictObject({
  name: named,
  region: named,
  createdAt: optional(time),
  storedBytes: optional(count),
  retentionDays: optional(count),
  deletionProtection: optional(z.boolean()),
  lastEventAt: optional(time),
  tags: optional(tags),
});
export type LogGroupData = z.infer<typeof logGroup>;

const topic = z.strictObject({
  name: named,
  region: named,
  /** What was published, oldest first. */
  messages: optional(z.array(z.strictObject({ message: text, subject: optional(text) }))),
});
export type TopicData = z.infer<typeof topic>;

/** `until`: a deleted resource that is listed only for a while yet. */
const ghost = z.strictObject({ arn: named, region: named, tags, until: optional(time) });

/**
 * The simulated account as data: what `fixtures/accounts/*.json` hold and what `--demo` keeps
 * between two commands. Everything optional has the default that AWS gives. Times are ISO 8601 UTC,
 * or relative to the account's `now`: `-3d`, `-2h`, `-90s`.
 */
export const accountSchema = z.strictObject({
  schema: z.literal('sst-sweep/simulated-account@1'),
  account: z.string().regex(/^\d{12}$/, { error: 'must be twelve digits' }),
  /** The simulated time at which this snapshot stands. */
  now: isoTime,
  description: optional(text),
  timings: optional(timings).describe('Simulated seconds.'),
  speed: optional(z.number().min(0.001)).describe(
    'Served over HTTP, time runs so many times as fast as real time.',
  ),
  faults: optional(z.array(fault)),
  cloudfront: optional(cloudFrontSchema),
  s3: optional(s3Schema),
  lambda: optional(lambdaSchema),
  ssm: optional(z.strictObject({ parameters: z.array(parameter) })),
  cloudformation: optional(z.strictObject({ stacks: z.array(stack) })),
  iam: optional(
    z.strictObject({
      roles: z.array(role),
      policies: optional(z.array(policy)),
      users: optional(z.array(identity)),
      groups: optional(z.array(identity)),
      accountAlias: optional(z.string()),
    }),
  ),
  cloudwatch: optional(z.strictObject({ metrics: z.array(metric) })),
  logs: optional(z.strictObject({ groups: z.array(logGroup) })),
  sns: optional(z.strictObject({ topics: z.array(topic) })),
  tagging: optional(z.strictObject({ ghosts: z.array(ghost) })).describe(
    'Rows that the tagging API still shows for resources that are gone.',
  ),
  /** How many tokens were handed out, so that none is ever repeated. */
  sequence: optional(count),
});
export type AccountData = z.infer<typeof accountSchema>;
