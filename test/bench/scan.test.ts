import { describe, expect, it } from 'vitest';
import { benchAccount, expectedLeftovers } from '../../bench/scan/account.ts';
import type { Cost } from '../../bench/scan/client.ts';
import { checkedReport } from '../../bench/scan/report.ts';
import { countsOf, sizeNamed } from '../../bench/scan/size.ts';

const small = sizeNamed('small');

describe('the account of the scan benchmark', () => {
  const { data, bodies } = benchAccount(small);

  it('has what its size says', () => {
    const { distributions, functions } = data.cloudfront ?? {};
    expect(countsOf(small)).toMatchObject({
      distributions: distributions?.length,
      'CloudFront functions': functions?.length,
      'Lambda functions': data.lambda?.functions.length,
      buckets: data.s3?.buckets.length,
    });
    // Of each removed stage, and of the one that let a site go and lives on.
    expect(expectedLeftovers(small).size).toBe(3 * (small.removedStages + 1));
  });

  it('makes the bodies of its states as large as its lists say', () => {
    const states = (data.s3?.buckets ?? []).flatMap(({ name, objects = [] }) =>
      objects.filter(({ size }) => size !== undefined).map((object) => ({ name, ...object })),
    );
    const [first] = states;
    const body = bodies(first?.name ?? '', first?.key ?? '', first?.versionId ?? '');
    expect(body?.length).toBe(small.stateBytes);
    // All but each stage's empty first push, and a removed stage's empty end.
    const stages = small.removedStages + small.liveStages;
    const runs = (stages - 1) * small.runs + small.longRuns;
    expect(states).toHaveLength(2 * runs - stages - small.removedStages);
  });

  it('is the same again', () => {
    expect(JSON.stringify(benchAccount(small).data)).toBe(JSON.stringify(data));
  });
});

describe('the report of the scan benchmark', () => {
  const cost: Cost = {
    calls: { total: 200, byOperation: { 'CloudFront.ListFunctions': 20, 'S3.GetObject': 180 } },
    findings: 100,
    leftovers: 45,
    mistakes: [],
    seconds: 3,
    cpuSeconds: 1,
    bytesRead: 1_000_000,
    mostInFlight: 5,
    peakHeapBytes: 1_000_000,
    peakRssBytes: 200_000_000,
    rssBytesBefore: 100_000_000,
  };
  const rounds = { rounds: 30, widest: 24 };
  const brokenOf = (changes: Partial<Cost>) =>
    checkedReport(small, { ...cost, ...changes }, rounds).broken;

  it('finds nothing broken where every bound holds', () => {
    expect(brokenOf({})).toEqual([]);
  });

  it.each([
    ['too many calls', { calls: { total: small.bounds.calls, byOperation: {} } }],
    ['too many lists', { calls: { total: 200, byOperation: { 'Tagging.GetResources': 162 } } }],
    ['too much memory', { peakRssBytes: 500_000_000 }],
    ['a wrong verdict', { mistakes: ['E123 is no leftover'] }],
  ])('names %s', (_, changes) => {
    expect(brokenOf(changes)).toHaveLength(1);
  });
});
