import { describe, expect, it } from 'vitest';
import { fence, fitted, lines, table } from '../../../src/report/markdown/fitted.ts';
import { cellRows, htmlOf } from './parsed.ts';

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => [`row ${index}`, 'é'.repeat(40)]);

describe('a job summary', () => {
  it('shows everything where that fits', () => {
    const text = fitted([
      lines('## Title'),
      table('### One', ['a', 'b'], rows(3)),
      fence(['the end']),
    ]);
    expect(cellRows(htmlOf(text))).toHaveLength(4);
    expect(text).not.toContain('not shown');
  });

  it('is below 1,000 KiB, and says how many rows it does not show', () => {
    const shown = cellRows(htmlOf(summary(20_000)));
    const text = summary(20_000);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000 * 1024);
    expect(Buffer.byteLength(text)).toBeGreaterThan(980 * 1024);
    const [, hidden = ''] = /\*\*(\d+) rows are not shown\*\*/.exec(text) ?? [];
    expect(Number(hidden) + shown.filter(([cell]) => cell?.startsWith('row')).length).toBe(40_000);
  });

  it('ends with what comes next, however much is cut', () => {
    expect(summary(20_000)).toMatch(/^```text\nnext: sst-sweep plan\n```$/m);
  });

  it('fences text in more backticks than stand in it', () => {
    const html = htmlOf(fitted([fence(['```', '<b>', '````'])]));
    expect(html.trim()).toBe(
      '<pre><code class="language-text">```\n&lt;b&gt;\n````\n</code></pre>',
    );
  });
});

function summary(count: number): string {
  return fitted([
    lines('## Title'),
    table('### One', ['a', 'b'], rows(count)),
    table('### Two', ['a', 'b'], rows(count)),
    fence(['next: sst-sweep plan'], { isKept: true }),
  ]);
}
