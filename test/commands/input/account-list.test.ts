import { describe, expect, it } from 'vitest';
import { parseAccountList } from '../../../src/commands/input/account-list.ts';
import { parseConfig } from '../../../src/commands/input/config.ts';
import { narrowFoundConfig } from '../../../src/commands/input/narrow-found-config.ts';
import { UserError } from '../../../src/model/errors.ts';

const [first, second] = ['111111111111', '222222222222'];

function refused(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${String(error.hint)}`;
    throw error;
  }
  return 'taken';
}

describe('a list of accounts', () => {
  it('may be ids alone, with one role for all', () => {
    const list = parseAccountList(`{ "role": "sweeper", "accounts": ["${first}"] }`, 'a.json');
    expect(list).toMatchObject({ role: 'sweeper', accounts: [{ id: first, role: null }] });
  });

  it('may be accounts alone, in YAML too', () => {
    const yaml = `- id: "${first}"\n  name: prod\n- id: "${second}"\n  role: sweeper\n  externalId: ours\n  regions: [eu-west-1]\n`;
    expect(parseAccountList(yaml, 'a.yaml').accounts).toEqual([
      { id: first, name: 'prod', role: null, externalId: null, regions: null },
      { id: second, name: null, role: 'sweeper', externalId: 'ours', regions: ['eu-west-1'] },
    ]);
  });

  it.each([
    ['an id that is a number', `accounts:\n  - id: ${first}\n`, /"accounts\.0\.id".* Line 2\. /],
    [
      'an id that is none',
      `[\n"${first}",\n"12345"\n]`,
      /"accounts\.1\.id": must be the 12 digits.* Line 3\. /,
    ],
    ['a key that it does not know', `[\n{ "id": "${first}",\n"rolle": "x" }]`, /rolle.* Line 2\. /],
    [
      'an account twice',
      `["${first}",\n"${first}"]`,
      /111111111111 stands there twice\. Line 2\. /,
    ],
    [
      'the role of another account',
      `[{ "id": "${first}",\n"role": "arn:aws:iam::${second}:role/x" }]`,
      /role of account 111111111111 is account 222222222222’s\. Line 2\. /,
    ],
    [
      'a region that is none',
      `[{ "id": "${first}",\n"regions": ["mars-1"] }]`,
      /eu-west-1\. Line 2\. /,
    ],
    ['half a file', `[{ "id": "${first}",\n`, /is not valid.* Line \d\. /],
    ['nothing', '', /is not valid/],
  ])('with %s is refused with its place', (_what, text, sentence) => {
    expect(refused(() => parseAccountList(text, 'a.json'))).toMatch(sentence);
  });

  it('stands in a config file as well, and counts only from one that --config names', () => {
    const config = parseConfig(
      `{ "accounts": { "role": "x", "accounts": ["${first}"] } }`,
      'c.json',
    );
    expect(config.accounts?.accounts[0]?.id).toBe(first);
    expect(narrowFoundConfig(config).dropped).toEqual(['accounts']);
    expect(narrowFoundConfig(config).config.accounts).toBeUndefined();
    expect(refused(() => parseConfig('{\n"accounts": ["1"] }', 'c.json'))).toMatch(
      /12 digits.* Line 2\. /,
    );
  });

  it('stands in no config beside one account', () => {
    const both = `{ "account": "${first}", "accounts": ["${second}"] }`;
    expect(refused(() => parseConfig(both, 'c.json'))).toMatch(/both "account" and "accounts"/);
  });
});
