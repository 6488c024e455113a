import { expect, it } from 'vitest';
import { nameOf, statementsOfPolicy } from '../../src/kinds/policy-statements.ts';

const allow = { Effect: 'Allow', Principal: '*' };

it('a policy may have one statement, several, or none', () => {
  expect(statementsOfPolicy(JSON.stringify({ Statement: allow }))).toEqual([allow]);
  expect(statementsOfPolicy(JSON.stringify({ Statement: [allow, allow] }))).toHaveLength(2);
  expect(statementsOfPolicy('{}')).toEqual([]);
});

it.each([
  '',
  'null',
  '"*"',
  '[]',
  '{"Statement":[null]}',
  '{"Statement":["Allow"]}',
  '{"Statement":',
])('%j is no policy, so nobody can say whom it lets in', (text) => {
  expect(statementsOfPolicy(text)).toBeNull();
});

it('whoever is named by something other than a text is shown as it stands there', () => {
  expect(nameOf('123456789012')).toBe('123456789012');
  expect(nameOf({ toString: null })).toBe('{"toString":null}');
});
