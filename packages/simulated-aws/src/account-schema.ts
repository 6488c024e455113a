import { z } from 'zod';

import { cloudFrontSchema } from './account-schema-cloudfront.ts';
import type { AccountData } from './account.ts';
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

const timings = z.strictObject({
  distributionPropagation: optional(z.number().min(0)),
  staleReadAfterUpdate: optional(z.number().min(0)),
  replicaRemoval: optional(z.number().min(0)),
  taggingLag: optional(z.number().min(0)),
});

const pace = z.strictObject({
  listMs: optional(z.number().min(0)),
  deleteMs: optional(z.number().min(0)),
  keysPerSecond: optional(z.number().min(1)),
});

const fault = z.strictObject({
  kind: z.enum([
    'deny',
    'throttle',
    'error',
    'disconnect',
    'truncate',
    'stale-etag',
    'empty-page',
    'per-key-error',
    'per-key-denied',
    'per-key-locked',
    'mfa-required',
    'wrong-region',
    'expired-token',
    'bucket-not-empty-once',
    'pricing-plan',
    'in-use-once',
  ]),
  operation: named.describe('CloudFront.ListFunctions, S3.*, or *.'),
  target: optional(named),
  region: optional(named),
  keys: optional(texts),
  times: optional(count).describe(
    'How often it strikes. Absent: always; kinds ending in -once: once per target.',
  ),
  after: optional(count).describe('Skips this many matching calls first.'),
  struck: optional(texts),
});

const object = z.strictObject({
  key: named,
  versionId: optional(named),
  at: optional(time),
  deleteMarker: optional(z.boolean()),
  body: optional(z.union([text, z.array(z.unknown()), members])),
  file: optional(named).describe('A body by reference: a file beside the account’s file.'),
  base64: optional(text),
  gzip: optional(z.boolean()),
  size: optional(count),
  contentType: optional(text),
  contentEncoding: optional(text),
  headers: optional(z.record(z.string(), z.string())),
  storageClass: optional(named),
  lockedUntil: optional(time),
  lockMode: optional(z.enum(['GOVERNANCE', 'COMPLIANCE'])),
  legalHold: optional(z.boolean()),
});

const bucket = z.strictObject({
  name: named,
  region: named,
  createdAt: optional(time),
  versioning: optional(z.enum(['Enabled', 'Suspended']).nullable()),
  mfaDelete: optional(z.boolean()),
  objectLock: optional(z.boolean()),
  tags: optional(tags),
  logDelivery: optional(z.union([z.boolean(), z.enum(['cloudfront', 's3'])])),
  encryption: optional(z.enum(['AES256', 'aws:kms'])),
  lifecycleRules: optional(count),
  policy: optional(text),
  configuration: optional(z.record(z.string(), z.string().nullable())).describe(
    'Other settings as their XML, by sub-resource; null: taken away.',
  ),
  logging: optional(z.strictObject({ bucket: named, prefix: optional(text) })),
  accessPoints: optional(texts).describe('Names of those that are attached to it.'),
  owner: optional(named).describe('Of a bucket that is somebody else’s.'),
  bulk: optional(
    z.strictObject({ versions: count, perKey: z.number().int().min(1), at: optional(time) }),
  ).describe('Versions that are made up by rule, beside the objects.'),
  objects: optional(z.array(object)).describe('Versions, oldest first as they were written.'),
  uploads: optional(z.array(z.strictObject({ key: named, id: named, at: optional(time) }))),
});

const lambdaFunction = z.strictObject({
  name: named,
  region: named,
  role: optional(named),
  runtime: optional(named),
  description: optional(text),
  codeSize: optional(count),
  code: optional(text).describe('Base64. Absent: made up, with codeSize bytes.'),
  timeout: optional(count),
  memorySize: optional(count),
  modifiedAt: optional(time),
  environment: optional(z.record(z.string(), z.string())),
  logGroup: optional(named),
  tags: optional(tags),
  versions: optional(
    z.array(
      z.strictObject({
        version: named,
        modifiedAt: optional(time),
        codeSize: optional(count),
        code: optional(text),
        description: optional(text),
        replicas: optional(texts).describe('Regions in which this version has replicas.'),
        replicasUntil: optional(time),
      }),
    ),
  ),
  aliases: optional(z.array(z.strictObject({ name: named, version: named }))),
  nextVersion: optional(named),
  handler: optional(named),
  policy: optional(text),
  functionUrl: optional(z.enum(['NONE', 'AWS_IAM'])),
  functionUrlAt: optional(time).describe('When that was made; absent: modifiedAt.'),
  reservedConcurrency: optional(count),
  asyncRetries: optional(count),
});

const eventSource = z.strictObject({
  id: named,
  region: named,
  function: named,
  source: named,
  state: optional(z.enum(['Creating', 'Enabled', 'Disabled', 'Updating', 'Deleting'])),
});

const parameter = z.strictObject({
  name: named,
  region: named,
  value: text,
  type: optional(z.enum(['String', 'SecureString'])),
  modifiedAt: optional(time),
  version: optional(count),
  tags: optional(tags),
});

const stack = z.strictObject({
  name: named,
  region: named,
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

const policy = z.strictObject({ name: named, createdAt: optional(time) });

const metric = z.strictObject({
  namespace: named,
  name: named,
  region: named,
  dimensions: z.record(z.string(), z.string()),
  points: z.array(z.strictObject({ at: time, value: z.number() })),
});

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

const ghost = z.strictObject({ arn: named, region: named, tags, until: optional(time) });

export const accountSchema = z.strictObject({
  schema: z.literal('sst-sweep/simulated-account@1'),
  account: z.string().regex(/^\d{12}$/, { error: 'must be twelve digits' }),
  now: isoTime,
  description: optional(text),
  timings: optional(timings).describe('Simulated seconds.'),
  speed: optional(z.number().min(0.001)).describe(
    'Served over HTTP, time runs so many times as fast as real time.',
  ),
  faults: optional(z.array(fault)),
  cloudfront: optional(cloudFrontSchema),
  s3: optional(
    z.strictObject({
      buckets: z.array(bucket),
      pace: optional(pace),
      multiRegionAccessPoints: optional(z.array(z.strictObject({ name: named, buckets: texts }))),
    }),
  ),
  lambda: optional(
    z.strictObject({
      functions: z.array(lambdaFunction),
      eventSources: optional(z.array(eventSource)),
    }),
  ),
  ssm: optional(z.strictObject({ parameters: z.array(parameter) })),
  cloudformation: optional(z.strictObject({ stacks: z.array(stack) })),
  iam: optional(
    z.strictObject({
      roles: z.array(role),
      policies: optional(z.array(policy)),
      accountAlias: optional(z.string()),
    }),
  ),
  cloudwatch: optional(z.strictObject({ metrics: z.array(metric) })),
  logs: optional(z.strictObject({ groups: z.array(logGroup) })),
  tagging: optional(z.strictObject({ ghosts: z.array(ghost) })).describe(
    'Rows that the tagging API still shows for resources that are gone.',
  ),
  sequence: optional(count),
}) satisfies z.ZodType<AccountData>;
