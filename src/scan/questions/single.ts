import { countTenants, fullConfiguration } from '../../kinds/cloudfront-distribution/questions.ts';
import { readGrantees } from '../../kinds/s3-bucket/settings/acl.ts';
import {
  accessLogTarget,
  newestUpload,
  readBucketContents,
} from '../../kinds/s3-bucket/contents.ts';
import { readNotified } from '../../kinds/s3-bucket/settings/notifications.ts';
import { readPolicyNames } from '../../kinds/s3-bucket/settings/policy.ts';
import { replicationTargets } from '../../kinds/s3-bucket/settings/replication.ts';
import {
  type AccessPoint,
  multiRegionHome,
  readAccessPoints,
  readMultiRegionAccessPoints,
} from '../../kinds/s3-bucket/settings/access-points.ts';
import { aliasedVersions } from '../../kinds/lambda/aliases.ts';
import { readCallers, readSources } from '../../kinds/lambda/callers.ts';
import { edgeRegion } from '../../kinds/lambda/listing.ts';
import { readLogGroupTags } from '../../kinds/log-group/tags.ts';
import { readFunctionUrls } from '../../kinds/lambda/triggers.ts';
import { lastUsedAt, readRole, tagsOf } from '../../kinds/iam-role/reading.ts';
import { type Question, type Answer, questionKey } from '../../model/question.ts';
import { attachedPolicies, inlinePolicies, profilesOf } from '../../kinds/iam-role/policies.ts';
import { resourceKey } from '../../model/resource.ts';
import { kindOfKey, readOwnTags, tagOperations } from './own-tags.ts';
import { type Answers, type QuestionContext, unreadable } from './question-context.ts';

/** All but sums of metrics, of which many share a call. */
type SingleLookup = Exclude<
  Question,
  { type: 'traffic' | 'invocations' | 'log-events' | 'stored-objects' }
>;

const counted: readonly Question['type'][] = [
  'traffic',
  'invocations',
  'log-events',
  'stored-objects',
];

export function isSingle(question: Question): question is SingleLookup {
  return !counted.includes(question.type);
}

/** Answers a question by one call, or one list. */
export async function answerOne(
  question: SingleLookup,
  context: QuestionContext,
): Promise<Answers> {
  const key = questionKey(question);
  const [operation, resource] = nameOf(question);
  try {
    return [[key, await read(question, context)]];
  } catch (error) {
    return [[key, unreadable(error, { operation, resources: [resource] }, context)]];
  }
}

async function read(question: SingleLookup, context: QuestionContext): Promise<Answer> {
  switch (question.type) {
    case 'distribution-config': {
      const full = await fullConfiguration(question.id, context);
      return {
        type: 'distribution-config',
        ...(full ?? { logBucket: null, continuousDeployment: null, served: '', configuration: '' }),
      };
    }
    case 'bucket-acl': {
      const { bucket: name, region } = question;
      return { type: 'bucket-acl', ...(await readGrantees({ name, region }, context)) };
    }
    case 'bucket-logging':
      return {
        type: 'bucket-logging',
        target: await accessLogTarget(question.bucket, question.region, context),
      };
    case 'bucket-replication': {
      const { bucket: name, region } = question;
      const targets = await replicationTargets({ name, region }, context);
      return { type: 'bucket-replication', targets };
    }
    case 'access-points':
      return { type: 'access-points', points: await accessPointsOf(question.region, context) };
    case 'bucket-policy': {
      const { bucket: name, region } = question;
      return { type: 'bucket-policy', ...(await readPolicyNames({ name, region }, context)) };
    }
    case 'bucket-notifications': {
      const { bucket: name, region } = question;
      return { type: 'bucket-notifications', told: await readNotified({ name, region }, context) };
    }
    case 'bucket-contents': {
      const contents = await readBucketContents(question.bucket, question.region, context);
      const gone = {
        versions: 0,
        complete: true,
        oldestAt: null,
        newestAt: null,
        sizeBytes: 0,
        bytesByClass: {},
        objectLock: false,
        mfaDelete: false,
        versioned: false,
        keyOfSst: null,
        writtenIn: [],
      };
      return { type: 'bucket-contents', ...(contents ?? gone) };
    }
    case 'bucket-uploads': {
      const newestAt = await newestUpload(question.bucket, question.region, context);
      return { type: 'bucket-uploads', newestAt };
    }
    case 'alias':
      return { type: 'alias', resolves: await context.resolve(question.name) };
    case 'function-urls': {
      const { functionName: name, region } = question;
      const urls = await readFunctionUrls({ region, name, version: null }, context);
      return { type: 'function-urls', ...urls };
    }
    case 'event-sources':
      return { type: 'event-sources', sources: await readSources(question.region, context) };
    case 'function-callers': {
      const { by, functionName: name, region } = question;
      const callers = await readCallers[by]({ region, name, version: null }, context);
      return { type: 'function-callers', callers };
    }
    case 'log-group-tags': {
      const { logGroup: name, region } = question;
      return { type: 'log-group-tags', tags: await readLogGroupTags({ name, region }, context) };
    }
    case 'aliased-versions': {
      const { functionName: name } = question;
      const versions = await aliasedVersions({ region: edgeRegion, name, version: null }, context);
      return { type: 'aliased-versions', versions };
    }
    case 'role': {
      const role = await readRole(question.role, context);
      return role === null
        ? { type: 'role', lastUsedAt: null, tags: {} }
        : { type: 'role', lastUsedAt: lastUsedAt(role), tags: tagsOf(role) };
    }
    case 'role-policies': {
      const [attached, inline] = await Promise.all([
        attachedPolicies(question.role, context),
        inlinePolicies(question.role, context),
      ]);
      return { type: 'role-policies', attached, inline };
    }
    case 'role-profiles':
      return { type: 'role-profiles', profiles: await profilesOf(question.role, context) };
    case 'tags':
      return { type: 'tags', tags: await readOwnTags(question.key, context) };
    case 'tenants':
      return { type: 'tenants', tenants: await countTenants(question.distribution, context) };
  }
}

/** `--ignore-region` vouches for one that cannot be read. */
async function accessPointsOf(
  region: string | null,
  context: QuestionContext,
): Promise<readonly AccessPoint[]> {
  if (context.options.ignoreRegions.includes(region ?? multiRegionHome)) return [];
  return region === null
    ? readMultiRegionAccessPoints(context)
    : readAccessPoints({ region }, context);
}

function nameOf(question: SingleLookup): readonly [operation: string, resource: string] {
  switch (question.type) {
    case 'distribution-config':
      return [
        'cloudfront:GetDistributionConfig',
        resourceKey('cloudfront-distribution', question.id),
      ];
    case 'bucket-acl':
      return ['s3:GetBucketAcl', resourceKey('s3-bucket', question.bucket)];
    case 'bucket-logging':
      return ['s3:GetBucketLogging', resourceKey('s3-bucket', question.bucket)];
    case 'bucket-replication':
      return ['s3:GetReplicationConfiguration', resourceKey('s3-bucket', question.bucket)];
    case 'access-points':
      return question.region === null
        ? ['s3:ListMultiRegionAccessPoints', multiRegionHome]
        : ['s3:ListAccessPoints', question.region];
    case 'bucket-policy':
      return ['s3:GetBucketPolicy', resourceKey('s3-bucket', question.bucket)];
    case 'bucket-notifications':
      return ['s3:GetBucketNotification', resourceKey('s3-bucket', question.bucket)];
    case 'bucket-contents':
      return ['s3:ListBucketVersions', resourceKey('s3-bucket', question.bucket)];
    case 'bucket-uploads':
      return ['s3:ListBucketMultipartUploads', resourceKey('s3-bucket', question.bucket)];
    case 'alias':
      return ['dns:Lookup', question.name];
    case 'function-urls':
      return [
        'lambda:ListFunctionUrlConfigs',
        resourceKey('lambda-function', `${question.region}:${question.functionName}`),
      ];
    case 'event-sources':
      return ['lambda:ListEventSourceMappings', question.region];
    case 'function-callers':
      return [question.by, question.key];
    case 'log-group-tags':
      return [
        'logs:ListTagsForResource',
        resourceKey('log-group', `${question.region}:${question.logGroup}`),
      ];
    case 'aliased-versions':
      return ['lambda:ListAliases', resourceKey('lambda-edge-function', question.functionName)];
    case 'role':
      return ['iam:GetRole', resourceKey('iam-role', question.role)];
    case 'role-policies':
      return ['iam:ListAttachedRolePolicies', resourceKey('iam-role', question.role)];
    case 'role-profiles':
      return ['iam:ListInstanceProfilesForRole', resourceKey('iam-role', question.role)];
    case 'tags':
      return [tagOperations[kindOfKey(question.key)] ?? 'tag:GetResources', question.key];
    case 'tenants':
      return [
        'cloudfront:ListDistributionTenants',
        resourceKey('cloudfront-distribution', question.distribution),
      ];
  }
}
