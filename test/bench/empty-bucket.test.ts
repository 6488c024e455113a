import { expect, it } from 'vitest';
import { brokenBounds } from '../../bench/empty-bucket/bounds.ts';
import type { Run } from '../../bench/empty-bucket/race.ts';

const aRun = (changes: Partial<Run> = {}): Run => ({
  seconds: 29,
  requests: 200,
  wasted: 1,
  peakBytes: 150_000_000,
  mistakes: [],
  ...changes,
});
const boto3 = (changes: Partial<Run> = {}) => ({ name: 'boto3', run: aRun(changes) });

it('holds where the bucket is emptied as fast as by the best, with fewer wasted requests', () => {
  expect(brokenBounds(100_000, aRun(), [boto3({ wasted: 2 })])).toEqual([]);
  expect(brokenBounds(100_000, aRun({ wasted: 0 }), [boto3({ wasted: 0 })])).toEqual([]);
});

it.each([
  ['is slower than the best', {}, { seconds: 28, wasted: 2 }, /0\.966 of the best/],
  [
    'is far slower than S3 allows',
    { seconds: 35 },
    { seconds: 40, wasted: 2 },
    /0\.816 of what S3/,
  ],
  ['takes too much memory', { peakBytes: 2e8 }, { wasted: 2 }, /200000000 bytes/],
  ['wastes as many requests as another', {}, { wasted: 1 }, /wasted 1 requests, and boto3 1/],
  ['leaves something', { mistakes: ['deleted 1 of 2'] }, { wasted: 2 }, /deleted 1 of 2/],
] as const)('breaks where the tool %s', (_what, own, other, told) => {
  expect(brokenBounds(100_000, aRun(own), [boto3(other)])).toEqual([expect.stringMatching(told)]);
});

it('does not measure itself by one that did not finish', () => {
  const failed = boto3({ seconds: 1, mistakes: ['ended with 1'] });
  expect(brokenBounds(100_000, aRun(), [failed])).toEqual([]);
});
