import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { parseAccount, renderAccountSchema } from '../src/load.ts';
import { anAccount } from './simulated.ts';

const parse = (value: unknown) => parseAccount(JSON.stringify(value), 'demo.json');

it('reads an account as it is', () => {
  const data = anAccount({ cloudfront: { distributions: [{ id: 'E1', modifiedAt: '-3d' }] } });
  expect(parse(data)).toEqual(data);
});

it.each([
  [{ ...anAccount(), account: '1' }, 'demo.json: account is wrong: must be twelve digits.'],
  [
    anAccount({ cloudfront: { distributions: [{ id: 'E1', modifiedAt: 'yesterday' }] } }),
    'demo.json: cloudfront.distributions[0].modifiedAt is wrong: must be a time such as 2026-11-20T12:00:00Z, or relative to now such as -3d or -90s.',
  ],
  [
    { ...anAccount(), buckets: [] },
    'demo.json: the account is wrong: Unrecognized key: "buckets".',
  ],
])('says in one sentence what is wrong with an account', (value, sentence) => {
  expect(() => parse(value)).toThrow(sentence);
});

it('says that a file is not JSON', () => {
  expect(() => parseAccount('{', 'demo.json')).toThrow('demo.json is not JSON.');
});

it('is described by the JSON Schema beside the fixtures', () => {
  const file = new URL('../../../fixtures/account.schema.json', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(renderAccountSchema());
});
