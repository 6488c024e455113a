import { describe, expect, it } from 'vitest';
import { costOf, monthlyCostUsd } from '../../src/model/prices.ts';

const gb = 1024 ** 3;
const bucket = (bytesByClass: Record<string, number> | null) =>
  monthlyCostUsd({ billedAtRest: 'object-storage', sizeBytes: null, bytesByClass });

describe('what a resource costs a month', () => {
  it.each([
    ['STANDARD', 2.3],
    ['STANDARD_IA', 1.25],
    ['ONEZONE_IA', 1],
    ['GLACIER_IR', 0.4],
    ['GLACIER', 0.36],
    ['DEEP_ARCHIVE', 0.099],
  ])('100 GB of %s: %s dollars', (storageClass, usd) => {
    expect(bucket({ [storageClass]: 100 * gb })).toBe(usd);
  });

  it('is the sum of a bucket’s classes', () => {
    expect(bucket({ STANDARD: 100 * gb, GLACIER: 100 * gb })).toBe(2.66);
    expect(bucket({})).toBe(0);
  });

  it('is unknown where a class has no known price, or not all was seen', () => {
    expect(bucket({ STANDARD: gb, INTELLIGENT_TIERING: 1 })).toBeNull();
    expect(bucket(null)).toBeNull();
  });

  it('is three cents a GB of logs, and unknown where their size was not read', () => {
    const logs = (sizeBytes: number | null) =>
      monthlyCostUsd({ billedAtRest: 'log-storage', sizeBytes, bytesByClass: null });
    expect(logs(100 * gb)).toBe(3);
    expect(logs(null)).toBeNull();
  });

  it('is nothing for what AWS bills nothing for at rest, and unknown for all else', () => {
    const of = (billedAtRest: 'nothing' | null) =>
      monthlyCostUsd({ billedAtRest, sizeBytes: 5, bytesByClass: null });
    expect(of('nothing')).toBe(0);
    expect(of(null)).toBeNull();
  });
});

describe('what several cost together', () => {
  it('sums what is known, and counts what is not', () => {
    const costs = [0.5, null, 0.25].map((monthlyUsd) => ({ monthlyCostUsd: monthlyUsd }));
    expect(costOf(costs)).toEqual({ monthlyUsd: 0.75, unpriced: 1 });
  });

  it('is unknown where nothing is, and nothing where there is nothing', () => {
    expect(costOf([{ monthlyCostUsd: null }])).toEqual({ monthlyUsd: null, unpriced: 1 });
    expect(costOf([])).toEqual({ monthlyUsd: 0, unpriced: 0 });
  });
});
