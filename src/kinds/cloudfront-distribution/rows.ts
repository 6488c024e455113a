import { touching } from '../../model/gap.ts';
import { GetDistributionCommand } from '@aws-sdk/client-cloudfront';
import type { Distribution, DistributionSummary } from '@aws-sdk/client-cloudfront';

import { classifyFailure, gapFrom, UnreadableAnswer } from '../../aws/failures.ts';
import type { Gap, GapScope } from '../../model/gap.ts';
import type { Blocker, Resource } from '../../model/resource.ts';
import { behaviorsOf, distributionReferences } from './references.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { configurationHash, isoTime, resourceOf } from '../resource-shape.ts';

/** Every kind that a distribution can use: an unreadable distribution may use any of them. */
export const usedByDistributions: GapScope = touching({
  kinds: [
    'cloudfront-distribution',
    'cloudfront-function',
    'lambda-edge-function',
    'lambda-edge-version',
    's3-bucket',
    'cloudfront-key-value-store',
    'cloudfront-origin-access-control',
    'cloudfront-origin-access-identity',
    'cloudfront-cache-policy',
    'cloudfront-origin-request-policy',
    'cloudfront-response-headers-policy',
    'lambda-function',
    'iam-role',
    'log-group',
  ],
});

/** The members of a list's row that its own read has too. */
type Row = Pick<
  DistributionSummary,
  'Id' | 'ARN' | 'ETag' | 'Status' | 'LastModifiedTime' | 'DomainName'
> &
  Partial<DistributionSummary>;

/**
 * Lacks a member that AWS always sends. Some servers other than AWS leave members out; then the row proves
 * nothing.
 */
export function isThin(row: Partial<DistributionSummary>): boolean {
  const always = [
    row.ARN,
    row.Status,
    row.DomainName,
    row.LastModifiedTime,
    row.Enabled,
    row.Staging,
    row.Origins,
  ];
  return (
    always.includes(undefined) ||
    row.DefaultCacheBehavior === undefined ||
    row.CacheBehaviors === undefined ||
    behaviorsOf(row).some((each) => !each.FunctionAssociations || !each.LambdaFunctionAssociations)
  );
}

/**
 * A row completed by a read of its own; null where the distribution is gone; a gap where it cannot be read.
 */
export async function completeRow(
  row: DistributionSummary,
  context: CallContext,
): Promise<{ resource: Resource | null; gap: Gap | null }> {
  try {
    const read = await readDistribution(row.Id ?? '', context);
    return { resource: read && resourceFromDistribution(read, row.ARN), gap: null };
  } catch (error) {
    context.signal.throwIfAborted();
    const gap = gapFrom({
      source: 'cloudfront-distribution',
      operation: 'cloudfront:GetDistribution',
      region: 'global',
      error,
      affects: usedByDistributions,
    });
    return { resource: resourceFromRow(row), gap };
  }
}

export interface ReadDistribution {
  readonly etag: string;
  readonly distribution: Distribution;
}

/** One distribution by a read of its own: all members, its full configuration and ETag. Null: gone. */
export async function readDistribution(
  id: string,
  context: CallContext,
): Promise<ReadDistribution | null> {
  try {
    const answer = await context.session.clients
      .cloudfront()
      .send(new GetDistributionCommand({ Id: id }), { abortSignal: context.signal });
    if (!answer.Distribution?.DistributionConfig || answer.ETag === undefined) {
      throw new UnreadableAnswer(`The answer is not the distribution ${id}.`);
    }
    return { etag: answer.ETag, distribution: answer.Distribution };
  } catch (error) {
    if (classifyFailure(error).code === 'NoSuchDistribution') return null;
    throw error;
  }
}

/** The ARN of the list is kept, so that both reads of one server name the distribution alike. */
export function resourceFromDistribution(
  { etag, distribution }: ReadDistribution,
  arn: string | null | undefined,
): Resource {
  const { Id, Status, LastModifiedTime, DomainName, DistributionConfig: config } = distribution;
  return resourceFromRow({
    ...config,
    Id,
    ARN: arn ?? distribution.ARN,
    ETag: etag,
    Status,
    LastModifiedTime,
    DomainName,
  });
}

export function resourceFromRow(row: Row): Resource {
  const id = row.Id ?? '';
  const arn = row.ARN ?? null;
  const domain = row.DomainName?.toLowerCase();
  return resourceOf('cloudfront-distribution', id, {
    arn,
    region: 'global',
    modifiedAt: isoTime(row.LastModifiedTime),
    description: row.Comment ?? null,
    identifiers: [id, ...(arn ? [arn] : []), ...(domain ? [domain] : [])],
    references: distributionReferences(row),
    etag: row.ETag ?? null,
    configuration: configurationHash(comparable(row)),
    blockers: blockersOf(row),
    serving: {
      enabled: row.Enabled ?? true,
      settled: row.Status === 'Deployed',
      aliases: (row.Aliases?.Items ?? []).map((alias) => alias.toLowerCase()).sort(),
      whileOff: configurationHash({ ...comparable(row), Enabled: false }),
    },
  });
}

/** The configuration as far as the list shows it; status, times and ETag are not configuration. */
function comparable(row: Row): Partial<DistributionSummary> {
  const { Aliases, Origins, OriginGroups, DefaultCacheBehavior, CacheBehaviors } = row;
  const { Comment, Enabled, PriceClass, WebACLId, HttpVersion, Staging } = row;
  return {
    Aliases,
    Origins,
    OriginGroups,
    DefaultCacheBehavior,
    CacheBehaviors,
    Comment,
    Enabled,
    PriceClass,
    WebACLId,
    HttpVersion,
    Staging,
  };
}

function blockersOf(row: Row): readonly Blocker[] {
  const blockers: Blocker[] = [];
  if (row.Staging === true) {
    blockers.push({
      code: 'staging-distribution',
      detail: 'It is the staging distribution of a continuous deployment.',
    });
  }
  if (row.ConnectionMode === 'tenant-only') {
    blockers.push({
      code: 'tenant-only-distribution',
      detail: 'It serves distribution tenants, which must be deleted first.',
    });
  }
  return blockers;
}
