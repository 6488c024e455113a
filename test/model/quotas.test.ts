import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import type { KindFacts } from '../../src/model/kind.ts';
import { touching } from '../../src/model/gap.ts';
import type { Gap } from '../../src/model/gap.ts';
import { quotaGains, quotaUses } from '../../src/model/quotas.ts';
import { resourceOf } from '../../src/kinds/resource-shape.ts';
import { aGap } from '../builders.ts';

const facts = kinds.map((kind): KindFacts => kind.facts);

function aResource(kind: string, id: string, known: { region: string; sizeBytes?: number }) {
  return resourceOf(kind, id, { identifiers: [id], configuration: '', ...known });
}

const policies = Array.from({ length: 14 }, (_, at) =>
  aResource('cloudfront-cache-policy', `p${at}`, { region: 'global' }),
);
const lambdas = [
  aResource('lambda-function', 'eu:a', { region: 'eu-west-1', sizeBytes: 1_000 }),
  aResource('lambda-function', 'eu:b', { region: 'eu-west-1', sizeBytes: 20 }),
  aResource('lambda-edge-version', 'e:1', { region: 'us-east-1', sizeBytes: 3 }),
];

function inventory(gaps: readonly Gap[] = []) {
  return {
    resources: [...policies, ...lambdas],
    kinds: facts,
    regions: ['us-east-1', 'eu-west-1'],
    gaps,
  };
}

const leftovers = ['cloudfront-cache-policy:p1', 'lambda-function:eu:a'].map((key) => ({
  key,
  verdict: 'leftover' as const,
}));

function useOf(name: string, gaps: readonly Gap[] = []) {
  return quotaUses({ inventory: inventory(gaps), findings: leftovers })
    .filter((use) => use.name === name)
    .map(({ region, used, leftovers: held, limit }) => [region, used, held, limit]);
}

describe('what is used of a quota', () => {
  it('is all of a kind in the account, whoever made it, and what leftovers hold of it', () => {
    expect(useOf('cloudfront-cache-policy')).toEqual([['global', 14, 1, 20]]);
    expect(useOf('cloudfront-function')).toEqual([['global', 0, 0, 100]]);
  });

  it('is the code of all functions and versions of a region', () => {
    const limit = 75 * 1024 ** 3;
    expect(useOf('lambda-code-storage')).toEqual([
      ['eu-west-1', 1_020, 1_000, limit],
      ['us-east-1', 3, 0, limit],
    ]);
  });

  it('is not known where the list was not read whole', () => {
    const denied = (source: string, region: string | null) =>
      aGap({ source, region, affects: touching({ kinds: [source] }) });
    expect(useOf('cloudfront-cache-policy', [denied('cloudfront-cache-policy', null)])).toEqual([
      ['global', null, 1, 20],
    ]);
    const used = useOf('lambda-code-storage', [denied('lambda-function', 'eu-west-1')]);
    expect(used.map(([, number]) => number)).toEqual([null, 3]);
    // What one stage's state hides is listed all the same.
    expect(useOf('cloudfront-cache-policy', [denied('sst-state', null)])[0]?.[1]).toBe(14);
  });

  it('has a limit for every guarded kind', () => {
    const guarded = facts.filter((each) => each.guarded).map(({ kind }) => kind);
    const limited = facts.filter(({ quota }) => quota !== null).map(({ kind }) => kind);
    expect(guarded.filter((kind) => !limited.includes(kind))).toEqual([]);
  });
});

describe('what a plan gives back', () => {
  it('is told of the quotas alone of which it takes something', () => {
    const gains = quotaGains((key) => key === 'lambda-function:eu:b', { inventory: inventory() });
    expect(gains.map(({ name, region, used, gain }) => [name, region, used, gain])).toEqual([
      ['lambda-code-storage', 'eu-west-1', 1_020, 20],
    ]);
  });
});
