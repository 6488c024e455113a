import { expect, it } from 'vitest';
import { nearest } from '../../src/model/nearest.ts';

const commands = ['scan', 'plan', 'sweep', 'stages', 'explain', 'resume', 'restore'];

it.each([
  ['sacn', ['scan']],
  ['SWEEPS', ['sweep']],
  ['stage', ['stages']],
  ['resum', ['resume']],
  ['frobnicate', []],
])('%s may mean %j', (word, meant) => expect(nearest(word, commands)).toEqual(meant));

it('takes a word that stands whole in another for that one', () => {
  const kinds = ['cloudfront-distribution', 'cloudfront-function', 'lambda-function'];
  expect(nearest('distribution', kinds)).toEqual(['cloudfront-distribution']);
  expect(nearest('function', kinds)).toEqual(['cloudfront-function', 'lambda-function']);
});
