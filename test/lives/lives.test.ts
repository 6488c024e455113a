import { afterAll, expect, it } from 'vitest';
import { looking } from '../account/looking.ts';
import { livedIn } from './lives.ts';
import { describeWrong, wrongIn } from './planned.ts';
import { Tally } from './tally.ts';

/** The gate lives so many accounts; `LIVES=10000 npx vitest run test/lives` lives more. */
const count = Number(process.env['LIVES'] ?? 200);
const perTest = 20;

const tally = new Tally();

it.each(Array.from({ length: Math.ceil(count / perTest) }, (_, index) => index * perTest))(
  'no live resource is called a leftover or planned in the accounts from seed %i on',
  async (first) => {
    for (let seed = first; seed < Math.min(first + perTest, count); seed++) {
      const { account, truth } = livedIn(seed);
      const looked = await looking(account);
      const wrong = wrongIn(looked, truth);
      tally.add(looked.findings, truth);
      expect(wrong.map((finding) => [seed, describeWrong(finding, truth)])).toEqual([]);
    }
  },
  120_000,
);

// After all of them, in whatever order they ran.
afterAll(() => {
  console.log(tally.report);
  const { right, all } = tally.of('recall, provable');
  expect(right / all, 'what is provable is found').toBeGreaterThanOrEqual(0.95);
});
