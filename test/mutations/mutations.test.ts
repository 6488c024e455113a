import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { mutations } from './all.ts';
import { mutated } from './mutation.ts';

const sourceOf = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

it.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
  '%s: the text is there once, and changes',
  (_, mutation) => {
    const code = sourceOf(mutation.file);
    expect(mutated(code, mutation)).not.toBe(code);
  },
);

it('names every mutation once', () => {
  const names = mutations.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it.each(Array.from({ length: 16 }, (_, index) => index + 1))('row %i is taken out', (row) => {
  expect(mutations.map(({ name }) => name)).toContain(`row ${row}: taken out`);
});
