import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planSchema } from '../../src/report/json/schema/plan.ts';
import { resultSchema } from '../../src/report/json/schema/result.ts';
import { runsSchema } from '../../src/report/json/schema/runs.ts';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { aStateDir, run } from './in-process.ts';
import { smallAccount } from './small-account.ts';

const gone = 'acme-pr-1-WebCloudfrontFunctionRequest-bkmtoxcd';
const yes = ['--demo', '--yes', '--account', '123456789012'];
const sweepNow = ['sweep', ...yes];

function aMachine() {
  const aws = createSimulatedAws(smallAccount());
  const stateDir = aStateDir();
  return { aws, stateDir, run: (...argv: string[]) => run(aws, argv, { stateDir }) };
}

/** A sweep that Ctrl-C ends right after its first write. */
async function interrupted(aws: SimulatedAws, stateDir: string, words = sweepNow) {
  const controller = new AbortController();
  aws.afterWrite = () => controller.abort();
  const ended = await run(aws, words, { stateDir, signal: controller.signal });
  aws.afterWrite = null;
  return ended;
}

function functionsLeft(aws: SimulatedAws): readonly string[] {
  return (aws.snapshot().cloudfront?.functions ?? []).map(({ name }) => name);
}

describe('a sweep that was interrupted', () => {
  it('names the command that goes on, and that command ends it without doing anything twice', async () => {
    const { aws, stateDir, run: here } = aMachine();
    const first = await interrupted(aws, stateDir);
    expect(first.code).toBe(130);
    const [, sweep = ''] =
      /Go on: sst-sweep resume --yes --account 123456789012 --demo (\S+)/.exec(first.stdout) ?? [];
    expect(sweep).toMatch(/^\d{8}-\d{6}-/);

    const second = await here('resume', sweep, ...yes, '--json');
    expect(second.code).toBe(0);
    const result = resultSchema.parse(JSON.parse(second.stdout));
    expect(result.sweep).toBe(sweep);
    expect(result.summary).toMatchObject({ failed: 0, held: 0, parked: 0, skipped: 0 });
    expect(functionsLeft(aws)).not.toContain(gone);
    // A read that lags behind may let it try; AWS takes the change once.
    const updates = aws.requests.filter(
      ({ operation, status }) => operation === 'CloudFront.UpdateDistribution' && status === 200,
    );
    expect(updates).toHaveLength(1);
  });

  it('is found without its name, and once it is done nothing is left to go on with', async () => {
    const { aws, stateDir, run: here } = aMachine();
    await interrupted(aws, stateDir);
    expect((await here('resume', ...yes)).stdout).toContain('✔ Deleted 2 resources in 1 stage.');
    const third = await here('resume', ...yes);
    expect(third.code).toBe(0);
    expect(third.stderr).toContain('is left to go on with');
  });

  it('is listed by runs with what is parked and the command', async () => {
    const { aws, stateDir, run: here } = aMachine();
    await interrupted(aws, stateDir);
    const listed = runsSchema.parse(JSON.parse((await here('runs', '--demo', '--json')).stdout));
    expect(listed.runs).toMatchObject([
      { account: '123456789012', status: 'finished', summary: { parked: expect.any(Number) } },
    ]);
    expect(listed.runs[0]?.parked.length).toBeGreaterThan(0);
    const text = await here('runs', '--demo');
    expect(text.stdout).toContain(
      `sst-sweep resume --yes --account 123456789012 --demo ${listed.runs[0]?.sweep}`,
    );
  });

  it('takes nothing that the plan had not', async () => {
    const { aws, stateDir, run: here } = aMachine();
    await interrupted(aws, stateDir, [...sweepNow, '--kind', 'cloudfront-distribution']);
    const second = await here('resume', ...yes);
    expect(second.code).toBe(0);
    expect(aws.snapshot().cloudfront?.distributions ?? []).toEqual([]);
    expect(functionsLeft(aws)).toContain(gone);
  });

  it('keeps the first backup, which knows the resource as it was', async () => {
    const { aws, stateDir, run: here } = aMachine();
    await interrupted(aws, stateDir);
    const result = JSON.parse((await here('resume', ...yes, '--json')).stdout);
    const folder = join(result.backup, 'cloudfront-distribution%3AE1GONE00000000');
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    const [first] = manifest.parts;
    expect(readFileSync(join(folder, first.file), 'utf8')).toContain('<Enabled>true</Enabled>');
  });

  it('skips what somebody changed meanwhile', async () => {
    const { aws, stateDir, run: here } = aMachine();
    await interrupted(aws, stateDir);
    const data = aws.snapshot();
    const [distribution] = data.cloudfront?.distributions ?? [];
    if (distribution) distribution.tags = { ...distribution.tags, 'sst-sweep:keep': 'yes' };
    const changed = createSimulatedAws(data);
    const second = await run(changed, ['resume', ...yes, '--json'], { stateDir });
    expect(JSON.parse(second.stdout).outcomes).toEqual([]);
    expect(changed.requests.filter(({ writes }) => writes)).toEqual([]);
    expect(await here('runs', '--demo')).toMatchObject({ code: 0 });
  });

  it('needs --yes where nobody can be asked', async () => {
    const { aws, stateDir, run: here } = aMachine();
    await interrupted(aws, stateDir);
    const { code, stderr } = await here('resume', '--demo');
    expect(code).toBe(6);
    expect(stderr).toContain('nobody can confirm');
  });

  it('that nobody knows is refused', async () => {
    const { run: here } = aMachine();
    const { code, stderr } = await here('resume', 's-9', ...yes);
    expect(code).toBe(2);
    expect(stderr).toContain('This machine has no sweep s-9 of account 123456789012.');
  });

  it('says that its journal is damaged, and goes on by what is left of it', async () => {
    const { aws, stateDir, run: here } = aMachine();
    await interrupted(aws, stateDir);
    const { runs } = runsSchema.parse(JSON.parse((await here('runs', '--demo', '--json')).stdout));
    const journal = join(runs[0]?.folder ?? '', 'journal.ndjson');
    const lines = readFileSync(journal, 'utf8').split('\n');
    writeFileSync(journal, [lines[0], '\0\0\0\0', ...lines.slice(2)].join('\n'));
    const said = 'is damaged at line 2 (';
    expect((await here('runs', '--demo')).stderr).toContain(said);
    const resumed = await here('resume', ...yes);
    expect(resumed.stderr).toContain(said);
    expect(resumed.code).toBe(0);
    expect(functionsLeft(aws)).not.toContain(gone);
  });
});

describe('a saved plan', () => {
  async function saved(flags: readonly string[] = []) {
    const machine = aMachine();
    const file = join(machine.stateDir, 'plan.json');
    const { stdout } = await machine.run('plan', '--demo', '--json', ...flags);
    writeFileSync(file, stdout);
    return { ...machine, file, plan: planSchema.parse(JSON.parse(stdout)) };
  }

  it('runs exactly as it was printed', async () => {
    const { run: here, file, plan, aws } = await saved();
    const { code, stdout } = await here('sweep', ...yes, '--plan', file, '--json');
    expect(code).toBe(0);
    const result = resultSchema.parse(JSON.parse(stdout));
    expect(result.plan).toBe(plan.fingerprint);
    expect(result.summary.done).toBe(plan.steps.length);
    expect(functionsLeft(aws)).not.toContain(gone);
  });

  it('runs with the options that it was made with', async () => {
    const { run: here, file, aws } = await saved(['--kind', 'cloudfront-distribution']);
    expect((await here('sweep', ...yes, '--plan', file)).code).toBe(0);
    expect(aws.snapshot().cloudfront?.distributions ?? []).toEqual([]);
    expect(functionsLeft(aws)).toContain(gone);
  });

  it('is shown again by --dry-run', async () => {
    const { run: here, file, plan, aws } = await saved();
    const { stdout } = await here('sweep', ...yes, '--plan', file, '--dry-run', '--json');
    expect(planSchema.parse(JSON.parse(stdout)).fingerprint).toBe(plan.fingerprint);
    expect(aws.requests.filter(({ writes }) => writes)).toEqual([]);
  });

  it('is refused before the first write where anything of it changed', async () => {
    const { file, aws, stateDir } = await saved();
    const data = aws.snapshot();
    const [distribution] = data.cloudfront?.distributions ?? [];
    if (distribution) distribution.comment = 'somebody was here';
    const changed = createSimulatedAws(data);
    const { code, stderr } = await run(changed, ['sweep', ...yes, '--plan', file], { stateDir });
    expect(code).toBe(6);
    expect(stderr).toContain('cloudfront-distribution:E1GONE00000000');
    expect(changed.requests.filter(({ writes }) => writes)).toEqual([]);
  });

  it('names resume where a sweep has begun with it', async () => {
    const { file, aws, stateDir, run: here } = await saved();
    await interrupted(aws, stateDir, [...sweepNow, '--plan', file]);
    const { code, stderr } = await here('sweep', ...yes, '--plan', file);
    expect(code).toBe(6);
    expect(stderr).toMatch(/sst-sweep resume --yes --account 123456789012 --demo \d{8}-\d{6}-\w+/);
  });

  it('of another account is refused', async () => {
    const { file, aws, stateDir } = await saved();
    const other = createSimulatedAws({ ...aws.snapshot(), account: '210987654321' });
    const words = ['sweep', '--demo', '--yes', '--account', '210987654321', '--plan', file];
    const { code, stderr } = await run(other, words, { stateDir });
    expect(code).toBe(6);
    expect(stderr).toContain('was made for account 123456789012');
  });

  it('takes no choice beside it', async () => {
    const { file, run: here } = await saved();
    const { code, stderr } = await here('sweep', ...yes, '--plan', file, '--stage', 'pr-1');
    expect(code).toBe(2);
    expect(stderr).toContain('--plan and --stage contradict each other.');
    const typed = await here('sweep', gone, ...yes, '--plan', file);
    expect(typed.code).toBe(2);
    expect(typed.stderr).toContain('--plan and an ID contradict each other.');
  });

  it('that is none is refused by its name', async () => {
    const { run: here } = aMachine();
    const { code, stderr } = await here('sweep', ...yes, '--plan', '/nowhere/plan.json');
    expect(code).toBe(2);
    expect(stderr).toContain('The plan /nowhere/plan.json cannot be read.');
  });
});
