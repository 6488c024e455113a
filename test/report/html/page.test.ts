import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { scanPage } from '../../../src/report/html/scan-page.ts';
import { planPage } from '../../../src/report/html/plan-page.ts';
import { fileStyle } from '../../../src/text/text-style.ts';
import { aFinding, aGap, anExclusion, aPlan, aReport, aStep } from '../../builders.ts';
import { someGains } from '../builders.ts';
import { acting, hostile } from './hostile.ts';
import { openPage } from './open-page.ts';

const page = scanPage(aReport({ findings: [aFinding()] }), {}, fileStyle);

function policyOf(text: string): readonly string[] {
  const content = openPage(text, { scripts: false })
    .document.querySelector('meta[http-equiv="Content-Security-Policy"]')
    ?.getAttribute('content');
  return content?.split('; ') ?? [];
}

function hashOf(text: string | undefined): string {
  return `'sha256-${createHash('sha256')
    .update(text ?? '')
    .digest('base64')}'`;
}

describe('a page', () => {
  it('allows nothing but its own style and its own script', () => {
    const [, style] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
    const [, script] = /<script>([^]*?)<\/script>/.exec(page) ?? [];
    expect(policyOf(page)).toEqual([
      "default-src 'none'",
      `style-src ${hashOf(style)}`,
      `script-src ${hashOf(script)}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('names nothing that a browser would fetch', () => {
    const { document } = openPage(page, { scripts: false });
    const fetched = [...document.querySelectorAll('[src], [srcset], link, iframe, object, style')]
      .map((element) => element.outerHTML)
      .filter((text) => /https?:|url\(|@import|\bsrc/.test(text));
    expect(fetched).toEqual([]);
  });

  it('has no style or listener in an attribute, which its policy would refuse', () => {
    const attributes = [...openPage(page).document.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes].map(({ name }) => name),
    );
    expect(attributes.filter((name) => name.startsWith('on'))).toEqual([]);
    expect(page).not.toMatch(/<[^<>]* style=/);
  });

  it('leads to each of its sections, by headings that name them', () => {
    const { document } = openPage(page, { scripts: false });
    const links = [...document.querySelectorAll('nav a')].map((link) => link.getAttribute('href'));
    const sections = [...document.querySelectorAll('main > section')];
    expect(links.length).toBeGreaterThan(2);
    expect(links).toEqual(sections.map(({ id }) => `#${id}`));
    for (const section of sections) {
      const heading = document.getElementById(section.getAttribute('aria-labelledby') ?? '');
      expect(heading?.tagName).toBe('H2');
    }
  });

  it('names every table and every field', () => {
    const { document } = openPage(page);
    for (const table of document.querySelectorAll('table'))
      expect(table.querySelector('caption')?.textContent.trim()).not.toBe('');
    for (const field of document.querySelectorAll('input, select'))
      expect(field.closest('label')?.textContent.trim()).not.toBe('');
  });
});

/** A plan's page on which everything that AWS told is this. */
function pageTelling(text: string): string {
  const finding = aFinding({
    id: text,
    name: text,
    app: text,
    stage: text,
    arn: text,
    consoleUrl: `javascript:${text}`,
    evidence: [{ code: 'history-owned', source: text, detail: text }],
    usedBy: [text],
  });
  const report = aReport({
    findings: [finding, aFinding()],
    gaps: [aGap({ operation: text, message: text, region: text })],
    warnings: [text],
  });
  const kept = anExclusion({ resource: text, detail: text, chosen: true, reason: 'in-use' });
  const plan = aPlan({
    steps: [aStep({ resource: text, app: text, stage: text })],
    excluded: [kept],
  });
  return planPage({ plan, seconds: 1, gains: someGains() }, report, fileStyle);
}

/** Its elements with the names of their attributes. */
function structureOf(text: string, scripts: boolean): readonly string[] {
  return [...openPage(text, { scripts }).document.querySelectorAll('*')].map((element) =>
    [element.tagName, ...[...element.attributes].map(({ name }) => name)].join(' '),
  );
}

describe.each(hostile)('%s in what AWS told', (_what, text) => {
  const written = pageTelling(text);

  it.each([true, false])('makes nothing on a page that a harmless name does not', (scripts) => {
    const harmless = structureOf(pageTelling('harmless'), scripts);
    expect(harmless.length).toBeGreaterThan(100);
    expect(structureOf(written, scripts).toSorted()).toEqual(harmless.toSorted());
  });

  it('is no link but to an https address', () => {
    const links = [...openPage(written).document.querySelectorAll('main a')];
    expect(links.map((link) => link.getAttribute('href')?.slice(0, 8))).toEqual(['https://']);
  });

  it('brings no character into it that acts, hides or reorders', () => {
    expect(written).not.toMatch(acting);
    expect(openPage(written).document.documentElement.textContent).not.toMatch(acting);
  });
});
