import { afterAll, expect, it } from 'vitest';
import { looking } from '../account/looking.ts';
import { livedIn } from './lives.ts';

/** The gate lives so many accounts; `LIVES=10000 npx vitest run test/lives` lives more. */
const count = Number(process.env['LIVES'] ?? 120);
const perTest = 20;

const tally = { leftovers: 0, found: 0, provable: 0, provableFound: 0 };

it.each(Array.from({ length: Math.ceil(count / perTest) }, (_, index) => index * perTest))(
  'no live resource is called a leftover in the accounts from seed %i on',
  async (first) => {
    for (let seed = first; seed < Math.min(first + perTest, count); seed++) {
      const { account, truth } = livedIn(seed);
      const { findings } = await looking(account);
      const wrong = findings.filter(
        ({ id, verdict }) =>
          verdict === 'leftover' && truth.of(id.replace(/:\d+$/, ''))?.is === 'live',
      );
      expect(
        wrong.map(({ id, row, evidence }) => [seed, id, row, truth.of(id), evidence[0]?.detail]),
      ).toEqual([]);
      const leftover = new Set(
        findings.filter(({ verdict }) => verdict === 'leftover').map(({ id }) => id),
      );
      for (const [id, { is, why }] of truth.all()) {
        if (is !== 'leftover') continue;
        tally.leftovers += 1;
        tally.found += Number(leftover.has(id));
        if (!why.startsWith('left in a completed')) continue;
        tally.provable += 1;
        tally.provableFound += Number(leftover.has(id));
      }
    }
  },
  120_000,
);

afterAll(() => {
  const share = (found: number, all: number) => `${found} of ${all}`;
  console.log(
    `${count} accounts: found ${share(tally.found, tally.leftovers)} leftovers, ` +
      `${share(tally.provableFound, tally.provable)} of those that left in a completed run`,
  );
});
