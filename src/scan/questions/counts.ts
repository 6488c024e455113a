import { type Lookup, lookupKey } from '../../model/inventory.ts';
import { resourceKey } from '../../model/resource.ts';
import { type Answers, type LookupContext, unreadable } from './question-context.ts';
import { type Counted, type MetricSum, readSums } from './metrics.ts';

type Traffic = Extract<Lookup, { type: 'traffic' }>;
type Invocations = Extract<Lookup, { type: 'invocations' }>;
type LogEvents = Extract<Lookup, { type: 'log-events' }>;

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

/** A sum for each look-up, all of one region. */
interface Count<Asked extends Lookup> {
  sumOf(lookup: Asked): MetricSum;
  answerOf(counted: Counted): Answers[number][1];
  /** The key of what the look-up is about. */
  resourceOf(lookup: Asked): string;
}

export function requestCounts(
  lookups: readonly Traffic[],
  context: LookupContext,
): Promise<Answers> {
  return countsIn('us-east-1', lookups, requests, context);
}

export function regionalInvocationCounts(
  lookups: readonly Invocations[],
  context: LookupContext,
): Promise<Answers> {
  return countsByRegion(lookups, invocations, context);
}

export function logEventCounts(
  lookups: readonly LogEvents[],
  context: LookupContext,
): Promise<Answers> {
  return countsByRegion(lookups, logEvents, context);
}

const requests: Count<Traffic> = {
  sumOf: (lookup) => ({
    key: lookupKey(lookup),
    since: lookup.since,
    namespace: 'AWS/CloudFront',
    metric: 'Requests',
    dimensions: { DistributionId: lookup.distribution, Region: 'Global' },
  }),
  answerOf: ({ total, busiestWeek }) => ({ type: 'traffic', requests: total, busiestWeek }),
  resourceOf: ({ distribution }) => resourceKey('cloudfront-distribution', distribution),
};

const invocations: Count<Invocations> = {
  sumOf: (lookup) => invocationSum(lookup, lookup.functionName),
  answerOf: ({ total }) => ({ type: 'invocations', invocations: total }),
  resourceOf: ({ region, functionName, version }) => {
    if (region !== null) return resourceKey('lambda-function', `${region}:${functionName}`);
    return version === null
      ? resourceKey('lambda-edge-function', functionName)
      : resourceKey('lambda-edge-version', `${functionName}:${version}`);
  },
};

const logEvents: Count<LogEvents> = {
  sumOf: (lookup) => ({
    key: lookupKey(lookup),
    since: lookup.since,
    namespace: 'AWS/Logs',
    metric: 'IncomingLogEvents',
    dimensions: { LogGroupName: lookup.logGroup },
  }),
  answerOf: ({ total }) => ({ type: 'log-events', events: total }),
  resourceOf: ({ region, logGroup }) => resourceKey('log-group', `${region}:${logGroup}`),
};

/** Calls of one version count under `Resource` too, `NAME:3` (Lambda guide, types of metrics). */
function invocationSum(lookup: Invocations, functionName: string): MetricSum {
  return {
    key: lookupKey(lookup),
    since: lookup.since,
    namespace: 'AWS/Lambda',
    metric: 'Invocations',
    dimensions: {
      FunctionName: functionName,
      ...(lookup.version !== null && { Resource: `${functionName}:${lookup.version}` }),
    },
  };
}

async function countsByRegion<Asked extends Lookup & { readonly region: string | null }>(
  lookups: readonly Asked[],
  count: Count<Asked>,
  context: LookupContext,
): Promise<Answers> {
  const regions = [...new Set(lookups.flatMap(({ region }) => region ?? []))];
  const answers = regions.map((region) =>
    countsIn(
      region,
      lookups.filter((lookup) => lookup.region === region),
      count,
      context,
    ),
  );
  return (await Promise.all(answers)).flat();
}

async function countsIn<Asked extends Lookup>(
  region: string,
  lookups: readonly Asked[],
  count: Count<Asked>,
  context: LookupContext,
): Promise<Answers> {
  try {
    const totals = await readSums(
      lookups.map((lookup) => count.sumOf(lookup)),
      region,
      context,
    );
    return [...totals].map(([key, counted]) => [key, count.answerOf(counted)]);
  } catch (error) {
    return uncounted(lookups, count, error, context);
  }
}

/** A function counts under its name at home, and as `us-east-1.NAME` wherever its replicas ran. */
export async function edgeInvocationCounts(
  asked: readonly Invocations[],
  context: LookupContext,
): Promise<Answers> {
  const lookups = asked.filter(({ region }) => region === null);
  const sumsOf = (region: string) =>
    lookups.flatMap((lookup) =>
      [
        ...(region === 'us-east-1' ? [lookup.functionName] : []),
        `us-east-1.${lookup.functionName}`,
      ].map((name) => invocationSum(lookup, name)),
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
      const counted = regional.flatMap((counts) => counts.get(key) ?? []);
      const total = counted.reduce((sum, each) => sum + each.total, 0);
      return [key, { type: 'invocations', invocations: total }];
    });
  } catch (error) {
    return uncounted(lookups, invocations, error, context);
  }
}

function uncounted<Asked extends Lookup>(
  lookups: readonly Asked[],
  count: Count<Asked>,
  error: unknown,
  context: LookupContext,
): Answers {
  const resources = lookups.map((lookup) => count.resourceOf(lookup));
  const operation = 'cloudwatch:GetMetricData';
  const answer = unreadable(error, { operation, resources }, context);
  return lookups.map((lookup) => [lookupKey(lookup), answer]);
}
