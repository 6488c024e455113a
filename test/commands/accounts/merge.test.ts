import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSimulatedAws, type Fault } from 'simulated-aws';
import { gravestExitCode } from '../../../src/commands/output/exit-code.ts';
import type { ReportJson } from '../../../src/report/json/schema/report.ts';
import { reportsSchema, type AccountErrorJson } from '../../../src/report/json/schema/reports.ts';
import { emptyAccount, numbered } from '../../account/organization.ts';
import { run } from '../../e2e/in-process.ts';
import { smallAccount } from '../../e2e/small-account.ts';

const [first, second] = ['111111111111', '222222222222'];

const folder = mkdtempSync(join(tmpdir(), 'sst-sweep-'));

function written(name: string, content: unknown): string {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(join(folder, name), text);
  return name;
}

async function reported(account: string, faults: readonly Fault[] = []): Promise<ReportJson> {
  const data = { ...numbered(smallAccount(), account), faults: [...faults] };
  const { stdout } = await run(createSimulatedAws(data), ['scan', '--demo', '-q', '--json']);
  return JSON.parse(stdout) as ReportJson;
}

const merge = (...words: readonly string[]) =>
  run(createSimulatedAws(emptyAccount(first)), ['merge', '-q', ...words], { cwd: folder });

const anError: AccountErrorJson = {
  account: '333333333333',
  name: 'old',
  code: 'ROLE_REFUSED',
  message: 'The role does not let anybody in.',
  hint: 'Check it.',
  exitCode: 3,
};

let one: ReportJson;
let two: ReportJson;

beforeAll(async () => {
  one = await reported(first);
  two = await reported(second);
});

describe('sst-sweep merge', () => {
  it('makes one report of several, by account, whatever their order', async () => {
    const words = [written('two.json', two), written('one.json', one), '--json'];
    const { code, stdout } = await merge(...words);
    const merged = reportsSchema.parse(JSON.parse(stdout));
    expect(merged).toEqual({ schema: 'sst-sweep/reports@1', reports: [one, two], errors: [] });
    expect(code).toBe(0);
  });

  it('takes reports over several accounts too, and a later report in place of an error', async () => {
    const errors = [anError, { ...anError, account: second }];
    const several = { schema: 'sst-sweep/reports@1', reports: [one], errors };
    const words = [written('several.json', several), written('two.json', two), '--json'];
    const { code, stdout } = await merge(...words);
    const merged = reportsSchema.parse(JSON.parse(stdout));
    expect(merged.reports).toEqual([one, two]);
    expect(merged.errors).toEqual([anError]);
    expect(code).toBe(3);
  });

  it('tells the leftovers of each account, and the accounts that were not read', async () => {
    const errors = [{ ...anError, message: 'evil \u001b[31mred' }];
    written('several.json', { schema: 'sst-sweep/reports@1', reports: [one, two], errors });
    const { stdout } = await merge('several.json');
    expect(stdout).toContain('4 leftovers in 2 of 3 accounts');
    for (const text of [
      `Account ${first}`,
      `Account ${second}`,
      'E1GONE00000000',
      '333333333333 old',
    ])
      expect(stdout).toContain(text);
    expect(stdout).not.toContain('\u001b');
    const { stdout: markdown } = await merge('several.json', '--format', 'markdown');
    expect(markdown).toContain(`### Account ${second}`);
    expect(markdown).toContain('| 333333333333 | old |');
    const { stdout: csv } = await merge('several.json', '--format', 'csv');
    expect(csv.split('\r\n').filter((line) => line.startsWith(`${second},`))).toHaveLength(
      two.findings.length,
    );
  });

  it.each([
    [
      'two reports of one account',
      ['one.json', 'again.json'],
      /Both one\.json and again\.json have a report of account 1{12}\./,
    ],
    [
      'a version that it does not know',
      ['new.json'],
      /new\.json is a sst-sweep\/report@2, which this version does not read\./,
    ],
    ['another document', ['plan.json'], /plan\.json is a sst-sweep\/plan@1, and no report\./],
    ['half a file', ['half.json'], /half\.json is no JSON, or not all of it\./],
    ['an empty file', ['empty.json'], /empty\.json is empty\./],
    ['a damaged report', ['damaged.json'], /damaged\.json is damaged at "account": /],
    ['no file', ['nowhere.json'], /nowhere\.json cannot be read\./],
  ])('refuses %s in one sentence', async (_what, files, sentence) => {
    written('one.json', one);
    written('again.json', one);
    written('new.json', { ...one, schema: 'sst-sweep/report@2' });
    written('plan.json', { schema: 'sst-sweep/plan@1' });
    written('half.json', JSON.stringify(one).slice(0, 1000));
    written('empty.json', '');
    written('damaged.json', { ...one, account: 'mine' });
    const { code, stdout, stderr } = await merge(...files);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
  });
});

it('of several exit codes the gravest is that of all', () => {
  const order = [130, 2, 6, 4, 7, 1, 3, 5, 0];
  for (const [index, code] of order.entries())
    expect(gravestExitCode(order.slice(index).toReversed())).toBe(code);
  expect(gravestExitCode([])).toBe(0);
});
