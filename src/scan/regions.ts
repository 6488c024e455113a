import type { Resource } from '../model/resource.ts';
import type { TaggedResource } from '../model/inventory.ts';
import { isRegion } from '../model/region.ts';
import { stackTag } from '../model/stage.ts';

const regionInName = /^(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d/;

/** The region of an ARN; null where it has none, or where it does not parse. */
function regionOfArn(arn: string): string | null {
  const region = arn.split(':')[3];
  return isRegion(region) ? region : null;
}

/**
 * Regions that listed resources point at: those of buckets, of ARNs, and the one that CDK writes in
 * front of a CloudFront function's name (aws-cloudfront/lib/function.ts).
 */
export function regionsOfResources(resources: readonly Resource[]): readonly string[] {
  return resources.flatMap(({ kind, region, arn, name }) => {
    const prefix = kind === 'cloudfront-function' ? regionInName.exec(name ?? '')?.[0] : undefined;
    return [region, arn === null ? undefined : (regionOfArn(arn) ?? undefined), prefix].filter(
      isRegion,
    );
  });
}

/** Regions of tagged resources, and of the stacks that made them: a stack may own resources anywhere. */
export function regionsOfTags(rows: readonly TaggedResource[]): readonly string[] {
  return rows.flatMap(({ arn, tags }) =>
    [arn, tags[stackTag]].flatMap((text) => (text === undefined ? [] : (regionOfArn(text) ?? []))),
  );
}
