import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AccountData } from 'simulated-aws';
import { families, livedIn, village } from '../lives/lives.ts';
import { wordings } from '../doctor/wordings.ts';
import { asItIsJudged, reportFolders, reportsIn, type PrintedAccount } from './accounts.ts';
import { problemsWith, type PrintedPlace } from './check.ts';
import { printedAbout } from './outputs.ts';

/** Accounts of each family, in the deep tests; `PRINTED_LIVES=20 npx vitest run test/printed` lives more. */
const livesPerFamily = Number(process.env['PRINTED_LIVES'] ?? 0);

let count = 0;

async function problemsOf(account: PrintedAccount, flags: PrintedPlace['given'], mistakes = false) {
  const stateDir = mkdtempSync(join(tmpdir(), 'sst-sweep-printed-'));
  const { data, errors, ids } = account;
  const given = flags.flatMap(([name, value]) => (value === null ? [name] : [name, value]));
  const printed = await printedAbout({ data, stateDir, flags: given, errors, ids, mistakes });
  const place = { ...account, stateDir, given: flags };
  count += new Set(printed.map(({ text }) => text)).size;
  return problemsWith(printed, place);
}

const demo = [['--demo', null]] as const;

describe('every command that is printed runs as printed, does what it says, and takes nothing alive', () => {
  it('about the demo account', async () => {
    const data: AccountData = JSON.parse(readFileSync('fixtures/accounts/demo.json', 'utf8'));
    expect(await problemsOf(await asItIsJudged('demo', data), demo, true)).toEqual([]);
  }, 300_000);

  it('about the demo account, and what people paste', async () => {
    const data: AccountData = JSON.parse(readFileSync('fixtures/accounts/demo.json', 'utf8'));
    const pasted = wordings.map(([, text]) => text);
    expect(await problemsOf(await asItIsJudged('demo', data, pasted), demo)).toEqual([]);
  }, 300_000);

  it('about the demo account, with flags that the person gave', async () => {
    const data: AccountData = JSON.parse(readFileSync('fixtures/accounts/demo.json', 'utf8'));
    const flags = [...demo, ['--profile', 'a team'], ['--region', 'eu-west-1']] as const;
    expect(await problemsOf(await asItIsJudged('demo', data), flags, true)).toEqual([]);
  }, 300_000);

  it.each(reportFolders())(
    'about the report %s',
    async (folder) => {
      for (const account of await reportsIn(folder))
        expect(await problemsOf(account, demo)).toEqual([]);
    },
    300_000,
  );

  it.each((livesPerFamily > 0 ? families : []).map((family) => [family.name, family] as const))(
    'about accounts of the family %s',
    async (_name, family) => {
      for (let seed = 0; seed < livesPerFamily; seed++) {
        const { account, truth, looking } = livedIn(seed, village, family);
        // A simulated account answers no DNS names.
        if ((looking.resolving ?? []).length > 0) continue;
        const judged = await asItIsJudged(`${family.name} ${seed}`, account.data);
        const isAlive = (id: string) => truth.of(id)?.is === 'live';
        expect(await problemsOf({ ...judged, isAlive }, demo)).toEqual([]);
      }
    },
    300_000,
  );
});

afterAll(() => console.log(`${count} printed commands were run.`));
