import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, prose, tableRow } from '../../../src/report/markdown/escape.ts';
import { hostileTexts } from '../hostile.ts';
import { cellRows, htmlOf, strangeElements, textOutsideCode } from './parsed.ts';

/** What is left of a text in one cell of a table of three, between two of ours. */
function inTable(cell: string): string {
  return htmlOf(
    [
      tableRow(['a', 'b', 'c']),
      tableRow(['---', '---', '---']),
      tableRow(['left', cell, 'right']),
    ].join('\n'),
  );
}

function expectHarmless(cell: string, text: string): void {
  const html = inTable(cell);
  expect(strangeElements(html), text).toEqual([]);
  const [, row = []] = cellRows(html);
  expect([row.length, row[0], row[2]], text).toEqual([3, 'left', 'right']);
  expect(textOutsideCode(html), text).not.toMatch(/[@#$*_~<>[\]\\|`]|:\w+:|www\.|:\/\//);
  expect(html.replaceAll('\n', ''), text).not.toMatch(
    /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u,
  );
}

describe('what strangers write is harmless in Markdown', () => {
  it.each(hostileTexts)('%j as an id', (text) => expectHarmless(code(text), text));
  it.each(hostileTexts)('%j as a sentence', (text) => expectHarmless(prose(text), text));

  it('whatever it is', () => {
    const marks = fc.constantFrom(
      ...'|`\\<>[]()!@#*_~-+=.:/&;"\'{}$%^ \n\t\u001b\u202ea1é長א'.split(''),
    );
    const texts = fc.array(marks, { maxLength: 24 }).map((each) => each.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        expectHarmless(code(text), text);
        expectHarmless(prose(text), text);
      }),
      { numRuns: 2000 },
    );
  });

  it('and ordinary sentences stay as they are', () => {
    const sentence =
      'It left the state of acme/pr-1 in a remove that ended at 2026-11-20 09:05 UTC (about 5 min, 12%).';
    expect(prose(sentence)).toBe(sentence);
    expect(prose('See s3://bucket/key, and ask @octocat.')).toBe(
      'See `s3://bucket/key`, and ask `@octocat`.',
    );
  });
});
