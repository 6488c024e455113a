import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
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

const script = '#!/bin/bash\naws s3 sync s3://acme-pr-1-Web/agent /opt/agent\n';
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
/** In lines, so that the name goes over the end of the first. */
function wrapped(width: number, between: string): string {
  const line = (width / 4) * 3;
  const text = `${'#'.repeat(line - 6)} acme-pr-1-Web ${'#'.repeat(line)}`;
  return base64(text).replaceAll(new RegExp(`.{${width}}`, 'g'), `$&${between}`);
}

it.each([
  'sync \\x20acme-pr-1-Web',
  'sync \\040acme-pr-1-Web',
  '\\nacme-pr-1-Web',
  '\\x1b[1macme-pr-1-Web\\x1b[0m',
  '\\033[1;32macme-pr-1-Web',
  '\\e[1macme-pr-1-Web',
  '\u001B[1macme-pr-1-Web\u001B[0m',
])('a claim in code is found behind what code writes for blanks and colours: %j', (text) => {
  expect(found(text)).toEqual(['function']);
});

describe('a claim in base64', () => {
  it.each([
    ['user data of a launch template', base64(script)],
    ['the name alone', base64('acme-pr-1-Web')],
    ['a part of a longer text', `content: ${base64(script)}, mode: 0644`],
    ['base64 in base64', base64(`content: ${base64(script)}`)],
    ['gzip', base64(gzipSync(script))],
    [
      'gzip that was cut off',
      base64(gzipSync(script + randomBytes(999).toString('hex')).subarray(0, 900)),
    ],
    ['UTF-16, as PowerShell takes it', base64(Buffer.from(script, 'utf16le'))],
    ['a text beyond ASCII', base64(`é ${script}`)],
    ['lines of 76', wrapped(76, '\r\n')],
    ['lines of 64, set in', wrapped(64, '\n      ')],
    ['JSON', JSON.stringify({ userData: base64(script) })],
  ])('is found as %s', (_, value) => {
    expect(found({ outputs: { userData: value } })).toEqual(['function']);
  });

  it.each([
    ['bytes that are no text', base64(Buffer.from(`\u0001acme-pr-1-Web`))],
    ['words in a row', wrapped(40, ' ')],
  ])('is not found in %s', (_, value) => {
    expect(found(value)).toEqual([]);
  });

  it('of which a megabyte is there is found in time, whatever it holds', () => {
    const bomb = base64(gzipSync(Buffer.alloc(1_000_000, 'a-')));
    const large = base64(gzipSync(Buffer.alloc(9_000_000, 'a-')));
    const million = (text: string) => text.repeat(1_000_000 / text.length);
    let deep = 'a b'.repeat(60_000);
    for (let depth = 0; depth < 6; depth++) deep = base64(deep);
    const hostile = [' ', 'a', 'a ', `${'A'.repeat(64)}\n`, `${bomb}.`, `${large}.`].map(million);
    const start = performance.now();
    expect(found([...hostile, deep, base64(script)])).toEqual(['function']);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('is inflated up to a megabyte, and 16 of them in all', () => {
    const padded = (bytes: number) => base64(gzipSync(script + 'x'.repeat(bytes)));
    expect(found(padded(1_000_000))).toEqual(['function']);
    expect(found(padded(1_100_000))).toEqual([]);
    const bomb = base64(gzipSync(Buffer.alloc(1_000_000)));
    const behind = (bombs: number) => [padded(0), ...Array.from({ length: bombs }, () => bomb)];
    expect(found(behind(16))).toEqual(['function']);
    expect(found(behind(17))).toEqual([]);
  });
});

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
