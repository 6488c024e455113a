import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesByPattern } from '../../src/sst/name-patterns.ts';

const name = 'acme-pr-7-uploadsbucket-skzufwcm';
const means = (pattern: string) => namesByPattern(`arn:aws:s3:::${pattern}/*`, [name]).has(name);

describe('a pattern of a policy', () => {
  it.each([
    ['acme-pr-7-uploadsbucket-*', true],
    ['ACME-PR-7-uploadsbucket-????????', true],
    ['acme-pr-7-uploadsbucket-???????', false],
    ['*-uploadsbucket-skzufwcm', true],
    ['acme-*-uploadsbucket-skz*', true],
    ['acme-pr-8-uploadsbucket-*', false],
    ['acme-pr-7-*', false],
    ['*', false],
  ])('%s', (pattern, expected) => {
    expect(means(pattern)).toBe(expected);
    expect(namesByPattern(encodeURIComponent(`"${pattern}"`), [name]).has(name)).toBe(expected);
  });

  it('means the names that a regular expression means', () => {
    const letters = fc.stringMatching(/^[ab]{8,12}$/);
    const patterns = fc.stringMatching(/^[ab]{4,6}[ab?*]{1,6}$/);
    fc.assert(
      fc.property(letters, patterns, (text, pattern) => {
        const written = pattern.replaceAll(/[*?]/g, '').length;
        const shape = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        const isMeant = /[*?]/.test(pattern) && written >= text.length / 2 && shape.test(text);
        expect(namesByPattern(pattern, [text]).has(text)).toBe(isMeant);
      }),
    );
  });

  it('with a star behind every letter is read as fast as any other', () => {
    const long = `${'a'.repeat(62)}b`;
    const before = process.cpuUsage();
    expect(namesByPattern(`${'a*'.repeat(50)}c`, [long]).size).toBe(0);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(100);
  });
});
