import { expect, it } from 'vitest';
import { valueSources } from '../../../src/commands/input/value-sources.ts';

it('each key of a config says whether the file, a flag or both gave its value', () => {
  const config = { maxDeletions: 3, stages: ['pr-*'], keep: ['a'] };
  expect(valueSources(config, { stage: ['x'], keep: ['b'] }, 'sst-sweep.json')).toEqual([
    '"maxDeletions" comes from sst-sweep.json.',
    '"stages" comes from the command line, and not from sst-sweep.json.',
    '"keep" comes from sst-sweep.json and the command line.',
  ]);
});
