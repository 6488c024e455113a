import { touching } from '../model/gap.ts';
import { readCloudFrontTags } from '../kinds/cloudfront-tags.ts';
import type { Resource, Tags } from '../model/resource.ts';
import { durations, toMs } from '../model/times.ts';
import { pairFromTags } from '../sst/tags.ts';
import type { ScanContext } from './scan-context.ts';

/** For this long after a change the tagging API may not show the tags that were set then. */
const taggingLagMs = 2 * durations.hourMs;

/**
 * Our own trace is in a distribution's tags, and the tagging API is late. SST's distributions that were
 * disabled not long ago are therefore read from CloudFront itself; where that fails, the tagging API's answer
 * holds, which can only make a verdict less sure.
 */
export async function withFreshTags(
  resources: readonly Resource[],
  context: ScanContext,
): Promise<readonly Resource[]> {
  const now = context.session.now().getTime();
  const late = resources.filter(
    ({ serving, arn, modifiedAt, tags }) =>
      serving?.enabled === false &&
      arn !== null &&
      modifiedAt !== null &&
      now - toMs(modifiedAt) <= taggingLagMs &&
      pairFromTags(tags),
  );
  const fresh = new Map(
    await Promise.all(
      late.map(async (resource) => [resource, await freshTags(resource, context)] as const),
    ),
  );
  return resources.map((resource) => {
    const tags = fresh.get(resource);
    return tags === undefined ? resource : { ...resource, tags };
  });
}

async function freshTags({ key, arn, tags }: Resource, context: ScanContext): Promise<Tags | null> {
  const origin = {
    source: 'tags',
    operation: 'cloudfront:ListTagsForResource',
    region: null,
    affects: touching({ resources: [key] }),
  };
  return context.gaps.guard(origin, () => readCloudFrontTags(arn ?? '', context), tags);
}
