import { describe, expect, it } from 'vitest';
import { mentionsIn, needlesFor } from '../../src/sst/mentions.ts';

const needles = needlesFor([
  {
    key: 'function',
    identifiers: ['acme-pr-1-Web', 'arn:aws:cloudfront::123456789012:function/acme-pr-1-Web'],
  },
  { key: 'bucket', identifiers: ['assets.example.com'] },
  { key: 'version', identifiers: ['edge:3'] },
  { key: 'log', identifiers: ['/aws/lambda/acme'] },
]);
const found = (value: unknown) => [...mentionsIn(value, needles)].sort();

describe('a claim', () => {
  it.each([
    ['the word itself', 'acme-pr-1-Web'],
    ['another case', 'ACME-PR-1-WEB'],
    ['an ARN', 'arn:aws:cloudfront::999999999999:function/acme-pr-1-Web'],
    ['JSON in a string', JSON.stringify({ deep: JSON.stringify({ name: 'acme-pr-1-Web' }) })],
    ['a line break before it', JSON.stringify({ code: 'x\nacme-pr-1-Web' })],
    ['URL encoding', 'https://x/?f=%61cme-pr-1-Web'],
    ['a member’s name', { 'acme-pr-1-Web': true }],
  ])('is found as %s', (_, value) => {
    expect(found({ inputs: [value] })).toEqual(['function']);
  });

  it.each([['acme-pr-1-Web2'], ['acme-pr-1-Web-x'], ['my-acme-pr-1-Web'], ['_acme-pr-1-Web']])(
    'is not found within %s',
    (value) => {
      expect(found(value)).toEqual([]);
    },
  );

  it('is found by each identifier, whichever of them have another one in them', () => {
    const one = needlesFor([
      { key: 'one', identifiers: ['web', 'web-2', 'arn:x:web', 'arn:x:web2', '', '/'] },
    ]);
    for (const text of ['web', 'web-2', 'arn:x:web', 'see arn:x:web2.'])
      expect([...mentionsIn(text, one)]).toEqual(['one']);
    for (const text of ['web2', 'web-3', '/', '']) expect([...mentionsIn(text, one)]).toEqual([]);
  });

  it('may hold dots, colons and slashes', () => {
    expect(
      found(['https://assets.example.com/a', 'arn:x:edge:3', 'logs in /aws/lambda/acme']),
    ).toEqual(['bucket', 'log', 'version']);
    expect(found(['assets.example.community', 'edge:33', 'xassets.example.com'])).toEqual([]);
  });

  it('is found by any of its words, but only as a whole', () => {
    const shared = needlesFor([
      { key: 'one', identifiers: ['arn:x:queue:jobs:live'] },
      { key: 'two', identifiers: ['arn:x:queue:jobs:test'] },
    ]);
    expect([...mentionsIn('see arn:x:queue:jobs:test.', shared)]).toEqual(['two']);
    expect([...mentionsIn(['jobs:live', 'my-arn:x:queue:jobs:live', 'live'], shared)]).toEqual([]);
  });
});

it('comes to an end on nesting without one', () => {
  let value = '"acme-pr-1-Web"';
  for (let depth = 0; depth < 12; depth++) value = JSON.stringify(value);
  expect(found(value)).toEqual(['function']);
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
  expect(found(deep)).toEqual([]);
});
