import { afterAll, expect, it } from 'vitest';
import { createSimulatedAws } from '../../src/simulator/index.ts';
import { type Looked, looking } from '../account/looking.ts';
import { chanceOf } from './chance.ts';
import { livedIn, village } from './lives.ts';
import { describeWrong, wrongIn } from './planned.ts';
import { type TakenAway, takeAway } from './taken-away.ts';

/** The gate takes 15 things away from each of 10 accounts; with `TAKEN_AWAY=300` it is everything, from each of 300. */
const wanted = Number(process.env['TAKEN_AWAY'] ?? 0);
const accounts = wanted || 10;

let taken = 0;

it.each(Array.from({ length: accounts }, (_, index) => 50_000 + index))(
  'with one thing less to read, nothing alive is called a leftover, and nothing else than before (account %i)',
  async (seed) => {
    const { account, truth, looking: told } = livedIn(seed, village);
    const whole = await looking(account, told);
    const known = leftoversOf(whole);
    for (const variant of chosen(takeAway(account.data, whole.aws), seed)) {
      const looked = await looking(account, { ...told, aws: createSimulatedAws(variant.data) });
      taken += 1;
      expect(
        wrongIn(looked, truth).map((finding) => [variant.what, describeWrong(finding, truth)]),
      ).toEqual([]);
      if (variant.isErased) continue;
      const more = [...leftoversOf(looked)].filter((key) => !known.has(key));
      expect(more.map((key) => [variant.what, key])).toEqual([]);
    }
  },
  600_000,
);

function leftoversOf({ findings }: Looked): ReadonlySet<string> {
  return new Set(findings.filter(({ verdict }) => verdict === 'leftover').map(({ key }) => key));
}

function chosen(all: readonly TakenAway[], seed: number): readonly TakenAway[] {
  if (wanted > 0) return all;
  const chance = chanceOf(seed);
  return Array.from({ length: 15 }, () => chance.pick(all));
}

afterAll(() => {
  console.log(`${taken} things taken away from ${accounts} accounts`);
});
