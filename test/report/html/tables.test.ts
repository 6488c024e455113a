import { describe, expect, it } from 'vitest';
import { scanPage } from '../../../src/report/html/scan-page.ts';
import { fileStyle } from '../../../src/text/text-style.ts';
import { aFinding, aReport } from '../../builders.ts';
import { openPage, tableOn } from './open-page.ts';

const bucket = aFinding({
  key: 's3-bucket:old',
  kind: 's3-bucket',
  id: 'old',
  stage: 'pr-2',
  verdict: 'leftover',
  confidence: 'low',
  monthlyCostUsd: 12.5,
});
const role = aFinding({
  key: 'iam-role:used',
  kind: 'iam-role',
  id: 'used',
  app: 'blog',
  stage: 'dev',
  verdict: 'live',
  confidence: null,
  monthlyCostUsd: null,
  evidence: [{ code: 'claimed', source: 's3://home/app/blog/dev.json', detail: 'Blog lists it.' }],
});
const made = aFinding({
  key: 'cloudfront-function:made',
  id: 'made',
  stage: 'pr-10',
  monthlyCostUsd: 0,
});

function opened(findings = [bucket, role, made]) {
  return tableOn(openPage(scanPage(aReport({ findings }), {}, fileStyle)), 'findings');
}

function many(number: number) {
  return Array.from({ length: number }, (_, index) =>
    aFinding({ key: `cloudfront-function:f-${index}`, id: `f-${String(index).padStart(4, '0')}` }),
  );
}

describe('the findings of a page', () => {
  it('stand in the order of the report: leftovers first', () => {
    expect(opened().names()).toEqual(['made', 'old', 'used']);
  });

  it.each([
    ['a word of the id', 'OLD', ['old']],
    ['the kind', 'role', ['used']],
    ['the evidence', 'blog lists', ['used']],
    ['where it was read', 's3://home', ['used']],
    ['two words, both of which must be there', 'acme pr-2', ['old']],
    ['nothing that is there', 'nobody', []],
  ])('are found by %s', (_what, text, expected) => {
    const table = opened();
    table.search(text);
    expect(table.names()).toEqual(expected);
  });

  it.each([
    [0, 'leftover, low', ['old']],
    [1, 'role', ['used']],
    [3, 'blog', ['used']],
    [4, 'pr-10', ['made']],
  ])('are narrowed by column %i to %s', (column, value, expected) => {
    const table = opened();
    table.choose(column, value);
    expect(table.names()).toEqual(expected);
    table.press('.clear');
    expect(table.names()).toHaveLength(3);
  });

  it('offer every value of a column once, the verdicts in their order', () => {
    const table = opened([bucket, role, made, aFinding({ key: 'x', id: 'x' })]);
    const offered = [...table.find('select[data-column="0"]').querySelectorAll('option')];
    expect(offered.map((option) => option.textContent)).toEqual([
      'all',
      'leftover, certain',
      'leftover, low',
      'live',
    ]);
  });

  it('are sorted by cost, both ways, with what is not known last', () => {
    const table = opened();
    const cost = () => table.head(6);
    expect(cost().getAttribute('aria-sort')).toBeNull();
    table.press('thead th:nth-child(7) button');
    expect([cost().getAttribute('aria-sort'), table.names()]).toEqual([
      'ascending',
      ['made', 'old', 'used'],
    ]);
    table.press('thead th:nth-child(7) button');
    expect([cost().getAttribute('aria-sort'), table.names()]).toEqual([
      'descending',
      ['old', 'made', 'used'],
    ]);
    table.press('thead th:nth-child(3) button');
    expect(cost().getAttribute('aria-sort')).toBeNull();
    expect(table.names()).toEqual(['made', 'old', 'used']);
  });

  it('show all evidence with where it was read, closed at first', () => {
    const details = [...opened().find('tbody').querySelectorAll('details')].at(-1);
    expect(details?.hasAttribute('open')).toBe(false);
    expect(details?.querySelector('summary')?.textContent).toBe('Blog lists it.');
    expect(details?.querySelector('dl')?.textContent).toContain('s3://home/app/blog/dev.json');
  });

  it('are drawn a hundred at a time, and said to be', () => {
    const table = opened(many(250));
    expect([table.names().length, table.status()]).toEqual([100, '1–100 of 250']);
    table.press('.after');
    table.press('.after');
    expect([table.names().at(-1), table.status()]).toEqual(['f-0249', '201–250 of 250']);
    table.search('f-00');
    expect([table.names()[0], table.status()]).toEqual(['f-0000', '1–100 of 100, of 250 in all']);
  });

  it('are printed whole, as far as they were asked for', () => {
    const page = openPage(scanPage(aReport({ findings: many(250) }), {}, fileStyle));
    const table = tableOn(page, 'findings');
    page.window.dispatchEvent(new page.window.Event('beforeprint'));
    expect(table.names()).toHaveLength(250);
    page.window.dispatchEvent(new page.window.Event('afterprint'));
    expect(table.names()).toHaveLength(100);
  });

  it('stand there without scripts too, the first hundred of them', () => {
    const text = scanPage(aReport({ findings: many(250) }), {}, fileStyle);
    const table = tableOn(openPage(text, { scripts: false }), 'findings');
    expect(table.names()).toHaveLength(100);
    expect(table.status()).toContain('The first 100 of 250');
    expect(table.find('.controls').hasAttribute('hidden')).toBe(true);
  });
});
