import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAccountList } from '../../../src/commands/input/account-list.ts';
import { accountsSchema } from '../../../src/report/json/schema/accounts.ts';
import {
  asMember,
  callersAccount,
  emptyAccount,
  organizationOf,
} from '../../account/organization.ts';
import { run } from '../../e2e/in-process.ts';

const [first, second] = ['111111111111', '222222222222'];

function aFile(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'sst-sweep-')), 'accounts.json');
  writeFileSync(file, text);
  return file;
}

const { aws, account } = organizationOf([
  asMember(emptyAccount(first), { name: 'prod\u001b[31m' }),
  asMember(emptyAccount(second), { name: 'old', status: 'SUSPENDED' }),
]);
const print = (...words: readonly string[]) => run(aws, ['accounts', '--demo', '-q', ...words]);

describe('sst-sweep accounts', () => {
  it('prints those of the organization, and looks into none of them', async () => {
    const { code, stdout } = await print('--organization');
    expect(code).toBe(0);
    expect(stdout).toContain(`arn:aws:iam::${first}:role/OrganizationAccountAccessRole`);
    expect(stdout).toContain('your own account');
    expect(stdout).not.toContain(second);
    expect(stdout).not.toContain('\u001b');
    expect(account(first).requests).toEqual([]);
  });

  it('prints a matrix that GitHub takes', async () => {
    const list = aFile(JSON.stringify({ role: 'sweeper', accounts: [first, callersAccount] }));
    const { stdout } = await print('--accounts', list, '--format', 'github-matrix');
    expect(stdout.trimEnd()).not.toContain('\n');
    expect(JSON.parse(stdout)).toEqual({
      include: [
        { account: callersAccount, name: callersAccount },
        { account: first, name: first },
      ],
    });
  });

  it('prints a document that --accounts takes', async () => {
    const { stdout } = await print('--organization', '--json');
    const document = accountsSchema.parse(JSON.parse(stdout));
    const list = parseAccountList(stdout, 'accounts.json');
    expect(list.accounts.map(({ id }) => id)).toEqual(document.accounts.map(({ id }) => id));
    expect(list.accounts.find(({ id }) => id === first)?.role).toMatch(/^arn:/);
  });

  it('takes the roles of a list for the accounts of the organization', async () => {
    const list = aFile(JSON.stringify({ role: 'path/sweeper', externalId: 'ours' }));
    const { stdout } = await print('--organization', '--accounts', list, '--json');
    expect(accountsSchema.parse(JSON.parse(stdout)).accounts).toContainEqual(
      expect.objectContaining({
        id: first,
        role: `arn:aws:iam::${first}:role/path/sweeper`,
        externalId: 'ours',
      }),
    );
  });

  it.each([
    ['without a list', [], 'needs a list of accounts'],
    [
      'with an account into which no role leads',
      ['--accounts', aFile(`["${first}"]`)],
      'names no role',
    ],
    ['with a list of none', ['--accounts', aFile('[]')], 'names none'],
  ])('%s says what is missing', async (_what, words, sentence) => {
    const { code, stderr } = await print(...words);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});
