import { beforeAll, describe, expect, it } from 'vitest';
import { awsSentences } from '../../src/doctor/errors/aws-sentences.ts';
import { readOutput } from '../../src/doctor/errors/read-output.ts';
import { sstSentences } from '../../src/doctor/errors/sst-sentences.ts';
import type { AccountBuilder } from '../account/account.ts';
import { demoAccount } from '../account/demo.ts';
import { allRefusals, outputOf } from './every-refusal.ts';
import { sayings } from './said.ts';
import { doctored, sceneOf } from './scenes.ts';

const everyCode = allRefusals().map(({ code }) => code);

type Answer = Awaited<ReturnType<typeof doctored>>;

/** Leftovers, a failed remove, locks, several versions; and one with nothing but a stage that lives. */
const accounts: readonly (readonly [string, () => AccountBuilder])[] = [
  ['with causes', demoAccount],
  ['without any', () => sceneOf().account],
];

/** Neither a cause nor a way on is a dead end, and so is a plea for what was given. */
function deadEnds({ json }: Answer): readonly string[] {
  return json.errors.flatMap(({ error, causes, next }) => {
    const says = JSON.stringify([causes, next]);
    const helps =
      next.length > 0 || causes.some((cause) => cause.do.length > 0 || cause.after !== null);
    return !helps || /whole (?:output|error)/i.test(says) ? [`${error.code}: ${says}`] : [];
  });
}

describe.each(accounts)('on an account %s', (_name, account) => {
  let answer: Answer;

  beforeAll(async () => {
    answer = await doctored(account(), outputOf(allRefusals()));
  }, 120_000);

  it('every code of every call has an answer of its own', () => {
    const told = answer.json.errors.map(({ error }) => error.code);
    expect(new Set(told)).toEqual(new Set(everyCode));
    expect(told.length).toBeGreaterThan(300);
    expect(deadEnds(answer)).toEqual([]);
  });

  it.each(sayings)('%s has an answer: %s', async (code, text) => {
    const said = await doctored(account(), `➜  App:        docs\n   Stage:      dev\n\n${text}\n`);
    expect(said.json.errors.map(({ error }) => error.code)).toEqual([code]);
    expect(deadEnds(said)).toEqual([]);
  });

  it('what is not known has one, too', async () => {
    const said = await doctored(account(), 'Error: QuuxBrokenException: it broke');
    expect(deadEnds(said)).toEqual([]);
  });
});

describe('the sentences that are known', () => {
  it('have each a saying here, so that none is left untried', () => {
    const bare = (text: string) => readOutput(text).map(({ code, family }) => `${code} ${family}`);
    const tried = new Set(sayings.flatMap(([, text]) => bare(text)));
    const rows = [...awsSentences, ...sstSentences].map(({ code, family }) => `${code} ${family}`);
    expect(rows.filter((row) => !tried.has(row))).toEqual([]);
  });
});
