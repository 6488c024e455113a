import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { checkpointJson, type Entry } from '../../account/checkpoint.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { later, type StageBuilder } from '../../account/stage.ts';
import { erase } from '../attacks/asking.ts';
import { verdicts } from '../traps/telling.ts';
import { all, parameter } from './everything.ts';

/** The days before now on which the stage was deployed with nothing else, besides. */
const deploys = (from: number, to: number) =>
  Array.from({ length: Math.ceil((from - to) / 4) }, (_, index) => from - index * 4);

/** A function and a bucket that left a stage 190 days ago in its second deploy; then it was deployed every four days. */
function given() {
  const account = anAccount();
  const place = { app: 'acme', stage: 'dev', at: account.ago({ days: 200 }) };
  const [uploads, api] = [aUserBucket(place), aServer(place)];
  const home = account.with(uploads, api).home();
  const whole = [parameter, ...uploads.entries, ...api.entries];
  const days = (count: number) => account.ago({ days: count });
  const often = (stage: StageBuilder, from: number, to: number) => {
    for (const day of deploys(from, to)) stage.deploy(days(day), [parameter]);
  };
  const byHand = (stage: StageBuilder, day: number, entries: readonly Entry[]) => {
    const body = checkpointJson({ app: 'acme', stage: 'dev', entries });
    stage.object({ key: 'app/acme/dev.json', at: days(day), body });
  };
  const stage = home.stage('acme', 'dev').deploy(days(200), whole).deploy(days(190), [parameter]);
  often(stage, 180, 120);
  const ids = { bucket: uploads.buckets[0].name, lambda: `us-east-1:${api.lambdas[0].name}` };
  return { account, home, stage, whole, ids, days, often, byHand };
}

type Given = ReturnType<typeof given>;

const cameBack: Readonly<Record<string, (told: Given) => void>> = {
  'by edit, and went by edit': ({ stage, whole, days }) =>
    stage
      .run({ at: days(110), command: 'edit', entries: whole })
      .run({ at: days(100), command: 'edit', entries: [parameter] }),
  'by a deploy, and went by edit': ({ stage, whole, days }) =>
    stage.deploy(days(110), whole).run({ at: days(100), command: 'edit', entries: [parameter] }),
  'by a deploy, and went in a state that a person wrote': ({ stage, whole, days, byHand }) => {
    stage.deploy(days(110), whole);
    byHand(stage, 105, [parameter]);
    stage.run({ at: days(100), entries: [parameter], firstPush: [parameter] });
  },
  'and went in states that a person wrote': ({ stage, whole, byHand }) => {
    byHand(stage, 110, whole);
    byHand(stage, 105, [parameter]);
  },
};

describe('what left its stage many deploys ago', () => {
  it.each([true, false])('is found, with the versions of locks: %s', async (locks) => {
    const { account, home, stage, ids, often } = given();
    often(stage, 90, 2);
    if (!locks) erase(home, 'lock/');
    expect(await verdicts(account, ids)).toEqual(all(ids, 'leftover certain (11)'));
  });

  it.each(Object.entries(cameBack))('is unknown where it came back %s', async (_, tell) => {
    for (const locks of [true, false]) {
      const told = given();
      tell(told);
      told.often(told.stage, 90, 2);
      if (!locks) erase(told.home, 'lock/');
      expect(await verdicts(told.account, told.ids)).toEqual(all(told.ids, 'unknown (8)'));
    }
  });
});

describe('what a deploy that was killed many deploys ago made', () => {
  it.each([
    ['', 'leftover high (12)'],
    ['and `sst state edit` took in and out again', 'unknown (8)'],
    ['and a person wrote into a state and out again', 'unknown (8)'],
  ])('%s is %s', async (how, expected) => {
    const account = anAccount();
    const start = account.ago({ days: 150 });
    const site = aSite({ app: 'acme', stage: 'dev', at: later(start, 90) });
    const stage = account
      .with(site)
      .home()
      .stage('acme', 'dev')
      .deploy(account.ago({ days: 200 }), [parameter]);
    const often = (from: number, to: number) => {
      for (const day of deploys(from, to)) stage.deploy(account.ago({ days: day }), [parameter]);
    };
    often(196, 151);
    const unlockedAt = account.ago({ days: 149 });
    stage.run({ at: start, entries: [parameter], completed: false, unlockedAt });
    for (const [day, entries] of [
      [140, [parameter, ...site.entries]],
      [139, [parameter]],
    ] as const) {
      const at = account.ago({ days: day });
      const body = checkpointJson({ app: 'acme', stage: 'dev', entries });
      if (how.includes('edit')) stage.run({ at, command: 'edit', entries });
      if (how.includes('person')) stage.object({ key: 'app/acme/dev.json', at, body });
    }
    often(130, 2);
    const ids = { distribution: site.distributions[0].id, bucket: site.buckets[0].name };
    expect(await verdicts(account, ids)).toEqual(all(ids, expected));
  });
});
