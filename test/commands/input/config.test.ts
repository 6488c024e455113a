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
    expect(await readConfig(join(folder, 'packages', 'web'), null)).toEqual({ keep: ['shared-*'] });
  });

  it('is not looked for above that', async () => {
    await writeFile(join(folder, 'package.json'), '{}');
    await writeFile(join(folder, 'packages', 'web', 'package.json'), '{}');
    await writeFile(join(folder, 'sst-sweep.json'), '{ "keep": ["shared-*"] }');
    expect(await readConfig(join(folder, 'packages', 'web'), null)).toEqual({});
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
    ['an empty rule', '{"keep":[""]}', 'The config file c.json is not valid: "keep.0":'],
    [
      'a region that is none',
      '{"regions":["here"]}',
      '"regions" in c.json is "here", which is no AWS region.',
    ],
    ['a list', '[]', 'The config file c.json is not valid:'],
  ])('refuses %s in one sentence', (_what, text, message) => {
    expect(() => parseConfig(text, 'c.json')).toThrow(message);
  });

  it('may name its schema', () => {
    expect(parseConfig('{"$schema":"x","maxDeletions":5}', 'c.json')).toEqual({ maxDeletions: 5 });
  });
});
