import { expect, it } from 'vitest';
import { jsonText } from '../../../src/report/json/documents.ts';
import { jsonPieces } from '../../../src/report/json/pieces.ts';
import { Rows } from '../../../src/report/json/rows.ts';

const odd = ['plain', 'a\nline', 'bidi \u202E', 'C1 \u009B31m', '\ud83d\ude00', '\\"', ''];

function aDocument(count: number) {
  const rows = Array.from({ length: count }, (_, index) => ({
    index,
    text: odd[index % odd.length],
  }));
  const rowOf = (row: (typeof rows)[number]) => ({
    ...row,
    more: { list: [row.text, null], none: [] },
  });
  const around = { schema: 'x', absent: undefined, nested: { list: [1, { deep: odd }] } };
  return {
    streamed: { ...around, findings: new Rows(rows, rowOf), calls: { total: 3 } },
    whole: { ...around, findings: rows.map(rowOf), calls: { total: 3 } },
  };
}

it.each([0, 1, 7, 3_000])('a report of %i rows has the same bytes in pieces as in one', (count) => {
  const { streamed, whole } = aDocument(count);
  const pieces = [...jsonPieces(streamed)];
  expect(pieces.join('')).toBe(jsonText(whole));
  expect(jsonText(streamed)).toBe(jsonText(whole));
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(80_000);
});

it('a row is made when its piece is written, and not before', () => {
  let made = 0;
  const rows = new Rows(
    Array.from({ length: 3_000 }, (_, index) => index),
    (index) => {
      made += 1;
      return { index, text: 'x'.repeat(100) };
    },
  );
  const pieces = jsonPieces({ rows });
  pieces.next();
  expect(made).toBeGreaterThan(100);
  expect(made).toBeLessThan(1_000);
});

it('a document without rows is written as ever', () => {
  for (const value of [{ a: [1, 2] }, [1], 'text', null])
    expect([...jsonPieces(value)].join('')).toBe(jsonText(value));
});
