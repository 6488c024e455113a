import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSimulatedAws, type AccountData } from 'simulated-aws';
import { planSchema } from '../../../src/report/json/schema/plan.ts';
import { reportSchema } from '../../../src/report/json/schema/report.ts';
import { resultSchema } from '../../../src/report/json/schema/result.ts';
import { accountId } from '../../account/account.ts';
import { run, whoMeansIt } from '../../e2e/in-process.ts';
import { aPreview } from '../../sweep/quarantine/nights.ts';

const yes = ['--demo', '--yes', '--account', accountId, '--delete-data', '--json'];
const aFolder = () => mkdtempSync(join(tmpdir(), 'sst-sweep-compare-'));
const aws = (data: AccountData) => createSimulatedAws(structuredClone(data));

async function scanned(data: AccountData, ...flags: string[]) {
  const { code, stdout, stderr } = await run(aws(data), ['scan', '--demo', '--json', ...flags]);
  expect(code, stderr).toBe(0);
  return reportSchema.parse(JSON.parse(stdout)).comparison;
}

/** The report of today in a file. */
async function reportOf(data: AccountData, ...flags: string[]): Promise<string> {
  const file = join(aFolder(), 'earlier.json');
  const { stdout } = await run(aws(data), ['scan', '--demo', '--json', ...flags]);
  writeFileSync(file, stdout);
  return file;
}

function without(data: AccountData, bucket: string): AccountData {
  const { s3 } = structuredClone(data);
  if (!s3) throw new Error('The account has no buckets.');
  return { ...data, s3: { ...s3, buckets: s3.buckets.filter(({ name }) => name !== bucket) } };
}

describe('a report beside an earlier one', () => {
  it('tells what is new, gone and still there', async () => {
    const { data, buckets } = aPreview();
    const [bucket = ''] = buckets;
    const gone = await scanned(without(data, bucket), '--compare', await reportOf(data));
    expect(gone).toMatchObject({
      counts: { new: 0, gone: 1, still: 3 },
      gone: [`s3-bucket:${bucket}`],
      since: data.now,
    });
    const fresh = await scanned(data, '--compare', await reportOf(without(data, bucket)));
    expect(fresh).toMatchObject({
      counts: { new: 1, gone: 0, still: 3 },
      new: [`s3-bucket:${bucket}`],
    });
    const same = await scanned(data, '--compare', await reportOf(data));
    expect(same).toMatchObject({ counts: { new: 0, gone: 0, still: 4 }, noLonger: [] });
  });

  it('says it to people too, in the table and in Markdown', async () => {
    const { data, buckets } = aPreview();
    const file = await reportOf(without(data, buckets[0] ?? ''));
    for (const command of ['scan', 'plan'])
      for (const format of ['table', 'markdown']) {
        const words = [command, '--demo', '--format', format, '--compare', file];
        const { stdout } = await run(aws(data), words);
        expect(stdout).toMatch(
          /Leftovers since the report of .*: 1 new, 0 gone and 3 still there\./,
        );
        expect(stdout).toContain(`new: bucket ${buckets[0]}`.slice(0, 30));
      }
  });

  it('calls nothing gone of which a gap hides whether it is there', async () => {
    const { data, buckets } = aPreview();
    const file = await reportOf(data);
    const denied = createSimulatedAws({ ...structuredClone(without(data, buckets[0] ?? '')) });
    denied.setFaults([{ kind: 'deny', operation: 'S3.ListBuckets' }]);
    const { stdout } = await run(denied, ['scan', '--demo', '--json', '--compare', file]);
    const { comparison, gaps } = reportSchema.parse(JSON.parse(stdout));
    expect(gaps).not.toEqual([]);
    expect(comparison?.gone).toEqual([]);
    expect(comparison?.unread).toContain(`s3-bucket:${buckets[0]}`);
  });

  it('that became something else is no leftover any more, and not gone', async () => {
    const { data, buckets } = aPreview();
    const file = await reportOf(data);
    const kept = await scanned(data, '--compare', file, '--keep', buckets[0] ?? '');
    expect(kept).toMatchObject({
      gone: [],
      noLonger: [{ key: `s3-bucket:${buckets[0]}`, verdict: 'protected' }],
    });
  });

  it.each([
    ['of another account', '"999999999999"', [], 'has no report of account'],
    ['with other filters', null, ['--kind', 's3-bucket'], 'other filters than this run: --kind'],
    ['that is damaged', 'damaged', [], 'is no report of sst-sweep'],
  ])('%s is refused in one sentence', async (_what, account, flags, why) => {
    const { data } = aPreview();
    const file = await reportOf(data, ...flags);
    if (account === 'damaged') writeFileSync(file, '{}');
    else if (account !== null)
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll(`"${accountId}"`, account));
    const { code, stderr } = await run(aws(data), ['scan', '--demo', '--compare', file]);
    expect(code).toBe(2);
    expect(stderr).toContain(why);
  });
});

describe('a run that nobody watches, with --state-dir', () => {
  it('compares with what the run before it left', async () => {
    const { data } = aPreview();
    const stateDir = aFolder();
    const state = ['--state-dir', stateDir];
    const account = aws(data);
    const scan = await run(account, ['scan', '--demo', '--json', ...state]);
    expect(reportSchema.parse(JSON.parse(scan.stdout)).comparison).toBeNull();
    const kept = readFileSync(
      join(stateDir, 'demo', 'sweeps', accountId, 'last-report.json'),
      'utf8',
    );
    // Names and sizes, and nothing of configurations or states.
    expect(Object.keys(JSON.parse(kept).leftovers[0])).toEqual([
      'key',
      'kind',
      'region',
      'app',
      'stage',
      'sizeBytes',
      'monthlyCostUsd',
    ]);
    const later = { ...JSON.parse(kept), account: '999999999999' };
    const file = join(stateDir, 'demo', 'sweeps', accountId, 'last-report.json');
    const plan = await run(account, ['plan', ...yes, ...state]);
    expect(planSchema.parse(JSON.parse(plan.stdout)).comparison).toMatchObject({
      counts: { new: 0, gone: 0 },
    });
    writeFileSync(file, JSON.stringify(later));
    const other = await run(account, ['plan', ...yes, ...state]);
    expect(planSchema.parse(JSON.parse(other.stdout)).comparison).toBeNull();
  });

  it('of a sweep keeps what it left, so that nothing it deleted is gone the next night', async () => {
    const { data } = aPreview();
    const account = aws(data);
    const state = ['--state-dir', aFolder()];
    const sweep = await run(account, ['sweep', ...yes, ...state]);
    expect(resultSchema.parse(JSON.parse(sweep.stdout)).comparison).toBeNull();
    const { stdout } = await run(account, ['scan', '--demo', '--json', ...state]);
    expect(reportSchema.parse(JSON.parse(stdout)).comparison?.counts).toEqual({
      new: 0,
      gone: 0,
      still: 0,
    });
  });

  it('compares with no report that is damaged, and says so', async () => {
    const { data } = aPreview();
    const stateDir = aFolder();
    const scan = ['scan', '--demo', '--json', '--state-dir', stateDir];
    await run(aws(data), scan);
    const file = join(stateDir, 'demo', 'sweeps', accountId, 'last-report.json');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 80));
    const { stdout, stderr, code } = await run(aws(data), scan);
    expect(code).toBe(0);
    expect(reportSchema.parse(JSON.parse(stdout)).comparison).toBeNull();
    expect(stderr).toContain('is no report of this account, so nothing is compared');
    const again = await run(aws(data), scan);
    expect(reportSchema.parse(JSON.parse(again.stdout)).comparison?.counts.still).toBe(4);
  });

  it('is alone in that: where somebody watches, or no place is named, nothing is kept', async () => {
    const { data } = aPreview();
    const stateDir = aFolder();
    const words = ['scan', '--demo'];
    await run(aws(data), [...words, '--state-dir', stateDir], { person: whoMeansIt });
    const { stdout } = await run(aws(data), [...words, '--json', '--state-dir', stateDir]);
    expect(reportSchema.parse(JSON.parse(stdout)).comparison).toBeNull();
    const place = aFolder();
    for (let time = 0; time < 2; time += 1) {
      const ended = await run(aws(data), [...words, '--json'], { stateDir: place });
      expect(reportSchema.parse(JSON.parse(ended.stdout)).comparison).toBeNull();
    }
  });
});
