import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/index.ts';
import type { Kind } from '../../../src/model/kind.ts';
import { notApplicable } from './not-applicable.ts';

const numbers = Array.from({ length: 48 }, (_, index) => index + 1);

/** Numbers of all titles `trap N: ...` in this folder. */
async function tested(): Promise<ReadonlySet<number>> {
  const names = (await readdir(import.meta.dirname)).filter(
    (name) => name.endsWith('.test.ts') && name !== 'all.test.ts',
  );
  const texts = await Promise.all(
    names.map((name) => readFile(`${import.meta.dirname}/${name}`, 'utf8')),
  );
  const titles = texts.join('\n').matchAll(/\bit(?:\.each\([^`]*?\))?\(\s*['`"]trap (\d+): /g);
  return new Set([...titles].map(([, number]) => Number(number)));
}

it('tests each of the 48 traps, or says why it cannot apply, and never both', async () => {
  const inTests = await tested();
  const listed = notApplicable.map(({ trap }) => trap);
  expect([...inTests].filter((number) => listed.includes(number))).toEqual([]);
  expect([...inTests, ...listed].sort((a, b) => a - b)).toEqual(numbers);
});

it('leaves a trap out no longer than its kind is missing', () => {
  const held: readonly Kind[] = kinds.map(({ facts }) => facts.kind);
  expect(notApplicable.filter(({ until }) => held.includes(until))).toEqual([]);
});
