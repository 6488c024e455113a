import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planSchema } from '../../src/report/json/schema/plan.ts';
import { explainSchema } from '../../src/report/json/schema/explain.ts';
import { reportSchema } from '../../src/report/json/schema/report.ts';
import { resultSchema } from '../../src/report/json/schema/result.ts';
import { stagesSchema } from '../../src/report/json/schema/stages.ts';
import { smallAccount } from './small-account.ts';
import { demoOf, sstSweep } from './sst-sweep.ts';

const gone = 'acme-pr-1-WebCloudfrontFunctionRequest-bkmtoxcd';
const alive = 'acme-prod-WebCloudfrontFunctionRequest-bkmtoxcd';
const pinned = ['--yes', '--account', '123456789012'];

async function json(words: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await sstSweep([...words, '--json', '--quiet']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe.concurrent('on a simulated account', { timeout: 60_000 }, () => {
  it('a scan reports what a removed stage left, and says what to do next', async () => {
    const demo = await demoOf(smallAccount());
    const { code, stdout } = await sstSweep(['scan', ...demo]);
    expect(code).toBe(0);
    expect(stdout).toContain('Account 123456789012 (simulated) · 1 region · 1 home · 2 stages');
    expect(stdout).toContain(gone);
    expect(stdout).not.toContain(alive);
    expect(stdout).toMatch(/^2 leftovers in 1 stage · 2 ready to delete\n/);
    expect(stdout).toContain('See what would be deleted: sst-sweep plan --demo');
  });

  it('without a terminal the bare command is the scan', async () => {
    const demo = await demoOf(smallAccount());
    const report = reportSchema.parse(await json(demo));
    expect(report.summary).toMatchObject({ leftover: 2, live: 1 });
  });

  it('every JSON output keeps to its schema', async () => {
    const demo = await demoOf(smallAccount());
    expect(planSchema.parse(await json(['plan', ...demo])).steps).toHaveLength(4);
    expect(planSchema.parse(await json(['sweep', '--dry-run', ...demo])).steps).toHaveLength(4);
    expect(stagesSchema.parse(await json(['stages', ...demo])).stages).toHaveLength(2);
    expect(explainSchema.parse(await json(['explain', gone, ...demo])).explanations).toHaveLength(
      1,
    );
  });

  it('a sweep deletes the leftovers, leaves the live stage alone, and the account is kept', async () => {
    const demo = await demoOf(smallAccount());
    const result = resultSchema.parse(await json(['sweep', ...pinned, ...demo]));
    expect(result.outcomes.map(({ step, outcome }) => [step, outcome])).toEqual([
      ['delete:E1GONE00000000', 'done'],
      [`delete:${gone}`, 'done'],
      ['disable:E1GONE00000000', 'done'],
      ['settle:E1GONE00000000', 'done'],
    ]);
    const report = reportSchema.parse(await json(['scan', ...demo]));
    expect(report.findings.map(({ id, verdict }) => [id, verdict])).toEqual([
      [alive, 'live'],
      // The bootstrap's own bucket, whatever it is called.
      ['sst-state-bcdefghkmnot', 'protected'],
    ]);
  });

  it('Ctrl-C ends a sweep in order, and the next one goes on', async () => {
    const demo = await demoOf(smallAccount());
    const first = await sstSweep(['sweep', '--verbose', ...pinned, ...demo], {
      interruptAt: 'waiting: distribution',
    });
    expect(first.code).toBe(130);
    expect(first.stderr).not.toMatch(/\n\s+at /);
    const second = await sstSweep(['sweep', ...pinned, ...demo]);
    expect(second.code).toBe(0);
    expect(first.stderr + second.stderr).not.toContain('Warning:');
    expect(second.stdout).toContain('✔ Deleted 2 resources in 1 stage.');
  });

  it('more resources than --max-deletions are refused, with the command for fewer', async () => {
    const demo = await demoOf(smallAccount());
    const { code, stderr } = await sstSweep(['sweep', ...pinned, '--max-deletions', '1', ...demo]);
    expect(code).toBe(6);
    expect(stderr).toContain(
      'The plan would delete 2 resources, and --max-deletions is 1: acme/pr-1 2.',
    );
  });

  it('--fail-on leftover fails a scan that found some', async () => {
    const demo = await demoOf(smallAccount());
    expect((await sstSweep(['scan', '--fail-on', 'leftover', ...demo])).code).toBe(1);
  });

  it('reports go into files too, in the format that their ending says', async () => {
    const demo = await demoOf(smallAccount());
    const [, , folder = ''] = demo;
    const files = ['report.json', 'report.txt'].map((name) => join(folder, name));
    const { code } = await sstSweep([
      'scan',
      ...files.flatMap((file) => ['--report', file]),
      ...demo,
    ]);
    expect(code).toBe(0);
    const [asJson = '', asText = ''] = await Promise.all(
      files.map((file) => readFile(file, 'utf8')),
    );
    expect(reportSchema.parse(JSON.parse(asJson)).summary.leftover).toBe(2);
    expect(asText).toContain('2 leftovers in 1 stage');
  });

  it('a demo account that is damaged names the flag that starts it afresh', async () => {
    const demo = await demoOf(smallAccount());
    const [, , folder = ''] = demo;
    await writeFile(join(folder, 'demo', 'account.json'), '{');
    const damaged = await sstSweep(['scan', ...demo]);
    expect(damaged.code).toBe(2);
    expect(damaged.stderr).toContain('Start the demo afresh with --demo-reset.');
    expect((await sstSweep(['scan', '--demo-reset', ...demo])).code).toBe(0);
    expect((await sstSweep(['scan', ...demo])).code).toBe(0);
  });

  it('another account than the pinned one is refused', async () => {
    const demo = await demoOf(smallAccount());
    const { code, stderr } = await sstSweep(['scan', '--account', '210987654321', ...demo]);
    expect(code).toBe(2);
    expect(stderr).toContain('You are signed in to account 123456789012, and not to 210987654321.');
  });
});
