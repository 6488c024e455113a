import { describe, expect, it } from 'vitest';
import type { AccountBuilder } from '../account/account.ts';
import { addSettings } from '../account/settings.ts';
import { doctored, otherEntry, sceneOf } from './scenes.ts';

/** The note of this code, where the doctor is asked for nothing in particular. */
async function noteOf(account: AccountBuilder, code: string) {
  const { json } = await doctored(account, '');
  return json.practice.find((note) => note.code === code);
}

describe('regions that differ', () => {
  const inRegions = (account: AccountBuilder, regions: readonly string[]) => {
    for (const region of regions) {
      account
        .home(region)
        .stage('docs', 'dev')
        .deploy(account.ago({ days: 2 }), [otherEntry('dev')]);
    }
  };

  it('are told of a stage that lives in two, with the line that pins one', async () => {
    const { account } = sceneOf();
    inRegions(account, ['eu-west-1', 'us-west-2']);
    expect(await noteOf(account, 'several-regions')).toEqual({
      code: 'several-regions',
      detail: 'docs/dev lives in eu-west-1 and us-west-2.',
      do: 'Pin the region in sst.config.ts: providers: { aws: { region: "..." } }.',
    });
  });

  it('are no word worth for two stages that live in one each, or where the other was removed', async () => {
    const { account, home } = sceneOf();
    inRegions(account, ['eu-west-1']);
    home
      .stage('docs', 'dev')
      .deploy(account.ago({ days: 9 }), [otherEntry('dev')])
      .remove(account.ago({ days: 8 }));
    expect(await noteOf(account, 'several-regions')).toBeUndefined();
  });
});

describe('a home that no parameter names', () => {
  it('is told where it keeps stages', async () => {
    const { account } = sceneOf();
    const old = account.home('us-east-1', { registered: false, name: 'old' });
    old.stage('docs', 'dev').deploy(account.ago({ days: 2 }), [otherEntry('dev')]);
    const note = await noteOf(account, 'unregistered-homes');
    expect(note?.detail).toBe(
      `${old.bucket.name} keeps stages, but no /sst/bootstrap parameter names it.`,
    );
    expect(note?.do).toContain('Restore the parameter');
  });

  it('is not told where it is empty, nor one that is registered', async () => {
    const { account } = sceneOf();
    account.home('us-east-1', { registered: false, name: 'old' });
    expect(await noteOf(account, 'unregistered-homes')).toBeUndefined();
  });
});

describe('a quota', () => {
  const policies = (account: AccountBuilder, number: number) =>
    addSettings(account, {
      cachePolicies: Array.from({ length: number }, (_, index) => ({
        id: `11111111-0000-4000-8000-0000000000${String(index).padStart(2, '0')}`,
        name: `mine-${index}`,
        modifiedAt: account.ago({ days: 40 }),
      })),
    });

  it('is told at four fifths, whoever uses it, with the scan that shows what is left over', async () => {
    const { account } = sceneOf();
    policies(account, 16);
    expect(await noteOf(account, 'quota-near')).toEqual({
      code: 'quota-near',
      detail: '16 of 20 custom cache policies are used, and this quota cannot be raised.',
      do: 'See what is left over: "sst-sweep scan --kind cloudfront-cache-policy --demo".',
    });
  });

  it('is not told below', async () => {
    const { account } = sceneOf();
    policies(account, 15);
    expect(await noteOf(account, 'quota-near')).toBeUndefined();
  });
});

describe('previews beside production', () => {
  const live = (stages: readonly string[]) => {
    const { account, home } = sceneOf();
    for (const stage of stages)
      home.stage('docs', stage).deploy(account.ago({ days: 2 }), [otherEntry(stage)]);
    return account;
  };

  it('are told, each stage once', async () => {
    const note = await noteOf(live(['production', 'pr-7', 'pr8']), 'mixed-stages');
    expect(note?.detail).toMatch(/^1 production stage and 2 previews share this account/);
  });

  it('are none where production alone begins with pr', async () => {
    expect(await noteOf(live(['production', 'prod', 'private']), 'mixed-stages')).toBeUndefined();
  });
});
