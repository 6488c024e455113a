import type { Comparison } from '../../model/comparison.ts';
import { comparisonCounts } from '../comparison.ts';
import type { ComparisonJson } from './schema/comparison.ts';

export function comparisonJson(comparison: Comparison | null): ComparisonJson {
  if (comparison === null) return null;
  const { since, fresh, gone, noLonger, unread, still, monthlyCostUsd } = comparison;
  const keys = (things: readonly { readonly key: string }[]) => things.map(({ key }) => key);
  return {
    since,
    counts: comparisonCounts(comparison),
    new: keys(fresh),
    gone: keys(gone),
    noLonger: noLonger.map(({ key, verdict }) => ({ key, verdict })),
    unread: keys(unread),
    still: keys(still),
    monthlyCostUsd: { before: monthlyCostUsd.before, now: monthlyCostUsd.now },
  };
}
