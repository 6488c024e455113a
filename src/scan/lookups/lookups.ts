import { touching } from '../../model/gap.ts';
import { countTenants, fullConfiguration } from '../../kinds/distribution/lookups.ts';
import {
  accessLogTarget,
  logDeliveryInto,
  readBucketContents,
} from '../../kinds/bucket/contents.ts';
import { gapFrom, isAbort } from '../../aws/failures.ts';
import type { Gap } from '../../model/gap.ts';
import { type Lookup, type LookupAnswer, lookupKey } from '../../model/inventory.ts';
import { resourceKey } from '../../model/resource.ts';
import { type MetricSum, readSums } from './metrics.ts';
import type { ScanContext } from '../scan-context.ts';

/** Says whether a DNS name exists; throws where that could not be found out. */
export type ResolveName = (name: string) => Promise<'yes' | 'none'>;

export interface LookupContext extends ScanContext {
  readonly resolve: ResolveName;
  /** Regions of the inventory. */
  readonly regions: readonly string[];
}

/**
 * Regional edge caches, where replicas of Lambda@Edge run (CloudFront guide, Lambda@Edge logs and
 * metrics): a use there counts, whether or not anything else of the account lies in that region.
 */
const edgeCacheRegions = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

type Answers = readonly (readonly [string, LookupAnswer])[];

/** Reads what the match asked for. What cannot be read is answered `unreadable`, with its gap. */
export async function readLookups(
  lookups: readonly Lookup[],
  context: LookupContext,
): Promise<Readonly<Record<string, LookupAnswer>>> {
  const traffic = lookups.filter((lookup) => lookup.type === 'traffic');
  const invocations = lookups.filter((lookup) => lookup.type === 'invocations');
  const single = lookups.filter(
    (lookup) => lookup.type !== 'traffic' && lookup.type !== 'invocations',
  );
  const answers = await Promise.all([
    ...single.map((lookup) => answerOne(lookup, context)),
    requestCounts(traffic, context),
    invocationCounts(invocations, context),
  ]);
  return Object.fromEntries(answers.flat());
}

async function answerOne(
  lookup: Exclude<Lookup, { type: 'traffic' | 'invocations' }>,
  context: LookupContext,
): Promise<Answers> {
  const key = lookupKey(lookup);
  const [operation, resource] = nameOf(lookup);
  try {
    return [[key, await read(lookup, context)]];
  } catch (error) {
    return [[key, unreadable(error, { operation, resources: [resource] }, context)]];
  }
}

async function read(
  lookup: Exclude<Lookup, { type: 'traffic' | 'invocations' }>,
  context: LookupContext,
): Promise<LookupAnswer> {
  switch (lookup.type) {
    case 'distribution-config': {
      const full = await fullConfiguration(lookup.id, context);
      return {
        type: 'distribution-config',
        ...(full ?? { logBucket: null, continuousDeployment: null, configuration: '' }),
      };
    }
    case 'bucket-acl': {
      const delivery = await logDeliveryInto(lookup.bucket, lookup.region, context);
      return { type: 'bucket-acl', ...(delivery ?? { cloudFront: false, s3: false }) };
    }
    case 'bucket-logging':
      return {
        type: 'bucket-logging',
        target: await accessLogTarget(lookup.bucket, lookup.region, context),
      };
    case 'bucket-contents': {
      const contents = await readBucketContents(lookup.bucket, lookup.region, context);
      const gone = {
        versions: 0,
        complete: true,
        oldestAt: null,
        newestAt: null,
        sizeBytes: 0,
        objectLock: false,
        mfaDelete: false,
      };
      return { type: 'bucket-contents', ...(contents ?? gone) };
    }
    case 'alias':
      return { type: 'alias', resolves: await context.resolve(lookup.name) };
    case 'tenants':
      return { type: 'tenants', tenants: await countTenants(lookup.distribution, context) };
  }
}

function nameOf(
  lookup: Exclude<Lookup, { type: 'traffic' | 'invocations' }>,
): readonly [operation: string, resource: string] {
  switch (lookup.type) {
    case 'distribution-config':
      return [
        'cloudfront:GetDistributionConfig',
        resourceKey('cloudfront-distribution', lookup.id),
      ];
    case 'bucket-acl':
      return ['s3:GetBucketAcl', resourceKey('s3-bucket', lookup.bucket)];
    case 'bucket-logging':
      return ['s3:GetBucketLogging', resourceKey('s3-bucket', lookup.bucket)];
    case 'bucket-contents':
      return ['s3:ListBucketVersions', resourceKey('s3-bucket', lookup.bucket)];
    case 'alias':
      return ['dns:Lookup', lookup.name];
    case 'tenants':
      return [
        'cloudfront:ListDistributionTenants',
        resourceKey('cloudfront-distribution', lookup.distribution),
      ];
  }
}

async function requestCounts(
  lookups: readonly Extract<Lookup, { type: 'traffic' }>[],
  context: LookupContext,
): Promise<Answers> {
  const sums = lookups.map((lookup): MetricSum => ({
    key: lookupKey(lookup),
    since: lookup.since,
    namespace: 'AWS/CloudFront',
    metric: 'Requests',
    dimensions: { DistributionId: lookup.distribution, Region: 'Global' },
  }));
  try {
    const counts = await readSums(sums, 'us-east-1', context);
    return [...counts].map(([key, requests]) => [key, { type: 'traffic', requests }]);
  } catch (error) {
    const resources = lookups.map(({ distribution }) =>
      resourceKey('cloudfront-distribution', distribution),
    );
    return uncounted(lookups, unreadable(error, { operation: metricData, resources }, context));
  }
}

/** A function counts under its name at home, and as `us-east-1.NAME` wherever its replicas ran. */
async function invocationCounts(
  lookups: readonly Extract<Lookup, { type: 'invocations' }>[],
  context: LookupContext,
): Promise<Answers> {
  const sumsOf = (region: string) =>
    lookups.flatMap(({ functionName, since, ...lookup }) =>
      [...(region === 'us-east-1' ? [functionName] : []), `us-east-1.${functionName}`].map(
        (name): MetricSum => ({
          key: lookupKey({ ...lookup, functionName, since }),
          since,
          namespace: 'AWS/Lambda',
          metric: 'Invocations',
          dimensions: { FunctionName: name },
        }),
      ),
    );
  try {
    const regions = [...new Set([...edgeCacheRegions, ...context.regions])].filter(
      (region) => !context.options.ignoreRegions.includes(region),
    );
    const regional = await Promise.all(
      regions.map((region) => readSums(sumsOf(region), region, context)),
    );
    return lookups.map((lookup) => {
      const key = lookupKey(lookup);
      const invocations = regional.reduce((total, counts) => total + (counts.get(key) ?? 0), 0);
      return [key, { type: 'invocations', invocations }];
    });
  } catch (error) {
    const resources = lookups.map(({ functionName }) =>
      resourceKey('lambda-edge-function', functionName),
    );
    return uncounted(lookups, unreadable(error, { operation: metricData, resources }, context));
  }
}

const metricData = 'cloudwatch:GetMetricData';

function uncounted(lookups: readonly Lookup[], answer: LookupAnswer): Answers {
  return lookups.map((lookup) => [lookupKey(lookup), answer]);
}

function unreadable(
  error: unknown,
  { operation, resources }: { readonly operation: string; readonly resources: readonly string[] },
  context: LookupContext,
): LookupAnswer {
  if (isAbort(error)) throw error;
  const affects = touching({ resources });
  const gap: Gap = gapFrom({ source: 'lookup', operation, region: null, error, affects });
  context.gaps.add(gap);
  return { type: 'unreadable', gap: gap.id };
}
