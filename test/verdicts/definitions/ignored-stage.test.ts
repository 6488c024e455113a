import { describe, expect, it } from 'vitest';
import { checkIgnoredStages } from '../../../src/commands/account/ignored-stages.ts';
import type { AccountBuilder } from '../../account/account.ts';
import { looking, said } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';
import { leftBehind } from './given.ts';

const ignoreStages = ['web/old'];
const damaged = '{"version":3,"checkpoint":{"latest":{"resources":[{"urn"';

/** A bucket that a removed stage left behind, and the stage `web/old` whose state is to be hidden. */
function besideHiddenState() {
  const { account, home, imported, id } = leftBehind();
  const other = home.stage('web', 'old');
  const damage = (body = damaged) =>
    other.object({ key: 'app/web/old.json', at: account.ago({ days: 3 }), body });
  return { account, home, other, damage, imported, id };
}

async function verdictOn(id: string, account: AccountBuilder, words: readonly string[]) {
  return said((await looking(account, { ignoreStages: words })).of(id));
}

describe('a stage whose state cannot be read', () => {
  it('is vouched for by its name, and holds nothing of others up any more', async () => {
    const { account, damage, id } = besideHiddenState();
    damage();
    expect(await verdictOn(id, account, [])).toBe('unknown (7)');
    expect(await verdictOn(id, account, ['web/new'])).toBe('unknown (7)');
    expect(await verdictOn(id, account, ignoreStages)).toBe('leftover certain (11)');
  });

  it('keeps what the newest version that can be read names, whatever is vouched for', async () => {
    const { account, other, damage, imported, id } = besideHiddenState();
    other.deploy(account.ago({ days: 8 }), imported);
    damage('no state at all');
    expect(await verdictOn(id, account, ignoreStages)).toBe('live (4)');
  });

  it('keeps what its damaged text names, whatever is vouched for', async () => {
    const { account, damage, id } = besideHiddenState();
    damage(`${damaged}:"x"},{"id":"${id}"`);
    expect(await verdictOn(id, account, ignoreStages)).toBe('live (4)');
  });

  it('keeps its own things unknown, and what has no owner', async () => {
    const { account, damage } = besideHiddenState();
    const own = aSite({ app: 'web', stage: 'old', at: account.ago({ days: 20 }) });
    const at = account.ago({ days: 49 });
    const name = 'web-old-SiteCloudfrontFunctionResponse-bkmtoxcd';
    account.with(own, { functions: [{ name, createdAt: at, modifiedAt: at }] });
    damage();
    const looked = await looking(account, { ignoreStages });
    expect(looked.of(own.distributions[0].id).verdict).toBe('unknown');
    expect(looked.of(own.functions[0].name).verdict).toBe('unknown');
    expect(said(looked.of(name))).toBe('unknown (7)');
  });

  it('vouches for no other stage that cannot be read', async () => {
    const { account, home, damage, id } = besideHiddenState();
    damage();
    home
      .stage('pay', 'prod')
      .object({ key: 'app/pay/prod.json', at: account.ago({ days: 3 }), body: damaged });
    expect(await verdictOn(id, account, ignoreStages)).toBe('unknown (7)');
  });

  it('says which version can be read, and that it is damaged', async () => {
    const { account, other, damage, imported } = besideHiddenState();
    other.deploy(account.ago({ days: 8 }), imported);
    damage();
    const { inventory } = await looking(account);
    const versions = inventory.stages.find(({ app }) => app === 'web')?.versions ?? [];
    expect(inventory.gaps.map(({ state }) => state)).toMatchObject([
      {
        app: 'web',
        stage: 'old',
        key: 'app/web/old.json',
        damaged: true,
        readableVersion: { id: versions.at(-2)?.versionId },
        ignored: false,
      },
    ]);
  });

  it('says nothing of damage where it was denied', async () => {
    const { account, home, other } = besideHiddenState();
    other.deploy(account.ago({ days: 8 }), []);
    account.data.faults = [
      { kind: 'deny', operation: 'S3.GetObject', target: `${home.bucket.name}/app/web/old.json` },
    ];
    const { inventory } = await looking(account, { ignoreStages });
    expect(inventory.gaps.flatMap(({ state }) => state ?? [])).toMatchObject([
      { damaged: false, readableVersion: null, ignored: true },
    ]);
  });
});

describe('--ignore-stage', () => {
  it('is refused for a stage that can be read, and for one that is not there', async () => {
    const { account, other } = besideHiddenState();
    other.deploy(account.ago({ days: 8 }), []);
    const looked = await looking(account, { ignoreStages });
    expect(() => checkIgnoredStages(ignoreStages, looked)).toThrow('can be read');
    expect(() => checkIgnoredStages(['acme/pr-1'], looked)).toThrow('can be read');
    expect(() => checkIgnoredStages(['web/ol'], looked)).toThrow('no home');
  });

  it('is taken for one that cannot', async () => {
    const { account, damage } = besideHiddenState();
    damage();
    const looked = await looking(account, { ignoreStages });
    expect(() => checkIgnoredStages(ignoreStages, looked)).not.toThrow();
  });
});
