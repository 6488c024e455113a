import { describe, expect, it } from 'vitest';
import { narrow } from '../../src/survey/narrow.ts';
import type { FindingFilter } from '../../src/model/options.ts';
import { aFinding } from '../builders.ts';

const everything: FindingFilter = { regions: [], apps: [], stages: [], kinds: [] };
const one = aFinding({ id: 'one', stage: 'pr-3' });
const two = aFinding({ id: 'two', stage: 'pr-398' });
const bucket = aFinding({ id: 'bucket', kind: 's3-bucket', region: 'eu-west-1' });
const orphan = aFinding({ id: 'orphan', app: null, stage: null, verdict: 'unknown' });

function ids(filter: Partial<FindingFilter>): string[] {
  return narrow([one, two, bucket, orphan], { ...everything, ...filter }).findings.map(
    ({ id }) => id,
  );
}

describe('narrowing', () => {
  it('leaves everything where nothing was asked for', () => {
    expect(ids({})).toEqual(['one', 'two', 'bucket', 'orphan']);
  });

  it('does not take pr-398 for pr-3', () => {
    expect(ids({ stages: ['pr-3'] })).toEqual(['one']);
  });

  it('knows globs', () => {
    expect(ids({ stages: ['pr-3*'] })).toEqual(['one', 'two']);
  });

  it('takes a name for itself even where it would be a pattern', () => {
    const odd = aFinding({ stage: '[x]' });
    expect(narrow([odd], { ...everything, stages: ['[x]'] }).findings).toEqual([odd]);
  });

  it('keeps global resources in every region', () => {
    expect(ids({ regions: ['us-east-1'] })).toEqual(['one', 'two', 'orphan']);
  });

  it('narrows by kind', () => {
    expect(ids({ kinds: ['s3-bucket'] })).toEqual(['bucket']);
  });

  it('counts what has no certain owner and is hidden by app or stage', () => {
    expect(narrow([one, two, orphan], { ...everything, apps: ['acme'] }).hidden).toBe(1);
    expect(narrow([orphan], { ...everything, kinds: ['s3-bucket'] }).hidden).toBe(0);
  });
});
