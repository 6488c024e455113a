import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../../src/report/csv/csv-text.ts';
import { plain } from '../../../src/text/text.ts';
import { hostileTexts } from '../hostile.ts';
import { rowsOf } from './parsed.ts';

/** A text between two cells of ours. */
function rowWith(text: string): readonly string[] {
  const text_ = csvText<string>(
    [
      ['a', () => 'left'],
      ['b', (row) => row],
      ['c', () => 12],
    ],
    [text],
  );
  const [, row = [], ...more] = rowsOf(text_);
  expect(more).toEqual([]);
  return row;
}

const formula = /^\s*[=+\-@＝＋－＠\t\r]/u;

function expectHarmless(text: string): void {
  const row = rowWith(text);
  expect([row.length, row[0], row[2]], text).toEqual([3, 'left', '12']);
  expect(row[1], text).not.toMatch(formula);
  for (const part of (row[1] ?? '').split(';')) expect(part, text).not.toMatch(formula);
  expect(row[1], text).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
  expect(row[1]?.replaceAll("'", ''), text).toBe(plain(text).replaceAll("'", ''));
}

describe('a cell of a CSV', () => {
  it.each(hostileTexts)('%j is no formula, no other cell and no control', (text) =>
    expectHarmless(text),
  );

  it('whatever it is', () => {
    const marks = fc.constantFrom(...'=+-@＝＋－＠\t\r\n",; \'ab\u001b\u202e'.split(''));
    fc.assert(
      fc.property(
        fc.array(marks, { maxLength: 12 }).map((each) => each.join('')),
        expectHarmless,
      ),
      { numRuns: 5000 },
    );
  });

  it('that begins as a formula begins is quoted behind an apostrophe', () => {
    expect(csvText([['a', (row: string) => row]], ['=1+1', 'x'])).toBe('a\r\n"\'=1+1"\r\nx\r\n');
  });

  it('is empty where a value is absent, and a list is one cell', () => {
    const columns = [
      ['a', () => null],
      ['b', () => ['one', 'two']],
      ['c', () => false],
    ] as const;
    expect(csvText<number>([...columns], [1])).toBe('a,b,c\r\n,"one two",false\r\n');
  });
});
