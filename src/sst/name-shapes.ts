import type { Kind } from '../model/kind.ts';

/** How SST made a name: with a random tail (3.8.0 and later), plain (before), or by Pulumi's own rule. */
export type Generation = 'tail' | 'plain' | 'auto';

/** Logical names that SST gives to one kind in some generations. */
export interface NameShape {
  readonly kind: Kind;
  readonly generations: readonly Generation[];
  /** The part after the component's own name. */
  readonly suffix: RegExp;
  /** Too ordinary to be a sign by itself: anybody names a function `...Function`. */
  readonly weak: boolean;
  /** The description that AWS must have, too; `{component}` stands for the part before the suffix. */
  readonly description: string | null;
}

/** SST's description of every access control and identity that it makes, whatever its app and stage. */
export const createdBySst = 'Created by SST';

/** Kinds whose SST resources are recognised by that description alone, as no name shows their owner. */
export const markedKinds: ReadonlySet<Kind> = new Set([
  'cloudfront-origin-access-control',
  'cloudfront-origin-access-identity',
]);

/**
 * SST platform/src/components/aws/{cdn,router,ssr-site,static-site,https-redirect,bucket,function}.ts,
 * versions 0.1.40 to 4.17.0. Router functions of inline routes end in an 8-letter hash of the path.
 */
export const nameShapes: readonly NameShape[] = [
  shape('cloudfront-function', ['tail'], /CloudfrontFunction(Request|Response)$/),
  shape('cloudfront-function', ['tail'], /CdnRedirectCloudfrontFunctionRequest$/),
  // The requests and responses came with 3.3.41, all of them were removed with 3.10 (ssr-site.ts).
  shape(
    'cloudfront-function',
    ['tail', 'plain'],
    /CloudfrontFunction(Server|Static|ImageService|AssetsRequest|ServerRequest|ServerResponse)CfFunction$/,
  ),
  shape(
    'cloudfront-function',
    ['tail', 'plain'],
    /CloudfrontFunction(Response)?[abcdefhkmnorstuvwxz]{8}$/,
  ),
  shape('cloudfront-function', ['tail', 'plain'], /CloudfrontFunction$/),
  shape('cloudfront-function', ['tail', 'plain'], /(Response)?Function$/, 'weak'),
  shape(
    'cloudfront-function',
    ['auto'],
    /CloudfrontFunction(Server|Static|ImageService)CfFunction$/,
  ),
  shape('cloudfront-function', ['auto'], /CdnRedirectCloudfrontFunctionRequest$/),
  shape('lambda-edge-function', ['tail'], /Edge(Fn|Function)$/),
  shape('lambda-edge-function', ['tail', 'plain'], /EdgeServerFunction$/),
  // Here the component is the whole name: without the description any name would do.
  shape('cloudfront-origin-access-control', ['tail', 'plain'], /$(?<=^[A-Z][A-Za-z0-9]*)/, {
    description: createdBySst,
  }),
  shape('cloudfront-cache-policy', ['auto'], /ServerCachePolicy$/, {
    description: 'SST server response cache policy',
  }),
  shape('cloudfront-cache-policy', ['auto'], /CachePolicy$/, {
    description: '{component} router cache policy',
  }),
  // Stores came with 3.9.17, after the tails.
  shape('cloudfront-key-value-store', ['tail'], /KvStore$/),
  shape('s3-bucket', ['tail'], /(cdnredirectbucket|assets)bucket$/),
  shape('s3-bucket', ['tail'], /bucket$/, 'weak'),
  shape('s3-bucket', ['tail'], /(assets|cdnredirectbucket)$/, 'weak'),
  shape('lambda-function', ['tail', 'plain'], /Function$/, 'weak'),
  // A role is named like its function, without the word; since 3.8.0 with the tail.
  shape('iam-role', ['tail', 'plain'], /Role$/, 'weak'),
  shape('log-group', ['tail'], /Edge(Fn|Function)$/),
  shape('log-group', ['tail', 'plain'], /(Function|Fn|StateMachine)$/, 'weak'),
];

/**
 * Comments that SST gives to distributions, which have no names (ssr-site.ts, static-site.ts, router.ts,
 * https-redirect.ts).
 */
export const distributionComment = /^(?:([A-Z][A-Za-z0-9]*) (?:app|site|router)|Redirect to .+)$/;

/** The component that such a comment names; null: none. */
export function componentOfComment(comment: string): string | null {
  return distributionComment.exec(comment)?.[1] ?? null;
}

function shape(
  kind: Kind,
  generations: readonly Generation[],
  suffix: RegExp,
  more: 'weak' | { readonly description: string } | null = null,
): NameShape {
  const weak = more === 'weak';
  const description = more === null || more === 'weak' ? null : more.description;
  return { kind, generations, suffix, weak, description };
}
