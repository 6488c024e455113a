import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite, anEdgeSigner } from '../../account/sites.ts';
import { later, type StageBuilder } from '../../account/stage.ts';
import { say } from '../attacks/asking.ts';

/**
 * A distribution that a killed deploy made five days ago. AWS keeps no creation time of it, so row 12 rests
 * on the whole of the stage's history.
 */
const given = (begin: (stage: StageBuilder, at: (days: number) => string) => StageBuilder) => {
  const account = anAccount();
  const start = account.ago({ days: 5 });
  const at = (days: number) => account.ago({ days });
  const site = aSite({ app: 'acme', stage: 'pr-1', at: at(20) });
  const made = aSite({ app: 'acme', stage: 'pr-1', seed: 's', at: later(start, 60) });
  const { functions, distributions } = made;
  const home = account.with(site, { functions, distributions }).home();
  begin(home.stage('acme', 'pr-1'), at)
    .run({
      at: start,
      completed: false,
      unlockedAt: later(start, 3600),
      entries: site.entries,
    })
    .deploy(at(3), site.entries);
  return { account, home, name: distributions[0].id, site };
};

const { entries } = aSite({ app: 'acme', stage: 'pr-1', at: anAccount().ago({ days: 20 }) });
const [entry] = entries;

describe('a history is complete', () => {
  it.each([
    [
      'that begins with a deploy that had nothing of its own',
      (stage: StageBuilder, at: (days: number) => string) =>
        stage.deploy(at(20), entries, {
          firstPush: [
            {
              type: 'random:index/id:Id',
              name: 'X',
              under: [['sst:aws:Nextjs', 'Web']],
              external: true,
            },
          ],
        }),
      true,
    ],
    [
      'but not that begins with something of its own',
      (stage: StageBuilder, at: (days: number) => string) =>
        stage.deploy(at(20), entries, { firstPush: entry ? [entry] : [] }),
      false,
    ],
    [
      'but not with a deleted state in it',
      (stage: StageBuilder, at: (days: number) => string) =>
        stage
          .deploy(at(20), entries)
          .object({ key: 'app/acme/pr-1.json', at: at(15), deleteMarker: true }),
      false,
    ],
    [
      'but not with a state from before its first run',
      (stage: StageBuilder, at: (days: number) => string) =>
        stage
          .object({
            key: 'app/acme/pr-1.json',
            at: at(25),
            body: { version: 3, checkpoint: { latest: {} } },
          })
          .deploy(at(20), entries),
      false,
    ],
    [
      'but not with a first run that left no state',
      (stage: StageBuilder, at: (days: number) => string) =>
        stage.run({ at: at(25) }).deploy(at(20), entries),
      false,
    ],
    [
      'with hundreds of runs, since so many are read for what a killed deploy may have made',
      (stage: StageBuilder, at: (days: number) => string) => {
        for (let hour = 390; hour > 0; hour--) stage.deploy(at(6 + hour / 24), entries);
        return stage;
      },
      true,
    ],
    [
      'but not with more than are read',
      (stage: StageBuilder, at: (days: number) => string) => {
        for (let hour = 401; hour > 0; hour--) stage.deploy(at(6 + hour / 24), entries);
        return stage;
      },
      false,
    ],
  ] as const)('%s', async (_, begin, complete) => {
    const { account, name } = given(begin);
    expect(say(await looking(account), name) === 'leftover high (12)').toBe(complete);
  });

  it('but not in a bucket without versioning, nor where another home’s is not', async () => {
    const plain = given((stage, at) => stage.deploy(at(20), entries));
    plain.home.bucket.versioning = 'Suspended';
    expect(say(await looking(plain.account), plain.name)).not.toBe('leftover high (12)');
    const two = given((stage, at) => stage.deploy(at(20), entries));
    const signer = anEdgeSigner({ app: 'acme', stage: 'pr-1', at: two.account.ago({ days: 20 }) });
    two.account
      .home('eu-west-1')
      .stage('acme', 'pr-1')
      .deploy(two.account.ago({ days: 20 }), signer.entries, { firstPush: null });
    expect(say(await looking(two.account), two.name)).not.toBe('leftover high (12)');
  });

  it.each([
    ['a completed run', (stage: StageBuilder, at: string) => stage.run({ at, command: 'refresh' })],
    [
      'a run of which only its lock tells',
      (stage: StageBuilder, at: string) =>
        stage
          .object({ key: 'lock/acme/pr-1.json', at, body: {} })
          .object({ key: 'lock/acme/pr-1.json', at: later(at, 60), deleteMarker: true }),
    ],
  ] as const)('but not without any state, after %s', async (_, first) => {
    const account = anAccount();
    const start = account.ago({ days: 5 });
    const { functions } = aSite({ app: 'acme', stage: 'pr-1', at: later(start, 60) });
    const stage = account.with({ functions }).home().stage('acme', 'pr-1');
    first(stage, account.ago({ days: 9 })).run({
      at: start,
      completed: false,
      unlockedAt: later(start, 3600),
    });
    const looked = await looking(account);
    expect(looked.stages.map(({ history }) => history)).toEqual(['partial']);
    expect(say(looked, functions[0].name)).not.toBe('leftover high (12)');
  });
});
