import { type Question, questionKey } from '../../model/question.ts';
import { resourceKey } from '../../model/resource.ts';
import { type Answers, type QuestionContext, unreadable } from './question-context.ts';
import { type Counted, type MetricSum, readSums } from './metrics.ts';

type Traffic = Extract<Question, { type: 'traffic' }>;
type Invocations = Extract<Question, { type: 'invocations' }>;
type LogEvents = Extract<Question, { type: 'log-events' }>;
type StoredObjects = Extract<Question, { type: 'stored-objects' }>;

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
interface Count<Asked extends Question> {
  sumOf(question: Asked): MetricSum;
  answerOf(counted: Counted): Answers[number][1];
  /** The key of the resource that the look-up is about. */
  resourceOf(question: Asked): string;
}

export function requestCounts(
  questions: readonly Traffic[],
  context: QuestionContext,
): Promise<Answers> {
  return countsIn('us-east-1', questions, requests, context);
}

export function regionalInvocationCounts(
  questions: readonly Invocations[],
  context: QuestionContext,
): Promise<Answers> {
  return countsByRegion(questions, invocations, context);
}

export function logEventCounts(
  questions: readonly LogEvents[],
  context: QuestionContext,
): Promise<Answers> {
  return countsByRegion(questions, logEvents, context);
}

export function storedObjectCounts(
  questions: readonly StoredObjects[],
  context: QuestionContext,
): Promise<Answers> {
  return countsByRegion(questions, storedObjects, context);
}

const requests: Count<Traffic> = {
  sumOf: (question) => ({
    key: questionKey(question),
    since: question.since,
    namespace: 'AWS/CloudFront',
    metric: 'Requests',
    dimensions: { DistributionId: question.distribution, Region: 'Global' },
  }),
  answerOf: ({ total, busiestWeek, rhythm }) => ({
    type: 'traffic',
    requests: total,
    busiestWeek,
    rhythm,
  }),
  resourceOf: ({ distribution }) => resourceKey('cloudfront-distribution', distribution),
};

const invocations: Count<Invocations> = {
  sumOf: (question) => invocationSum(question, question.functionName),
  answerOf: ({ total }) => ({ type: 'invocations', invocations: total }),
  resourceOf: ({ region, functionName, version }) => {
    if (region !== null) return resourceKey('lambda-function', `${region}:${functionName}`);
    return version === null
      ? resourceKey('lambda-edge-function', functionName)
      : resourceKey('lambda-edge-version', `${functionName}:${version}`);
  },
};

const logEvents: Count<LogEvents> = {
  sumOf: (question) => ({
    key: questionKey(question),
    since: question.since,
    namespace: 'AWS/Logs',
    metric: 'IncomingLogEvents',
    dimensions: { LogGroupName: question.logGroup },
  }),
  answerOf: ({ total }) => ({ type: 'log-events', events: total }),
  resourceOf: ({ region, logGroup }) => resourceKey('log-group', `${region}:${logGroup}`),
};

/** One point a day, of all versions and delete markers (S3 user guide, "Metrics and dimensions"). */
const storedObjects: Count<StoredObjects> = {
  sumOf: (question) => ({
    key: questionKey(question),
    since: question.since,
    namespace: 'AWS/S3',
    metric: 'NumberOfObjects',
    dimensions: { BucketName: question.bucket, StorageType: 'AllStorageTypes' },
  }),
  answerOf: ({ points, rose }) => ({ type: 'stored-objects', days: points, rose }),
  resourceOf: ({ bucket }) => resourceKey('s3-bucket', bucket),
};

/** Calls of one version count under `Resource` too, `NAME:3` (Lambda guide, types of metrics). */
function invocationSum(question: Invocations, functionName: string): MetricSum {
  return {
    key: questionKey(question),
    since: question.since,
    namespace: 'AWS/Lambda',
    metric: 'Invocations',
    dimensions: {
      FunctionName: functionName,
      ...(question.version !== null && { Resource: `${functionName}:${question.version}` }),
    },
  };
}

async function countsByRegion<Asked extends Question & { readonly region: string | null }>(
  questions: readonly Asked[],
  count: Count<Asked>,
  context: QuestionContext,
): Promise<Answers> {
  const regions = [...new Set(questions.flatMap(({ region }) => region ?? []))];
  const answers = regions.map((region) =>
    countsIn(
      region,
      questions.filter((question) => question.region === region),
      count,
      context,
    ),
  );
  return (await Promise.all(answers)).flat();
}

async function countsIn<Asked extends Question>(
  region: string,
  questions: readonly Asked[],
  count: Count<Asked>,
  context: QuestionContext,
): Promise<Answers> {
  try {
    const totals = await readSums(
      questions.map((question) => count.sumOf(question)),
      region,
      context,
    );
    return [...totals].map(([key, counted]) => [key, count.answerOf(counted)]);
  } catch (error) {
    return uncounted(questions, count, error, context);
  }
}

/** A function counts under its name at home, and as `us-east-1.NAME` wherever its replicas ran. */
export async function edgeInvocationCounts(
  asked: readonly Invocations[],
  context: QuestionContext,
): Promise<Answers> {
  const questions = asked.filter(({ region }) => region === null);
  const sumsOf = (region: string) =>
    questions.flatMap((question) =>
      [
        ...(region === 'us-east-1' ? [question.functionName] : []),
        `us-east-1.${question.functionName}`,
      ].map((name) => invocationSum(question, name)),
    );
  try {
    const regions = [...new Set([...edgeCacheRegions, ...context.regions])].filter(
      (region) => !context.options.ignoreRegions.includes(region),
    );
    const regional = await Promise.all(
      regions.map((region) => readSums(sumsOf(region), region, context)),
    );
    return questions.map((question) => {
      const key = questionKey(question);
      const counted = regional.flatMap((counts) => counts.get(key) ?? []);
      const total = counted.reduce((sum, each) => sum + each.total, 0);
      return [key, { type: 'invocations', invocations: total }];
    });
  } catch (error) {
    return uncounted(questions, invocations, error, context);
  }
}

function uncounted<Asked extends Question>(
  questions: readonly Asked[],
  count: Count<Asked>,
  error: unknown,
  context: QuestionContext,
): Answers {
  const resources = questions.map((question) => count.resourceOf(question));
  const operation = 'cloudwatch:GetMetricData';
  const answer = unreadable(error, { operation, resources }, context);
  return questions.map((question) => [questionKey(question), answer]);
}
