import type { Kind } from '../model/kind.ts';

/** How SST made a name: with a random tail (3.8.0 and later), plain (before), or by Pulumi's own rule. */
export type Generation = 'tail' | 'plain' | 'auto';

/** Logical names that SST gives to one kind in some generations. */
export interface NameShape {
  readonly kind: Kind;
  readonly generations: readonly Generation[];
  /** What follows the component's own name. */
  readonly suffix: RegExp;
  /** Too ordinary to be a sign by itself: anybody names a function `...Function`. */
  readonly weak: boolean;
}

/**
 * SST platform/src/components/aws/{cdn,router,ssr-site,static-site,https-redirect,bucket,function}.ts,
 * versions 0.1.40 to 4.17.0. Router functions of inline routes end in an 8-letter hash of the path.
 */
export const nameShapes: readonly NameShape[] = [
  shape('cloudfront-function', ['tail'], /CloudfrontFunction(Request|Response)$/),
  shape('cloudfront-function', ['tail'], /CdnRedirectCloudfrontFunctionRequest$/),
  shape(
    'cloudfront-function',
    ['tail', 'plain'],
    /CloudfrontFunction(Server|Static|ImageService)CfFunction$/,
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
  shape('s3-bucket', ['tail'], /(cdnredirectbucket|assets)bucket$/),
  shape('s3-bucket', ['tail'], /bucket$/, 'weak'),
  shape('s3-bucket', ['tail'], /(assets|cdnredirectbucket)$/, 'weak'),
];

function shape(
  kind: Kind,
  generations: readonly Generation[],
  suffix: RegExp,
  strength: 'strong' | 'weak' = 'strong',
): NameShape {
  return { kind, generations, suffix, weak: strength === 'weak' };
}
