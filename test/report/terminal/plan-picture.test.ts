import { describe, expect, it } from 'vitest';
import { planPicture } from '../../../src/report/terminal/plan-picture.ts';
import { fileStyle } from '../../../src/text/text-style.ts';
import { aStep } from '../../builders.ts';

const step = (given: Parameters<typeof aStep>[0] & { readonly resource: string }) =>
  aStep({
    key: `k:${given.resource}`,
    id: `${given.action ?? 'delete'}:${given.resource}`,
    estimateSeconds: 1,
    ...given,
  });

const site = [
  step({ kind: 'cloudfront-distribution', resource: 'E1', action: 'disable' }),
  step({
    kind: 'cloudfront-distribution',
    resource: 'E1',
    action: 'settle',
    waitsFor: ['disable:E1'],
    estimateSeconds: 300,
  }),
  step({ kind: 'cloudfront-distribution', resource: 'E1', waitsFor: ['settle:E1'] }),
  step({ kind: 's3-bucket', resource: 'b', waitsFor: ['delete:E1'], losesData: true }),
  step({ kind: 'lambda-edge-function', resource: 'fn', waitsFor: ['delete:E1'] }),
  step({ kind: 'iam-role', resource: 'r', waitsFor: ['delete:E1', 'delete:fn'] }),
];

const lines = (steps: typeof site, width = 100, verbose = false) =>
  planPicture(steps, { ...fileStyle, rowWidth: width, verbose }, ({ key }) =>
    key === 'k:fn' ? 2 : 0,
  );

describe('the picture of a plan', () => {
  it('draws below each what waits for it, with what happens to it and how long that takes', () => {
    expect(lines(site).join('\n')).toMatchInlineSnapshot(`
      "acme/pr-1 · 4 resources · about 5 min
        distribution E1      disable, wait about 5 min, delete
        ├─ bucket b          delete, loses data
        └─ edge function fn  delete with 2 versions
           └─ role r         delete"
    `);
  });

  it('puts what happens before the ids where the screen is narrow', () => {
    expect(lines(site, 30).join('\n')).toMatchInlineSnapshot(`
      "acme/pr-1 · 4 resources · about 5 min
        distribution: disable, wait
        │  about 5 min, delete
        │  E1
        ├─ bucket: delete, loses
        │     data
        │     b
        └─ edge function: delete
           │  with 2 versions
           │  fn
           └─ role r: delete"
    `);
  });

  it('names what is waited for in another stage', () => {
    const other = step({ resource: 'z', app: 'blog', stage: 'dev', waitsFor: ['delete:E1'] });
    expect(lines([...site, other]).at(-1)).toBe(
      '  function z           delete, after distribution E1 of acme/pr-1',
    );
  });

  it('counts by kind what would fill many screens, unless all is asked for', () => {
    const many = Array.from({ length: 61 }, (_, index) =>
      step({ kind: 'log-group', resource: `g${index}` }),
    );
    expect(lines(many)).toEqual(['acme/pr-1 · about 1 s · 61 log groups']);
    expect(lines(many, 100, true)).toHaveLength(62);
  });

  it('draws each resource once, whatever waits for whatever', () => {
    const circle = [
      step({ resource: 'a', waitsFor: ['delete:c'] }),
      step({ resource: 'b', waitsFor: ['delete:a'] }),
      step({ resource: 'c', waitsFor: ['delete:b'] }),
    ];
    const text = lines(circle).join('\n');
    for (const name of ['a', 'b', 'c']) expect(text.split(`function ${name} `)).toHaveLength(2);
  });
});
