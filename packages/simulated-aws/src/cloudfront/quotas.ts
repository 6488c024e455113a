import { refuse } from './answers.ts';
import type { Store } from './store.ts';

/** What one account may have of each, as AWS sets it at first (CloudFront developer guide, "Quotas"). */
const quotas = {
  TooManyDistributions: { limit: 500, count: ({ distributions }: Store) => distributions.size },
  TooManyFunctions: { limit: 100, count: ({ functions }: Store) => functions.size },
  TooManyOriginAccessControls: {
    limit: 100,
    count: ({ originAccessControls }: Store) => originAccessControls.size,
  },
  // AWS does not raise this one.
  TooManyCachePolicies: {
    limit: 20,
    count: ({ policies }: Store) =>
      [...policies.CachePolicy.values()].filter(({ type }) => type === 'custom').length,
  },
} as const;

/** A creation beyond the account's quota: 400 with a code of its own. */
export function checkQuota(store: Store, code: keyof typeof quotas): void {
  const { limit, count } = quotas[code];
  if (count(store) < limit) return;
  refuse(400, code, 'You have exceeded the limit for this kind of resource.');
}
