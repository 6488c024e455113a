import { afterAll, expect, it } from 'vitest';
import { looking } from '../account/looking.ts';
import { everydayFamily, families, familiesNamed, livedIn } from './lives.ts';
import { describeWrong, wrongIn } from './planned.ts';
import { Tally } from './tally.ts';

/**
 * The gate lives so many accounts, half of them everyday ones; `LIVES=10000 npx vitest run test/lives`
 * lives more, `LIVES_FAMILY=expiredLocks` those of one family, and `LIVES_FAMILY=all` of every one.
 */
const count = Number(process.env['LIVES'] ?? 400);
const wanted = process.env['LIVES_FAMILY'];
const perTest = 20;

const chosen = wanted === undefined ? families : familiesNamed(wanted);
const batches = chosen.flatMap((family) =>
  Array.from({ length: Math.ceil(shareOf(family.name) / perTest) }, (_, index) => {
    const first = index * perTest;
    return { family, first, end: Math.min(first + perTest, shareOf(family.name)) };
  }),
);

const tally = new Tally();

it.each(batches.map((batch) => [batch.family.name, batch.first, batch] as const))(
  'no live resource is called a leftover or planned in the accounts of the family %s from seed %i on',
  async (_name, first, { family, end }) => {
    const wrong: unknown[] = [];
    for (let seed = first; seed < end; seed++) {
      const lived = livedIn(seed, undefined, family);
      const looked = await looking(lived.account, lived.looking);
      tally.add(looked.findings, lived.truth, family.name);
      for (const finding of wrongIn(looked, lived.truth))
        wrong.push([seed, describeWrong(finding, lived.truth)]);
    }
    expect(wrong).toEqual([]);
  },
  120_000,
);

it('a family that is asked for is one that there is', () => {
  expect(batches.length).toBeGreaterThan(0);
});

/** Half of all accounts live every day, and the newer families share the rest. */
function shareOf(name: string): number {
  const others = chosen.filter((family) => family !== everydayFamily).length;
  if (chosen.length === 1) return count;
  return Math.ceil(name === everydayFamily.name ? count / 2 : count / 2 / others);
}

// After all of them, in whatever order they ran.
afterAll(() => {
  console.log(tally.report);
  const { right, all } = tally.of(`recall, provable, ${everydayFamily.name}`);
  if (all > 0) expect(right / all, 'what is provable is found').toBeGreaterThanOrEqual(0.95);
});
