import { UpdateDistributionCommand } from '@aws-sdk/client-cloudfront';
import type { DefaultCacheBehavior, DistributionConfig } from '@aws-sdk/client-cloudfront';

import { classifyFailure } from '../../aws/failures.ts';
import type { Failure } from '../../aws/failures.ts';
import type { Resource } from '../../model/resource.ts';
import { traceTags } from '../../model/own-tags.ts';
import { addCloudFrontTags } from '../cloudfront-tags.ts';
import { readDistribution } from './rows.ts';
import type { ReadDistribution } from './rows.ts';
import type { StepContext, StepResult } from '../kind-module.ts';
import { configurationHash, isoTime } from '../resource-shape.ts';
import { done, gone, inUse, refused, stale } from '../step-results.ts';

/** Disables an enabled distribution. AWS takes only a whole configuration, and validates all of it again. */
export async function disableDistribution(
  resource: Resource,
  context: StepContext,
): Promise<StepResult> {
  const read = await readDistribution(resource.id, context);
  if (!read) return gone;
  const config = read.distribution.DistributionConfig;
  if (!config || config.Enabled === false) return done;
  const refusal = refusalOf(config);
  if (refusal) return refusal;
  if (resource.etag !== null && resource.etag !== read.etag) return stale;
  let failure: unknown = null;
  for (const { sent, without } of disablingConfigs(config)) {
    if (without !== null) context.progress(0, `another attempt, without ${without}`);
    try {
      const markedAt = context.session.now().getTime();
      await markAsOurs(resource, { read, sent }, context);
      const kept = await update(resource.id, { etag: read.etag, sent }, context);
      // AWS fills in omitted members: the trace must carry the hash of the configuration that it keeps.
      const isOther = kept !== null && configurationHash(kept) !== configurationHash(sent);
      const isLate = context.session.now().getTime() - markedAt > longestTraceMs;
      if (kept !== null && (isOther || isLate))
        await markAsOurs(resource, { read, sent: kept }, context);
      return done;
    } catch (error) {
      context.signal.throwIfAborted();
      const given = classifyFailure(error);
      if (!isAboutConfiguration(given, config)) return resultOf(given, error);
      failure ??= error;
    }
  }
  throw failure;
}

/**
 * A throttled change may come long after its tags, and one that is not close to them counts as somebody
 * else's (`modifiedByOthersAt`: 10 minutes): then nothing of the stage would ever be a leftover again.
 */
const longestTraceMs = 2 * 60_000;

/**
 * A staging distribution and one with a continuous deployment policy are tied to another distribution; SST
 * makes neither.
 */
function refusalOf(config: DistributionConfig): StepResult | null {
  if (config.Staging === true) {
    return refused(
      'staging-distribution',
      'It is the staging distribution of a continuous deployment.',
    );
  }
  if (config.ContinuousDeploymentPolicyId) {
    return refused(
      'continuous-deployment',
      `It has the continuous deployment policy ${config.ContinuousDeploymentPolicyId}.`,
    );
  }
  return null;
}

/**
 * Written before the configuration, so that after a crash, or from another machine, a sweep still knows
 * whose change it was: a distribution that a sweep just disabled is not one that somebody works on.
 */
async function markAsOurs(
  resource: Resource,
  { read, sent }: { read: ReadDistribution; sent: DistributionConfig },
  context: StepContext,
): Promise<void> {
  const arn = resource.arn ?? read.distribution.ARN;
  if (!arn) throw new Error(`The distribution ${resource.id} has no ARN to tag.`);
  const modifiedAt = isoTime(read.distribution.LastModifiedTime) ?? resource.modifiedAt;
  const tags = {
    [traceTags.sweep]: context.sweep,
    [traceTags.at]: context.session.now().toISOString(),
    [traceTags.configuration]: configurationHash(sent),
    ...(modifiedAt !== null && { [traceTags.modifiedAt]: modifiedAt }),
  };
  await addCloudFrontTags(arn, tags, context);
}

async function update(
  id: string,
  { etag, sent }: { etag: string; sent: DistributionConfig },
  context: StepContext,
): Promise<DistributionConfig | null> {
  const answer = await context.session.clients
    .cloudfront()
    .send(new UpdateDistributionCommand({ Id: id, IfMatch: etag, DistributionConfig: sent }), {
      abortSignal: context.signal,
    });
  return answer.Distribution?.DistributionConfig ?? null;
}

function resultOf(failure: Failure, error: unknown): StepResult {
  // Only this code means gone: NoSuchCachePolicy and the like are about resources that the configuration
  // names.
  if (failure.code === 'NoSuchDistribution') return gone;
  if (failure.class === 'stale') return stale;
  if (failure.code === 'StagingDistributionInUse')
    return refused('staging-distribution', failure.message);
  if (failure.class === 'in-use') return inUse(failure.message);
  throw error;
}

const configurationCodes: ReadonlySet<string> = new Set([
  'CNAMEAlreadyExists',
  'InvalidArgument',
  'InvalidFunctionAssociation',
  'InvalidLambdaFunctionAssociation',
  'InvalidOrigin',
  'InvalidOriginAccessControl',
  'InvalidOriginAccessIdentity',
  'InvalidViewerCertificate',
]);

/**
 * Resources that the configuration names may be gone or closed to the caller: a deleted log bucket
 * (hashicorp/terraform-provider-aws#43609), one without ACLs (aws/aws-cdk#33297), Lambda versions that may
 * not be replicated.
 */
function isAboutConfiguration(failure: Failure, config: DistributionConfig): boolean {
  if (configurationCodes.has(failure.code)) return true;
  const logs = config.Logging?.Enabled === true;
  return (
    failure.code === 'AccessDenied' &&
    (logs || JSON.stringify(config).includes('LambdaFunctionARN'))
  );
}

/**
 * The configuration unchanged, then without the parts that most often make AWS refuse it. The distribution
 * is deleted soon after.
 */
function disablingConfigs(
  config: DistributionConfig,
): readonly { sent: DistributionConfig; without: string | null }[] {
  const echo = withBehaviors({ ...config, Enabled: false }, fillAssociations);
  const unlogged: DistributionConfig = {
    ...echo,
    Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' },
  };
  const bare: DistributionConfig = {
    ...withBehaviors(unlogged, dropAssociations),
    Aliases: { Quantity: 0 },
    ViewerCertificate: { CloudFrontDefaultCertificate: true },
    Origins: withoutAccessControls(unlogged.Origins),
  };
  const logs = config.Logging?.Enabled === true || Boolean(config.Logging?.Bucket);
  return [
    { sent: echo, without: null },
    ...(logs ? [{ sent: unlogged, without: 'its log bucket' }] : []),
    { sent: bare, without: 'log bucket, functions, aliases and origin access controls' },
  ];
}

type Change = <Behavior extends DefaultCacheBehavior>(behavior: Behavior) => Behavior;

function withBehaviors(config: DistributionConfig, change: Change): DistributionConfig {
  const { DefaultCacheBehavior: first, CacheBehaviors: others } = config;
  return {
    ...config,
    DefaultCacheBehavior: first && change(first),
    ...(others?.Items && {
      CacheBehaviors: { ...others, Items: others.Items.map((each) => change(each)) },
    }),
  };
}

/** Very old configurations lack the member, and an update without it is refused (hashicorp/terraform#10938). */
const fillAssociations: Change = (behavior) => ({
  ...behavior,
  LambdaFunctionAssociations: behavior.LambdaFunctionAssociations ?? { Quantity: 0 },
});

const dropAssociations: Change = (behavior) => ({
  ...behavior,
  LambdaFunctionAssociations: { Quantity: 0 },
  FunctionAssociations: { Quantity: 0 },
});

function withoutAccessControls(
  origins: DistributionConfig['Origins'],
): DistributionConfig['Origins'] {
  if (!origins?.Items) return origins;
  return {
    ...origins,
    Items: origins.Items.map((origin) => ({ ...origin, OriginAccessControlId: '' })),
  };
}
