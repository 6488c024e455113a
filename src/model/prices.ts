import type { KindFacts } from './kind.ts';

/**
 * List prices of us-east-1 in US dollars for a GB (2^30 bytes) and month, first tier, as of November 2026
 * (aws.amazon.com/s3/pricing, aws.amazon.com/cloudwatch/pricing). Other regions differ by some tenths.
 * Smallest sizes and durations that AWS bills, requests and uploads that were never completed are not in
 * them. The price of Intelligent-Tiering rests on a tier that no list shows.
 */
const perGbMonth = {
  bucket: {
    STANDARD: 0.023,
    STANDARD_IA: 0.0125,
    ONEZONE_IA: 0.01,
    GLACIER_IR: 0.004,
    GLACIER: 0.0036,
    DEEP_ARCHIVE: 0.00099,
  } as Readonly<Record<string, number>>,
  logs: 0.03,
};

/** Facts about the size of a resource. */
export interface Stored {
  readonly billedAtRest: KindFacts['billedAtRest'];
  readonly sizeBytes: number | null;
  /** A bucket's, by storage class; null where not all of it was seen. */
  readonly bytesByClass: Readonly<Record<string, number>> | null;
}

/** US dollars a month at us-east-1's list prices; null: no price is known, or no size was read. */
export function monthlyCostUsd({ billedAtRest, sizeBytes, bytesByClass }: Stored): number | null {
  if (billedAtRest === 'nothing') return 0;
  if (billedAtRest === 'log-storage')
    return sizeBytes === null ? null : priceOf(sizeBytes, perGbMonth.logs);
  if (billedAtRest === null || bytesByClass === null) return null;
  const costs = Object.entries(bytesByClass).map(([storageClass, bytes]) => {
    const price = perGbMonth.bucket[storageClass];
    return price === undefined ? null : priceOf(bytes, price);
  });
  return costs.reduce<number | null>(
    (sum, cost) => (sum === null || cost === null ? null : rounded(sum + cost)),
    0,
  );
}

function priceOf(bytes: number, usdPerGb: number): number {
  return rounded((bytes / 1024 ** 3) * usdPerGb);
}

/** The cost of several resources together. */
export interface Cost {
  /** Null: of none of them a price is known. */
  readonly monthlyUsd: number | null;
  /** Number of resources without a known price. */
  readonly unpriced: number;
}

export function costOf(resources: readonly { readonly monthlyCostUsd: number | null }[]): Cost {
  const known = resources.map((each) => each.monthlyCostUsd).filter((cost) => cost !== null);
  const sum = known.reduce((all, cost) => all + cost, 0);
  return {
    monthlyUsd: known.length === 0 && resources.length > 0 ? null : rounded(sum),
    unpriced: resources.length - known.length,
  };
}

/** Millionths of a dollar: smaller parts say nothing, and would print as `1.2e-7`. */
function rounded(usd: number): number {
  return Math.round(usd * 1_000_000) / 1_000_000;
}
