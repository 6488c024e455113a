import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig, readConfig } from '../../../src/commands/input/config.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sst-sweep-'));
  await mkdir(join(folder, 'packages', 'web'), { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

describe('the config file', () => {
  it('is found beside the nearest package.json', async () => {
    await writeFile(join(folder, 'package.json'), '{}');
    await writeFile(join(folder, 'sst-sweep.json'), '{ "keep": ["shared-*"] }');
    expect(await readConfig(join(folder, 'packages', 'web'), null)).toEqual({
      config: { keep: ['shared-*'] },
      path: join(folder, 'sst-sweep.json'),
      warning: null,
    });
  });

  it('is not looked for above that', async () => {
    await writeFile(join(folder, 'package.json'), '{}');
    await writeFile(join(folder, 'packages', 'web', 'package.json'), '{}');
    await writeFile(join(folder, 'sst-sweep.json'), '{ "keep": ["shared-*"] }');
    expect(await readConfig(join(folder, 'packages', 'web'), null)).toEqual({
      config: {},
      path: null,
      warning: null,
    });
  });

  it('must be there where it was named', async () => {
    await expect(readConfig(folder, 'none.json')).rejects.toMatchObject({
      code: 'INVALID_CONFIG',
      exitCode: 2,
    });
  });

  it('that cannot be read is an error, not an empty config', async () => {
    await writeFile(join(folder, 'package.json'), '{}');
    await mkdir(join(folder, 'sst-sweep.json'));
    await expect(readConfig(folder, null)).rejects.toMatchObject({ code: 'INVALID_CONFIG' });
  });

  it.each([
    ['abandon', ['acme/prod']],
    ['ignoreHomes', ['sst-state-x']],
    ['ignoreRegions', ['eu-west-1']],
    ['ignoreStages', ['acme/prod']],
    ['maxDeletions', 51],
    ['minConfidence', 'low'],
    ['olderThan', '59m'],
  ])('that was only found does not widen by %s, and says so', async (key, value) => {
    await writeFile(join(folder, 'package.json'), '{}');
    const file = join(folder, 'sst-sweep.json');
    await writeFile(file, JSON.stringify({ keep: ['shared-*'], [key]: value }));
    const found = await readConfig(folder, null);
    expect(found.config).toEqual({ keep: ['shared-*'] });
    expect(found.warning).toContain(`"${key}" in ${file} does not count`);
    expect(await readConfig(folder, file)).toEqual({
      config: { keep: ['shared-*'], [key]: value },
      path: file,
      warning: null,
    });
  });

  it.each([
    ['maxDeletions', 50],
    ['maxShare', '20%'],
    ['minConfidence', 'certain'],
    ['olderThan', '30d'],
    ['olderThan', '1h'],
    ['quarantine', '7d'],
    ['stages', ['pr-*']],
    ['account', '123456789012'],
  ])('that was only found may narrow by %s', async (key, value) => {
    await writeFile(join(folder, 'package.json'), '{}');
    const file = join(folder, 'sst-sweep.json');
    await writeFile(file, JSON.stringify({ [key]: value }));
    expect(await readConfig(folder, null)).toEqual({
      config: { [key]: value },
      path: file,
      warning: null,
    });
  });

  it('says in which line a mistake stands', () => {
    const text = '{\n  "keep": ["a"],\n  "maxDeletions": 0\n}';
    expect(() => parseConfig(text, 'c.json')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('Line 3. ') }),
    );
  });

  it.each([
    ['no JSON', '{', 'The config file c.json is no valid JSON.'],
    [
      'an account that is no account',
      '{"account":"1"}',
      'The config file c.json is not valid: "account": must be the 12 digits of an AWS account.',
    ],
    [
      'a key that does not exist',
      '{"kept":[]}',
      'The config file c.json is not valid: Unrecognized key: "kept".',
    ],
    [
      'a share that is none',
      '{"maxShare":"120%"}',
      'The config file c.json is not valid: "maxShare": must be a share such as 20%.',
    ],
    ['an empty rule', '{"keep":[""]}', 'The config file c.json is not valid: "keep.0":'],
    [
      'a region that is none',
      '{"regions":["here"]}',
      '"regions" in c.json is "here", which is no AWS region.',
    ],
    [
      'a quarantine that is no time',
      '{"quarantine":"a week"}',
      '"quarantine" in c.json is "a week", which is no duration.',
    ],
    ['a list', '[]', 'The config file c.json is not valid:'],
  ])('refuses %s in one sentence', (_what, text, message) => {
    expect(() => parseConfig(text, 'c.json')).toThrow(message);
  });

  it('may name its schema', () => {
    expect(parseConfig('{"$schema":"x","maxDeletions":5}', 'c.json')).toEqual({ maxDeletions: 5 });
  });
});
