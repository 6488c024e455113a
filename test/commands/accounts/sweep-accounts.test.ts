import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MemberData } from 'simulated-aws';
import { plansSchema, resultsSchema } from '../../../src/report/json/schema/several.ts';
import {
  asMember,
  emptyAccount,
  numbered,
  organizationOf,
  sweeper,
} from '../../account/organization.ts';
import { run } from '../../e2e/in-process.ts';
import { smallAccount } from '../../e2e/small-account.ts';

const [first, second, third] = ['111111111111', '222222222222', '333333333333'];

const distribution = 'E1GONE00000000';

function given(members: readonly MemberData[]) {
  const { aws, account } = organizationOf(members);
  const list = join(mkdtempSync(join(tmpdir(), 'sst-sweep-')), 'accounts.json');
  const accounts = members.map(({ data }) => data.account);
  writeFileSync(list, JSON.stringify({ role: sweeper, accounts }));
  return {
    print: (...words: readonly string[]) =>
      run(aws, [...words, '--demo', '-q', '--accounts', list]),
    writesIn: (id: string) => account(id).requests.filter(({ writes }) => writes).length,
    distributionsIn: (id: string) =>
      account(id)
        .snapshot()
        .cloudfront?.distributions?.map((each) => each.id) ?? [],
  };
}

const three = () => [
  asMember(numbered(smallAccount(), first)),
  { data: numbered(smallAccount(), second) },
  asMember(emptyAccount(third)),
];

describe('a plan over several accounts', () => {
  it('is one for each account in which anything may be deleted, and changes nothing', async () => {
    const { print, writesIn } = given(three());
    const { code, stdout } = await print('plan', '--json');
    const { plans, errors } = plansSchema.parse(JSON.parse(stdout));
    expect(plans.map(({ account, steps }) => [account, steps.length > 0])).toEqual([[first, true]]);
    expect(errors.map(({ account }) => account)).toEqual([second]);
    expect(code).toBe(3);
    expect(writesIn(first)).toBe(0);
  });
});

describe('a sweep over several accounts', () => {
  it('deletes in each that lets it in, and touches no other', async () => {
    const { print, writesIn, distributionsIn } = given(three());
    const { stdout, code } = await print('sweep', '--yes', '--json');
    const { results, errors } = resultsSchema.parse(JSON.parse(stdout));
    expect(results.map(({ account, summary }) => [account, summary.failed])).toEqual([[first, 0]]);
    expect(errors.map((error) => [error.account, error.code])).toEqual([[second, 'ROLE_REFUSED']]);
    expect(code).toBe(3);
    expect(distributionsIn(first)).not.toContain(distribution);
    expect(distributionsIn(second)).toContain(distribution);
    expect([writesIn(second), writesIn(third)]).toEqual([0, 0]);
  });

  it('that an account’s own rails refuse deletes in the others', async () => {
    const { print, distributionsIn } = given([
      asMember(numbered(smallAccount(), first)),
      asMember(numbered(smallAccount(), second)),
    ]);
    const { stdout, code } = await print('sweep', '--yes', '--json', '--max-deletions', '1');
    const { results, errors } = resultsSchema.parse(JSON.parse(stdout));
    expect([results.length, errors.map(({ exitCode }) => exitCode)]).toEqual([0, [6, 6]]);
    expect(code).toBe(6);
    expect(distributionsIn(first)).toContain(distribution);
  });

  it('asks nobody: without --yes it names the command for one account', async () => {
    const { print, writesIn } = given(three());
    const { code, stderr } = await print('sweep');
    expect(code).toBe(2);
    expect(stderr).toMatch(/one account at a time[^]*--account/);
    expect(writesIn(first)).toBe(0);
  });

  it('takes no accounts that nobody wrote down', async () => {
    const { aws } = organizationOf(three());
    const { code, stderr } = await run(aws, ['sweep', '--demo', '-q', '--yes', '--organization']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('needs the accounts')]);
  });

  it('takes no word that is about one account', async () => {
    const { print } = given(three());
    const { code, stderr } = await print('sweep', '--yes', distribution);
    expect([code, stderr]).toEqual([2, expect.stringContaining('is about one account')]);
  });
});
