import {
  GetDistributionConfigCommand,
  ListDistributionTenantsCommand,
} from '@aws-sdk/client-cloudfront';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import { readPages } from '../../aws/pages.ts';
import { parseS3Host } from '../../aws/s3-host.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { configurationHash } from '../resource-shape.ts';
import { servedByConfiguration } from './served.ts';

/** Facts that only a distribution's full configuration has, and no list. */
export interface FullConfiguration {
  readonly logBucket: string | null;
  readonly continuousDeployment: string | null;
  /** Hash of the members that decide about viewers' answers (`servedHash`). */
  readonly served: string;
  /** The hash that `disable` writes into the distribution's tags for the configuration it sends. */
  readonly configuration: string;
}

/** Null: the distribution is gone. */
export async function fullConfiguration(
  id: string,
  context: CallContext,
): Promise<FullConfiguration | null> {
  try {
    const { DistributionConfig: config } = await context.session.clients
      .cloudfront()
      .send(new GetDistributionConfigCommand({ Id: id }), { abortSignal: context.signal });
    if (!config) throw new UnreadableAnswer(`The answer is not the configuration of ${id}.`);
    return {
      logBucket: bucketOfHost(config.Logging?.Bucket),
      continuousDeployment: config.ContinuousDeploymentPolicyId || null,
      served: servedByConfiguration(config),
      configuration: configurationHash(config),
    };
  } catch (error) {
    if (classifyFailure(error).code === 'NoSuchDistribution') return null;
    throw error;
  }
}

/** A host that is no bucket's is passed on unchanged: it may still be compared with names. */
function bucketOfHost(host: string | undefined): string | null {
  if (!host) return null;
  const parsed = parseS3Host(host);
  return parsed.type === 'bucket' ? parsed.bucket : host.toLowerCase();
}

/** Tenants of a multi-tenant distribution, which must go before it. */
export async function countTenants(id: string, context: CallContext): Promise<number> {
  let count = 0;
  const pages = readPages(async (marker) => {
    const answer = await context.session.clients.cloudfront().send(
      new ListDistributionTenantsCommand({
        AssociationFilter: { DistributionId: id },
        MaxItems: 100,
        ...(marker && { Marker: marker }),
      }),
      { abortSignal: context.signal },
    );
    // Unlike other lists this one may be left out where it is empty; AWS itself guards the tenants.
    return { rows: answer.DistributionTenantList ?? [], next: answer.NextMarker || null };
  });
  for await (const rows of pages) count += rows.length;
  return count;
}
