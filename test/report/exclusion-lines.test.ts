import { describe, expect, it } from 'vitest';
import { ownCommand } from '../../src/model/command.ts';
import type { Exclusion } from '../../src/model/plan.ts';
import { exclusionLines } from '../../src/report/exclusion-lines.ts';
import { fileStyle } from '../../src/text/text-style.ts';
import { anExclusion } from '../builders.ts';

const kept = (resource: string, given: Partial<Exclusion> = {}) =>
  anExclusion({
    key: `s3-bucket:${resource}`,
    resource,
    command: ownCommand('sweep', { operands: [resource] }),
    ...given,
  });

const text = (excluded: readonly Exclusion[], verbose = false) =>
  exclusionLines(excluded, { ...fileStyle, verbose }).join('\n');

describe('what is kept back', () => {
  it('stands by reason, with one command for all of one reason', () => {
    const lines = text([
      kept('a', { reason: 'loses-data' }),
      kept('b', { reason: 'loses-data' }),
      kept('c', { reason: 'unknown', detail: 'The proof is missing: Why.', command: null }),
    ]);
    expect(lines).toMatchInlineSnapshot(`
      "Kept back (3)
        Holds data that no deploy makes again (2)
          bucket  a  eu-west-1  acme/pr-1
          bucket  b  eu-west-1  acme/pr-1
          Take them: sst-sweep sweep a b
        The proof that nothing needs it is missing (1)
          bucket  c  eu-west-1  acme/pr-1
              Why."
    `);
  });

  it('is one line where nobody chose it', () => {
    const others = ['a', 'b', 'c'].map((name) =>
      kept(name, { reason: 'not-chosen', chosen: false }),
    );
    expect(text(others)).toBe('3 others not chosen.');
    expect(text(others, true)).toContain('Not chosen (3)');
  });

  it('is only counted where something else was asked for, whatever would keep it', () => {
    const others = [kept('a', { chosen: false }), kept('b', { chosen: false, reason: 'unknown' })];
    expect(text(others)).toBe('2 others not chosen.');
  });

  it('says once what several share', () => {
    const same = { reason: 'distribution-stays', detail: 'E1 stays.' } as const;
    expect(text([kept('a', same), kept('b', same)]).split('E1 stays.')).toHaveLength(2);
  });

  it('says no code', () => {
    expect(text([kept('a')])).not.toContain('stage-lives-on');
  });

  it('lists twelve of a reason, and counts the others', () => {
    const many = Array.from({ length: 20 }, (_, index) => kept(`b${index}`));
    expect(text(many)).toContain('and 8 more: --verbose lists all.');
    expect(text(many, true)).not.toContain('more:');
  });
});
