import { describe, expect, it } from 'vitest';
import { flowchart } from '../../../src/report/markdown/flowchart.ts';
import { aStep } from '../../builders.ts';
import { hostileTexts } from '../hostile.ts';

/**
 * All that we write of Mermaid: labels in quotes hold letters, digits, a few harmless signs, our own line
 * break, and entities. Mermaid's own parser needs a browser, or a hundred packages that play one.
 */
const label = String.raw`(?:[\p{L}\p{M}\p{N} ._/,()·…-]|#\d+;|<br/>)*`;
const line = new RegExp(
  `^(?:flowchart TD|  subgraph s\\d+\\["${label}"\\]|    n\\d+\\["${label}"\\]|  end|  n\\d+ --> n\\d+)$`,
  'u',
);

const noVersions = () => 0;

function drawn(steps: readonly ReturnType<typeof aStep>[]): readonly string[] {
  return flowchart(steps, noVersions).rows;
}

function resource(name: string, waitsFor: readonly string[] = []) {
  return aStep({
    resource: name,
    key: `cloudfront-function:${name}`,
    waitsFor: waitsFor.map((each) => `delete:${each}`),
  });
}

describe('the flowchart of a plan', () => {
  it.each(hostileTexts)('of something named %j has no statement of its own', (text) => {
    const steps = [
      aStep({ resource: text, app: text, stage: text, key: 'a:1' }),
      aStep({ resource: text, key: 'a:2', waitsFor: [`delete:${text}`] }),
    ];
    const rows = drawn(steps);
    expect(rows.filter((row) => !line.test(row))).toEqual([]);
    expect(rows.filter((row) => /^ +n\d+\[/.test(row))).toHaveLength(2);
  });

  it('leaves out a wait that others imply', () => {
    const rows = drawn([resource('a'), resource('b', ['a']), resource('c', ['a', 'b'])]);
    expect(rows.filter((row) => row.includes('-->'))).toEqual(['  n1 --> n2', '  n2 --> n3']);
  });

  it('of more arrows than Mermaid takes is not drawn, and says so', () => {
    const first = Array.from({ length: 25 }, (_, index) => `a${index}`);
    const then = Array.from({ length: 25 }, (_, index) => resource(`b${index}`, first));
    expect(drawn([...first.map((name) => resource(name)), ...then])).toEqual([
      'The plan has 625 waits: more than 500 are not drawn.',
    ]);
  });
});
