import type { Kind } from '../model/kind.ts';

export interface Quota {
  readonly kind: Kind;
  readonly plural: string;
  /** Per account, as AWS sets it at first (CloudFront developer guide, "Quotas"). */
  readonly limit: number;
  /** AWS raises it on request. */
  readonly adjustable: boolean;
}

export const quotas: readonly Quota[] = [
  {
    kind: 'cloudfront-cache-policy',
    plural: 'custom cache policies',
    limit: 20,
    adjustable: false,
  },
  { kind: 'cloudfront-function', plural: 'CloudFront functions', limit: 100, adjustable: true },
  { kind: 'cloudfront-distribution', plural: 'distributions', limit: 500, adjustable: true },
  {
    kind: 'cloudfront-origin-access-control',
    plural: 'origin access controls',
    limit: 100,
    adjustable: true,
  },
  { kind: 'cloudfront-key-value-store', plural: 'key-value stores', limit: 50, adjustable: true },
];
