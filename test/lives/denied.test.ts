import { afterAll, expect, it } from 'vitest';
import { type AccountData, createSimulatedAws, type Fault } from 'simulated-aws';
import { looking } from '../account/looking.ts';
import { type Chance, chanceOf } from './chance.ts';
import { livedIn } from './lives.ts';
import { describeWrong, wrongIn } from './planned.ts';
import { Tally } from './tally.ts';

/**
 * Of each of so many everyday accounts every operation of the scan is denied in turn, and then three of
 * them at a time. The gate takes 3 accounts and 6 denials of each; `DENIED=40` takes 40 and all.
 */
const wanted = Number(process.env['DENIED'] ?? 0);
const accounts = wanted || 3;
const firstSeed = 70_000;

const tally = new Tally();

it.each(Array.from({ length: accounts }, (_, index) => firstSeed + index))(
  'whatever may not be listed, nothing alive is called a leftover (account %i)',
  async (seed) => {
    const { account, truth, looking: told } = livedIn(seed);
    const whole = await looking(account, told);
    tally.add(whole.findings, truth, 'nothing denied');
    const operations = whole.aws.requests.map(({ operation }) => operation);
    for (const denied of denials([...new Set(operations)], chanceOf(seed))) {
      const aws = createSimulatedAws(withDenied(account.data, denied));
      const looked = await looking(account, { ...told, aws });
      tally.add(looked.findings, truth, denied.length === 1 ? denied.join() : 'three at a time');
      expect(
        wrongIn(looked, truth).map((finding) => [denied, describeWrong(finding, truth)]),
      ).toEqual([]);
    }
  },
  600_000,
);

function denials(operations: readonly string[], chance: Chance): readonly (readonly string[])[] {
  const known = operations.filter((operation) => operation !== 'STS.GetCallerIdentity');
  const single = known.map((operation) => [operation]);
  const triples = known.map(() => [chance.pick(known), chance.pick(known), chance.pick(known)]);
  const all = [...single, ...triples];
  return wanted > 0 ? all : Array.from({ length: 6 }, () => chance.pick(all));
}

function withDenied(data: AccountData, operations: readonly string[]): AccountData {
  const faults = operations.map((operation): Fault => ({ kind: 'deny', operation }));
  return { ...data, faults: [...(data.faults ?? []), ...faults] };
}

afterAll(() => {
  const found = (name: string) => {
    const { right, all } = tally.of(`recall, provable and listed, ${name}`);
    const percent = ((100 * right) / all).toFixed(1);
    return `  ${name.padEnd(44)} ${`${right} of ${all}`.padStart(16)} ${percent.padStart(6)} %`;
  };
  const title = `${accounts} accounts; found of what is provable and can be listed, while denied:`;
  console.log([title, ...tally.families.map(found)].join('\n'));
});
