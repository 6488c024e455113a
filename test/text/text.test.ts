import { describe, expect, it } from 'vitest';
import { count, cut, listed, pairOf, plain } from '../../src/text/text.ts';

describe('plain', () => {
  it.each([
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['a title', '\u001b]0;owned\u0007name', 'name'],
    ['eight-bit controls', 'a\u009b2Jb', 'ab'],
    ['line breaks', 'one\r\ntwo\nthree\u2028four', 'one two three four'],
    ['a bell and a backspace', 'a\u0007b\u0008c', 'abc'],
    ['bidirectional overrides', 'live\u202Eevil\u202C', 'liveevil'],
    ['bidirectional isolates', 'a\u2066b\u2069', 'ab'],
    ['zero-width characters', 'ac\u200bme\ufeff', 'acme'],
    ['tag characters', `a${String.fromCodePoint(0xe0041)}b`, 'ab'],
  ])('takes out %s', (_what, text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it('leaves letters of every script', () => {
    expect(plain('שלום 日本 ünïcode 👩‍🚀'.replace('\u200d', ''))).toBe('שלום 日本 ünïcode 👩🚀');
  });
});

describe('cut', () => {
  it('leaves what fits', () => {
    expect(cut('acme', 4)).toBe('acme');
  });

  it('counts columns, not characters', () => {
    expect(cut('日本語です', 6)).toBe('日本…');
  });
});

describe('words', () => {
  it('counts one and many', () => {
    expect([count(1, 'leftover'), count(0, 'leftover'), count(2, 'more', 'more')]).toEqual([
      '1 leftover',
      '0 leftovers',
      '2 more',
    ]);
  });

  it('joins the last word with "and"', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
  });

  it('says where there is no certain owner', () => {
    expect(pairOf({ app: null, stage: null })).toBe('no certain owner');
    expect(pairOf({ app: 'acme', stage: null })).toBe('acme/?');
  });
});
