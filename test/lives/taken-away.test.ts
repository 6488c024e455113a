import { afterAll, expect, it } from 'vitest';
import { createSimulatedAws } from 'simulated-aws';
import { type Looked, looking } from '../account/looking.ts';
import { chanceOf } from './chance.ts';
import type { Family } from './families/family.ts';
import { everydayFamily, families, familiesNamed, livedIn, village } from './lives.ts';
import { describeWrong, wrongIn } from './planned.ts';
import { type TakenAway, takeAway } from './taken-away.ts';

/**
 * The gate takes 15 things away from each of 20 accounts, every other of them an everyday one; with
 * `TAKEN_AWAY=300` it is everything, from each of 300. `LIVES_FAMILY` asks for one family alone.
 */
const wanted = Number(process.env['TAKEN_AWAY'] ?? 0);
const accounts = wanted || 20;
const asked = process.env['LIVES_FAMILY'];
const chosenFamilies = asked === undefined ? families : familiesNamed(asked);

let taken = 0;

it.each(
  Array.from({ length: accounts }, (_, index) => {
    const family = familyOf(index);
    return [50_000 + index, family.name, family] as const;
  }),
)(
  'with one thing less to read, nothing alive is called a leftover, and nothing else than before (account %i, %s)',
  async (seed, _name, family) => {
    const { account, truth, looking: told } = livedIn(seed, village, family);
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
    // A long run that is stopped has told how far it came.
    if (wanted > 0) console.log(`account ${seed}: ${taken} things taken away so far`);
  },
  600_000,
);

function familyOf(index: number): Family {
  const others = chosenFamilies.filter((family) => family !== everydayFamily);
  if (others.length === chosenFamilies.length)
    return others[index % others.length] ?? everydayFamily;
  const isEveryday = index % 2 === 0 || others.length === 0;
  return isEveryday
    ? everydayFamily
    : (others[((index - 1) / 2) % others.length] ?? everydayFamily);
}

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
