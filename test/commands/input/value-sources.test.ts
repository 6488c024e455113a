import { expect, it } from 'vitest';
import { besideEnvironment, valueSources } from '../../../src/commands/input/value-sources.ts';

it('each key of a config says whether the file, a flag or both gave its value', () => {
  const config = { maxDeletions: 3, stages: ['pr-*'], keep: ['a'] };
  const flags = { stage: ['x'], keep: ['b'] };
  expect(valueSources(config, { flags, path: 'sst-sweep.json', env: {} })).toEqual([
    '"maxDeletions" comes from sst-sweep.json.',
    '"stages" comes from the command line, and not from sst-sweep.json.',
    '"keep" comes from sst-sweep.json and the command line.',
  ]);
});

it.each(['AWS_PROFILE', 'AWS_ACCESS_KEY_ID'])(
  'the profile of a config does not count beside %s, which the environment has',
  (variable) => {
    const config = { profile: 'work', keep: ['a'] };
    const env = { [variable]: 'x' };
    expect(besideEnvironment(config, env)).toEqual({ keep: ['a'] });
    expect(besideEnvironment(config, { [variable]: '' })).toEqual(config);
    expect(valueSources(config, { flags: {}, path: 'c.json', env })[0]).toBe(
      `"profile" comes from ${variable} in the environment, and not from c.json.`,
    );
    const flags = { profile: 'other' };
    expect(valueSources(config, { flags, path: 'c.json', env })[0]).toBe(
      '"profile" comes from the command line, and not from c.json.',
    );
  },
);
