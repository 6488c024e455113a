import { touching } from '../model/gap.ts';
import { readCloudFrontTags } from '../kinds/cloudfront-tags.ts';
import type { Resource } from '../model/resource.ts';
import { durations, toMs } from '../model/times.ts';
import { pairFromTags } from '../sst/tags.ts';
import type { ScanContext } from './scan-context.ts';

/** So long after a change the tagging API may not yet show what was tagged with it. */
const taggingLagMs = 2 * durations.hourMs;

/**
 * Our own trace stands in a distribution's tags, and the tagging API is late. Those of SST's
 * distributions that were disabled not long ago are therefore read from CloudFront itself; where
 * that fails, the tagging API's word stands, which can only make a verdict less sure.
 */
export async function withFreshTags(
  resources: readonly Resource[],
  context: ScanContext,
): Promise<readonly Resource[]> {
  const now = context.session.now().getTime();
  return Promise.all(
    resources.map(async (resource) => {
      const { serving, arn, modifiedAt } = resource;
      if (serving?.enabled !== false || arn === null || modifiedAt === null) return resource;
      if (now - toMs(modifiedAt) > taggingLagMs || !pairFromTags(resource.tags)) return resource;
      const affects = touching({ resources: [resource.key] });
      const origin = {
        source: 'tags',
        operation: 'cloudfront:ListTagsForResource',
        region: null,
        affects,
      };
      return {
        ...resource,
        tags: await context.gaps.guard(
          origin,
          () => readCloudFrontTags(arn, context),
          resource.tags,
        ),
      };
    }),
  );
}
