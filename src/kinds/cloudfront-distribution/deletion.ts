import { DeleteDistributionCommand, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import type { DistributionSummary } from '@aws-sdk/client-cloudfront';

import { classifyFailure, isPricingPlan } from '../../aws/failures.ts';
import { alongTrail } from '../../aws/page-trails.ts';
import { cloudFrontPage, readPages } from '../../aws/pages.ts';
import type { Resource } from '../../model/resource.ts';
import { readDistribution } from './rows.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { StepContext, StepResult } from '../kind-module.ts';
import { done, gone, inUse, refused, stale, wait } from '../step-results.ts';

/**
 * CloudFront deletes a distribution only when it is disabled and deployed; both change the ETag, so it is
 * read anew.
 */
export async function deleteDistribution(
  resource: Resource,
  context: StepContext,
): Promise<StepResult> {
  const read = await readDistribution(resource.id, context);
  if (!read) return gone;
  // Either enabled again, or a read that lags behind our own disabling: match again.
  if (read.distribution.DistributionConfig?.Enabled !== false) return stale;
  if (read.distribution.Status !== 'Deployed') return wait('propagating', 15);
  try {
    await context.session.clients
      .cloudfront()
      .send(new DeleteDistributionCommand({ Id: resource.id, IfMatch: read.etag }), {
        abortSignal: context.signal,
      });
    return done;
  } catch (error) {
    return deletionResult(error);
  }
}

function deletionResult(error: unknown): StepResult {
  const failure = classifyFailure(error);
  if (failure.code === 'NoSuchDistribution') return gone;
  if (failure.code === 'DistributionNotDisabled') return wait('propagating', 15);
  if (isPricingPlan(failure)) return refused('pricing-plan', failure.message);
  if (failure.code === 'StagingDistributionInUse')
    return refused('staging-distribution', failure.message);
  if (failure.class === 'stale') return stale;
  if (failure.class === 'in-use') return inUse(failure.message);
  throw error;
}

/** One page of a list holds the state of 100 distributions and saves 100 reads. */
export async function pollDistributions(
  ids: readonly string[],
  context: CallContext,
): Promise<ReadonlyMap<string, 'pending' | 'ready' | 'undone'>> {
  const waiting = new Set(ids);
  const found = new Map<string, 'pending' | 'ready' | 'undone'>();
  for await (const rows of listDistributionRows(context)) {
    for (const { Id: id, Enabled: enabled, Status: status } of rows) {
      if (id === undefined || !waiting.has(id)) continue;
      // Right after the update a read may still say enabled *and* deployed (go-to-k/cdkd#33).
      if (enabled !== false) found.set(id, 'undone');
      else found.set(id, status === 'Deployed' ? 'ready' : 'pending');
    }
  }
  return found;
}

export function listDistributionRows(
  context: CallContext,
): AsyncIterable<readonly DistributionSummary[]> {
  return readPages(
    alongTrail(
      async (marker) => {
        const answer = await context.session.clients
          .cloudfront()
          .send(
            new ListDistributionsCommand({ MaxItems: 100, ...(marker && { Marker: marker }) }),
            {
              abortSignal: context.signal,
            },
          );
        return cloudFrontPage(answer.DistributionList);
      },
      context.session,
      'CloudFront.ListDistributions',
    ),
  );
}
