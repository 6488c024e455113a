import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code } from '../../src/report/markdown/escape.ts';
import { csvText } from '../../src/report/csv/csv-text.ts';
import { jsonBlock, markup } from '../../src/report/html/escape.ts';
import { shellWord } from '../../src/text/command-text.ts';
import { columnWidth, graphemes } from '../../src/text/column-width.ts';
import { cut, plain } from '../../src/text/text.ts';
import { folded } from '../../src/text/wrap.ts';
import { tries } from './runs.ts';

const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '\\',
        '$(x)',
        '`',
        '\n',
        '\r',
        '\u001b[31m',
        '\u009b1m',
        '\u202e',
        '<b>',
        '&',
        '=1+1',
        ';',
        ',',
        '|',
        '--',
        ' ',
        '\u200b',
        '{{',
        '</script>',
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join('')),
);

/** Controls and marks that hide or reorder what is beside them. */
const acting = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

describe('what strangers wrote', () => {
  it('has no character that acts in a terminal, in no form of output', () => {
    fc.assert(
      fc.property(names, (text) => {
        const shown = [plain(text), code(text), markup`${text}`.html, cut(plain(text), 10)];
        for (const each of shown) expect(each).not.toMatch(acting);
        expect(csvText([['x', String]], [text]).replaceAll('\r\n', '')).not.toMatch(acting);
      }),
      tries(500),
    );
  });

  it('is the same text in a page, and no element', () => {
    fc.assert(
      fc.property(names, (text) => {
        const { html } = markup`${text}`;
        expect(html).not.toMatch(/[<>"]/);
        const entities: Record<string, string> = {
          '&amp;': '&',
          '&lt;': '<',
          '&gt;': '>',
          '&quot;': '"',
          '&#39;': "'",
        };
        expect(html.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (each) => entities[each] ?? each)).toBe(
          plain(text),
        );
        expect(jsonBlock(text).html).not.toMatch(/[<>&]/);
        expect(JSON.parse(jsonBlock(text).html)).toBe(text);
      }),
      tries(500),
    );
  });

  it('is cut to its width, and broken without a loss', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 2, max: 30 }), (given, width) => {
        const text = plain(given);
        expect([...graphemes(text)].join('')).toBe(text);
        expect(columnWidth(cut(text, width))).toBeLessThanOrEqual(width);
        expect(folded(text, width).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
      tries(500),
    );
  });

  it('of more characters than a segmenter takes at once has the same ones', () => {
    const long = 'e\u0301'.repeat(3000);
    expect([...graphemes(long)]).toHaveLength(3000);
    expect(columnWidth(long)).toBe(3000);
  });
});

describe('any text in a command', () => {
  // No shell takes a NUL, and lone surrogates are no UTF-8.
  const words = names.map((text) => Buffer.from(text.replaceAll('\u0000', '')).toString());

  it('is one word, which a shell reads back as it was', () => {
    const all = fc.sample(words, { ...tries(300), seed: tries(300).seed });
    const command = `printf '%s\\0' ${all.map(shellWord).join(' ')}`;
    const read = execFileSync('bash', ['-c', command], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    expect(read.split('\0').slice(0, -1)).toEqual(all);
  });

  it('of those that need no more than quotes is read back by sh as well', () => {
    const all = fc
      .sample(words, { ...tries(300), seed: tries(300).seed })
      .filter((word) => plain(word) === word);
    const command = `printf '%s\\0' ${all.map(shellWord).join(' ')}`;
    const read = execFileSync('sh', ['-c', command], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    expect(read.split('\0').slice(0, -1)).toEqual(all);
  });
});
