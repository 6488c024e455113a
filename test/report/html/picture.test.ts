import { describe, expect, it } from 'vitest';
import { groupsOf } from '../../../src/report/html/picture/groups.ts';
import { drawingOf } from '../../../src/report/html/picture/layout.ts';
import { pictureHtml } from '../../../src/report/html/picture/svg.ts';
import { nodesOf } from '../../../src/report/plan-nodes.ts';
import { planPage } from '../../../src/report/html/plan-page.ts';
import { fileStyle } from '../../../src/text/text-style.ts';
import { aPlan, aReport, aStep } from '../../builders.ts';
import { someGains } from '../builders.ts';
import { openPage } from './open-page.ts';

function step(name: string, waitsFor: readonly string[] = [], stage = 'pr-1') {
  return aStep({
    id: `delete:${name}`,
    key: `cloudfront-function:${name}`,
    resource: name,
    stage,
    waitsFor: waitsFor.map((each) => `delete:${each}`),
  });
}

/** A site of two functions and a role behind one of them, and what waits for it elsewhere. */
const site = [
  step('front'),
  step('one', ['front']),
  step('two', ['front']),
  step('server', ['front']),
  step('role', ['server']),
  step('shared', ['front'], 'other'),
];

/** As large a plan as somebody may look at: sites with all that hangs on them. */
function sites(number: number) {
  return Array.from({ length: number }, (_, index) => {
    const front = `front-${index}`;
    const stage = `pr-${index}`;
    const behind = Array.from({ length: 8 }, (_each, part) =>
      step(`${front}-${part}`, part < 7 ? [front] : [`${front}-6`], stage),
    );
    return [step(front, [], stage), ...behind];
  }).flat();
}

function pageOf(steps: ReturnType<typeof sites>): string {
  const planned = { plan: aPlan({ steps }), seconds: 1, gains: someGains() };
  return planPage(planned, aReport(), fileStyle);
}

function overlaps(drawing: ReturnType<typeof drawingOf>): number {
  const boxes = drawing.groups;
  return boxes.filter((one) =>
    boxes.some(
      (other) =>
        other !== one &&
        one.x < other.x + other.width &&
        other.x < one.x + one.width &&
        one.y < other.y + other.height &&
        other.y < one.y + one.height,
    ),
  ).length;
}

describe('the picture of a plan', () => {
  it('puts what goes first on the left of all that waits for it', () => {
    const { groups } = drawingOf(nodesOf(site));
    const places = new Map(
      groups.flatMap(({ members }) => members.map(({ node, x }) => [node.key, x] as const)),
    );
    const at = (name: string) => places.get(`cloudfront-function:${name}`) ?? Number.NaN;
    expect(at('front')).toBeLessThan(at('one'));
    expect(at('front')).toBeLessThan(at('server'));
    expect(at('server')).toBeLessThan(at('role'));
  });

  it('frames together what waits for the same, and nothing else', () => {
    const groups = groupsOf(nodesOf(site)).map(({ members }) =>
      members.map(({ key }) => key.replace('cloudfront-function:', '')),
    );
    expect(groups).toEqual([['front'], ['one', 'two'], ['server'], ['role'], ['shared']]);
  });

  it('has a line for every wait between two frames, dashed where it leads to another stage', () => {
    const { lines } = drawingOf(nodesOf(site));
    expect(lines).toHaveLength(4);
    expect(lines.filter(({ far }) => far)).toHaveLength(1);
  });

  it('holds every resource once, whole within its stage, and none over another', () => {
    const nodes = nodesOf(sites(60));
    const drawing = drawingOf(nodes);
    const drawn = drawing.groups.flatMap(({ members }) => members.map(({ node }) => node.key));
    expect(drawn.toSorted()).toEqual([...nodes.keys()].toSorted());
    expect(overlaps(drawing)).toBe(0);
    for (const area of drawing.areas) {
      expect(area.x + area.width).toBeLessThanOrEqual(drawing.width);
      expect(area.y + area.height).toBeLessThanOrEqual(drawing.height);
    }
  });

  it('says of each what happens to it, and marks what loses data', () => {
    const losing = { ...step('bucket'), losesData: true };
    const { html } = pictureHtml({
      nodes: nodesOf([losing, step('calm')]),
      versionsOf: () => 2,
      fateOf: () => null,
    });
    expect(html).toContain('<title>bucket – function: delete with 2 versions, loses data</title>');
    expect(html.match(/data-tone="\w+"/g)).toEqual(['data-tone="bad"', 'data-tone="calm"']);
  });

  it('says what became of each after a sweep', () => {
    const { html } = pictureHtml({
      nodes: nodesOf([step('front')]),
      versionsOf: () => 0,
      fateOf: () => ({ tone: 'bad', word: 'failed' }),
    });
    expect(html).toContain('<title>front – function: failed</title>');
  });

  it('is zoomed by keys and buttons, and says how far', () => {
    const { window, document } = openPage(pageOf(sites(3)));
    const zoomed = () => document.querySelector('[data-picture] .status')?.textContent;
    const drawn = () => Number(document.querySelector('svg')?.getAttribute('width'));
    const press = (key: string) =>
      document
        .querySelector('.frame')
        ?.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true }));
    press('1');
    const whole = drawn();
    press('+');
    expect([zoomed(), drawn()]).toEqual(['125%', Math.round(whole * 1.25)]);
    document.querySelector('.out')?.dispatchEvent(new window.Event('click'));
    press('-');
    expect([zoomed(), drawn()]).toEqual(['80%', Math.round(whole * 0.8)]);
    press('ArrowDown');
    expect(zoomed()).toBe('80%');
  });

  it('can be scrolled without scripts, and is told in words below', () => {
    const { document } = openPage(pageOf(site), { scripts: false });
    expect(document.querySelector('.frame')?.getAttribute('tabindex')).toBe('0');
    expect(document.querySelector('[data-picture] .controls')?.hasAttribute('hidden')).toBe(true);
    const rows = [...document.querySelectorAll('#plan tbody tr')].map((row) =>
      [...row.querySelectorAll('code, .reason, summary')].map(({ textContent }) => textContent),
    );
    expect(rows).toContainEqual(['role', 'Waits for function server.']);
    expect(rows).toContainEqual(['front', 'Waits for nothing.']);
  });
});
