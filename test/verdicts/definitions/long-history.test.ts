import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { looking } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import type { StageBuilder } from '../../account/stage.ts';
import { say } from '../attacks/asking.ts';

const app = 'acme';
const stage = 'dev';

/** A site that a living stage had 80 days ago, and 28 deploys that followed on what became of it. */
function longAgo(leave: (stage: StageBuilder, rest: readonly Entry[]) => void) {
  const account = anAccount();
  const at = account.ago({ days: 80 });
  const site = aSite({ app, stage, at });
  const live = aUserBucket({ app, stage, component: 'Live', at });
  account.with(site, live);
  const built = account
    .home()
    .stage(app, stage)
    .deploy(account.ago({ days: 80, minutes: 1 }), [...site.entries, ...live.entries]);
  leave(built, live.entries);
  for (let day = 59; day > 2; day -= 2) built.deploy(account.ago({ days: day }), live.entries);
  return { account, built, site, live, bucket: site.buckets[0].name };
}

const ago = (days: number) => anAccount().ago({ days });

describe('what left its stage many deploys ago', () => {
  it('is certain where it left in a completed deploy', async () => {
    const { account, bucket, site } = longAgo((built, rest) => built.deploy(ago(60), rest));
    const looked = await looking(account);
    expect([bucket, site.distributions[0].id].map((id) => say(looked, id))).toEqual([
      'leftover certain (11)',
      'leftover certain (11)',
    ]);
  });

  it('is unknown where a person took it out', async () => {
    const { account, bucket } = longAgo((built, rest) =>
      built.run({ at: ago(60), command: 'edit', entries: rest }),
    );
    expect(say(await looking(account), bucket)).toBe('unknown (8)');
  });

  it('is judged by the last time that it left, not by the first', async () => {
    const { account, bucket } = longAgo((built, rest) => {
      const { entries } = aSite({ app, stage, at: ago(80) });
      const kept = entries.map((entry) => ({ ...entry, retainOnDelete: true }));
      built
        .deploy(ago(70), rest)
        .deploy(ago(68), [...kept, ...rest])
        .deploy(ago(66), rest);
    });
    expect(say(await looking(account), bucket)).toBe('retained (9)');
  });
});

describe('what a killed deploy made many deploys ago', () => {
  const killedLongAgo = (made: { readonly seconds: number }) => {
    const account = anAccount();
    const start = account.ago({ days: 40 });
    const at = new Date(Date.parse(start) + made.seconds * 1000).toISOString();
    const server = aServer({ app, stage, component: 'Api', at });
    const live = aUserBucket({ app, stage, component: 'Live', at: account.ago({ days: 80 }) });
    account.with(server, live);
    const built = account.home().stage(app, stage);
    for (let day = 80; day > 41; day -= 2) built.deploy(account.ago({ days: day }), live.entries);
    built.run({
      at: start,
      entries: live.entries,
      completed: false,
      unlockedAt: account.ago({ days: 39, hours: 20 }),
    });
    for (let day = 38; day > 2; day -= 2) built.deploy(account.ago({ days: day }), live.entries);
    const [{ name, region }] = server.lambdas;
    const [{ name: logs }] = server.logGroups;
    return {
      account,
      built,
      ids: [`${region}:${name}`, server.roles[0].name, `${region}:${logs}`],
    };
  };

  it('is found with its role and its empty log group', async () => {
    const { account, ids } = killedLongAgo({ seconds: 60 });
    const looked = await looking(account);
    expect(ids.map((id) => say(looked, id))).toEqual([
      'leftover high (12)',
      'leftover high (12)',
      'leftover high (12)',
    ]);
  });

  it('is unknown where it was made long after the run’s last push, while the lock still stood', async () => {
    const { account, ids } = killedLongAgo({ seconds: 600 });
    const looked = await looking(account);
    expect(ids.map((id) => say(looked, id))).toEqual([
      'unknown (16)',
      'unknown (5)',
      'unknown (5)',
    ]);
  });

  it('is unknown where its role says nothing of the stage', async () => {
    const { account, ids } = killedLongAgo({ seconds: 60 });
    for (const role of account.data.iam?.roles ?? []) role.tags = {};
    expect(say(await looking(account), ids[1] ?? '')).toBe('unknown (16)');
  });
});
