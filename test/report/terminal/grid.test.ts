import { describe, expect, it } from 'vitest';
import stringWidth from 'string-width';
import { grid } from '../../../src/report/terminal/grid.ts';

const rows = [
  ['function', 'acme-pr-101-WebCloudfrontFunctionRequest-xtbfhexf', 'global', 'certain'],
  ['function', 'acme-pr-102-WebCloudfrontFunctionRequest-cncheswr', 'global', 'certain'],
  ['bucket', 'acme-pr-105-web', 'eu-west-1', 'high'],
];
const head = ['Kind', 'Id', 'Region', 'Sure'];
const at = (width: number) => grid(rows, { width, indent: 2, id: 1, head });
const all = ({ head: above, rows: below }: ReturnType<typeof at>) => [...above, ...below.flat()];

describe('columns', () => {
  it('never cut what tells rows apart, and stay within the screen from 60 columns on', () => {
    for (let width = 60; width <= 200; width++) {
      const lines = all(at(width));
      for (const [, id = ''] of rows) expect(lines.join('\n')).toContain(id);
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
    }
  });

  it('have a word above each of them', () => {
    expect(at(120).head.join('').trim().split(/ +/)).toEqual(head);
  });

  it('give an id that is too long a line of its own, below its row', () => {
    expect(at(60).rows).toEqual([
      ['  function                   global     certain', `    ${rows[0]?.[1]}`],
      ['  function                   global     certain', `    ${rows[1]?.[1]}`],
      ['  bucket    acme-pr-105-web  eu-west-1  high'],
    ]);
  });

  it('become lines of words below 60 columns', () => {
    const lines = all(at(40));
    expect(lines.slice(0, 2)).toEqual([
      '  acme-pr-101-WebCloudfrontFunctionRequest-xtbfhexf',
      '    function, global, certain',
    ]);
  });

  it('are left out where every row is empty there', () => {
    const lines = all(grid([['a', '', 'b']], { width: 80, indent: 0, head: ['A', 'B', 'C'] }));
    expect(lines).toEqual(['A  C', 'a  b']);
  });
});
