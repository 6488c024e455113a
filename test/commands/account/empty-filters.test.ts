import { expect, it } from 'vitest';
import { emptyFilters } from '../../../src/commands/account/empty-filters.ts';
import type { GivenFlags } from '../../../src/commands/input/given-flags.ts';
import { optionsFrom } from '../../../src/commands/input/options.ts';
import { aFinding, aStage } from '../../builders.ts';

const look = {
  findings: [aFinding({ app: 'acme', stage: 'pr-1' })],
  stages: [aStage({ app: 'acme', stage: 'pr-1' }), aStage({ app: 'docs', stage: 'dev' })],
};
const told = (flags: GivenFlags) => emptyFilters(look, optionsFrom(flags));

it('a filter that matches something is not talked about', () => {
  expect(told({})).toEqual([]);
  expect(told({ stage: ['pr-*'], app: ['acme'] })).toEqual([]);
});

it('an app or a stage that matches nothing is said, with what was meant', () => {
  expect(told({ stage: ['pr1'] })).toEqual([
    'Nothing here matches --stage pr1. Did you mean pr-1?',
  ]);
  expect(told({ app: ['acem'] })).toEqual(['Nothing here matches --app acem. Did you mean acme?']);
  expect(told({ stage: ['nosuch'] })).toEqual(['Nothing here matches --stage nosuch.']);
});

it('a kind of which there is nothing is said', () => {
  expect(told({ kind: ['s3-bucket'] })).toEqual([
    'Nothing of SST’s is of the kind s3-bucket here.',
  ]);
});

it('filters that leave nothing together are said', () => {
  expect(told({ app: ['docs'], stage: ['pr-1'] })).toEqual([
    'Nothing of SST’s fits all of the filters together.',
  ]);
});
