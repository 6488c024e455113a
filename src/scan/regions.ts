import type { FreeText } from '../kinds/kind-module.ts';
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

/** URL-encoded or not; the colons of an ARN are `%3A` in IAM's answers. */
const arnInText =
  /arn(?::|%3A)aws[a-z-]*(?::|%3A)[a-z0-9-]+(?::|%3A)([a-z0-9-]+)(?::|%3A)(\d{12})(?::|%3A)/gi;

/**
 * Regions of which a policy or an environment names something of this account. Lambda's console gives each
 * function's role a policy for its own log group, and so do most tools: a function may run there that uses
 * what is listed elsewhere, in a region in which nothing of SST's lies.
 */
export function regionsOfTexts(texts: readonly FreeText[], account: string): readonly string[] {
  const found = texts.flatMap(({ value }) =>
    Array.from(JSON.stringify(value).matchAll(arnInText), ([, region, owner]) =>
      owner === account ? region : undefined,
    ),
  );
  return [...new Set(found)].filter(isRegion);
}
