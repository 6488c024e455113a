import { z } from 'zod';

import { members, named, optional, tags, text, texts, time } from './schema-parts.ts';

const status = z.enum(['Deployed', 'InProgress']);

const viewerEvents = ['viewer-request', 'viewer-response'] as const;

const behavior = z.strictObject({
  path: optional(named).describe('Every behaviour but the first needs one.'),
  originId: optional(named),
  cachePolicyId: optional(named),
  originRequestPolicyId: optional(named),
  responseHeadersPolicyId: optional(named),
  functions: optional(z.array(z.strictObject({ event: z.enum(viewerEvents), arn: named }))),
  lambdas: optional(
    z.array(
      z.strictObject({
        event: z.enum([...viewerEvents, 'origin-request', 'origin-response']),
        arn: named.describe('Of a numbered version.'),
      }),
    ),
  ),
});
export type BehaviorData = z.infer<typeof behavior>;

/**
 * A distribution, short. Whatever of the wire's DistributionConfig the short members do not say
 * stands in `config` (the SDK's shape, `Quantity` and `Items` included) and is laid over the rest.
 */
const distribution = z.strictObject({
  id: named,
  domainName: optional(named).describe('Absent: made up from the id.'),
  comment: optional(text),
  enabled: optional(z.boolean()).describe('Absent: true.'),
  status: optional(status).describe('Absent: Deployed.'),
  modifiedAt: optional(time),
  staging: optional(z.boolean()),
  connectionMode: optional(z.enum(['direct', 'tenant-only'])),
  aliases: optional(texts),
  origins: optional(
    z.array(
      z.strictObject({
        id: optional(named).describe('Absent: the domain name.'),
        domainName: named,
        path: optional(text),
        originAccessControlId: optional(named),
        originAccessIdentity: optional(named),
      }),
    ),
  ),
  behaviors: optional(z.array(behavior)).describe('The first is the default behaviour.'),
  logBucket: optional(named).describe('Host name: logs.s3.amazonaws.com.'),
  continuousDeploymentPolicyId: optional(named),
  tags: optional(tags),
  pricingPlan: optional(z.boolean()).describe('On a flat-rate plan: its deletion is refused.'),
  propagation: optional(z.number().min(0)).describe('Seconds that its changes take.'),
  config: optional(members).describe(
    'Members of the DistributionConfig in the SDK’s shape, laid over the rest.',
  ),
  etag: optional(named),
  propagatesAt: optional(time).describe('When InProgress ends.'),
  before: optional(
    z.strictObject({ until: time, etag: named, status, modifiedAt: time, config: members }),
  ).describe('What reads still show of the time before the last update.'),
});
export type DistributionData = z.infer<typeof distribution>;

const edgeFunction = z.strictObject({
  name: named,
  comment: optional(text),
  runtime: optional(named),
  createdAt: optional(time),
  modifiedAt: optional(time),
  code: optional(text),
  stores: optional(texts).describe('ARNs of key-value stores, development stage.'),
  live: optional(
    z
      .strictObject({
        comment: optional(text),
        runtime: optional(named),
        code: optional(text),
        stores: optional(texts),
        modifiedAt: optional(time),
        etag: optional(named),
      })
      .nullable(),
  ).describe('The published copy; null for none. Absent: the same as development.'),
  tags: optional(tags),
  etag: optional(named),
});
export type CloudFrontFunctionData = z.infer<typeof edgeFunction>;

const policy = z.strictObject({
  id: named,
  name: named,
  comment: optional(text),
  modifiedAt: optional(time),
  type: optional(z.enum(['custom', 'managed'])),
  /** Members of the policy's configuration besides its name and comment, in the SDK's shape. */
  config: optional(members),
  etag: optional(named),
});
export type PolicyData = z.infer<typeof policy>;
const policies = optional(z.array(policy));

const keyValueStore = z.strictObject({
  name: named,
  id: named.describe('A UUID: what the ARN ends in.'),
  comment: optional(text),
  status: optional(z.enum(['PROVISIONING', 'READY'])),
  modifiedAt: optional(time),
  tags: optional(tags),
  etag: optional(named),
});
export type KeyValueStoreData = z.infer<typeof keyValueStore>;

/** What the account has in CloudFront. */
export const cloudFrontSchema = z.strictObject({
  distributions: optional(z.array(distribution)),
  functions: optional(z.array(edgeFunction)),
  keyValueStores: optional(z.array(keyValueStore)),
  originAccessControls: optional(
    z.array(
      z.strictObject({
        id: named,
        name: named,
        description: optional(text),
        type: optional(z.enum(['s3', 'lambda', 'mediastore', 'mediapackagev2'])),
        etag: optional(named),
      }),
    ),
  ),
  originAccessIdentities: optional(
    z.array(
      z.strictObject({
        id: named,
        comment: optional(text),
        /** Absent: the id. */
        reference: optional(text),
        etag: optional(named),
      }),
    ),
  ),
  cachePolicies: policies,
  originRequestPolicies: policies,
  responseHeadersPolicies: policies,
  continuousDeploymentPolicies: optional(
    z.array(z.strictObject({ id: named, stagingDomains: texts, enabled: z.boolean() })),
  ),
  distributionTenants: optional(
    z.array(
      z.strictObject({ id: named, distributionId: named, domains: texts, enabled: z.boolean() }),
    ),
  ),
  associationsEnded: optional(z.record(z.string(), time)).describe(
    'When the last association of a Lambda version ended, by version ARN.',
  ),
});
export type CloudFrontData = z.infer<typeof cloudFrontSchema>;
