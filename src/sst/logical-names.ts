import type { Kind } from '../model/kind.ts';
import { componentOfComment } from './name-shapes.ts';
import { readName } from './names.ts';

/**
 * Endings of logical names after the component, where a physical name ends otherwise (SST
 * platform/src/components/aws/{function,cdn,bucket,ssr-site}.ts and providers/origin-access-control.ts).
 */
const logicalEnds: Readonly<Record<Kind, readonly string[]>> = {
  'cloudfront-distribution': ['CdnDistribution', 'Distribution'],
  'cloudfront-origin-access-control': ['S3AccessControl.sst.aws.OriginAccessControl'],
  'iam-role': ['FunctionRole'],
  'lambda-edge-function': ['EdgeFunction'],
  'log-group': ['LogGroup'],
  's3-bucket': ['AssetsBucket'],
};

/**
 * In lower case, the logical names that the URN of a resource with this name or comment may have: SST
 * derives the physical name from the logical one (platform/src/components/naming.ts). Null: it has no name
 * that shows one.
 */
export function logicalNames(resource: {
  readonly kind: Kind;
  readonly name: string | null;
  readonly description: string | null;
}): ReadonlySet<string> | null {
  const { kind, name, description } = resource;
  const ends = logicalEnds[kind] ?? [];
  const under = (component: string) => ends.map((end) => component + end);
  if (kind === 'cloudfront-distribution') {
    const component = componentOfComment(description ?? '');
    return component === null ? null : lowerCase(under(component));
  }
  if (name === null) return null;
  return lowerCase(
    readName(kind, name, description).flatMap(({ logicalName, component }) => [
      logicalName,
      ...(component === null ? [] : under(component)),
    ]),
  );
}

function lowerCase(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((each) => each.toLowerCase()));
}
