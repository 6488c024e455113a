import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSimulatedAws, type AccountData } from 'simulated-aws';
import { AbortError } from '../../../src/model/errors.ts';
import type { ProgramEnd } from '../../../src/model/stage-removal.ts';
import { planSchema } from '../../../src/report/json/schema/plan.ts';
import { resultSchema } from '../../../src/report/json/schema/result.ts';
import { accountId, anAccount } from '../../account/account.ts';
import { aSite } from '../../account/sites.ts';
import { aStateDir, run, type Person } from '../../e2e/in-process.ts';
import { writesOf } from '../../sweep/quarantine/nights.ts';
import { anSst } from './an-sst.ts';

const withSst = '--remove-with=sst-remove {app} {stage}';
const yes = ['--yes', '--account', accountId, '--delete-data'];

/** A production, and previews that were deployed 40 days ago and never removed. */
function aTeam(previews: readonly string[] = ['pr-1', 'pr-2']) {
  const account = anAccount();
  const home = account.home('us-east-1');
  const at = account.ago({ days: 40 });
  for (const stage of ['production', ...previews]) {
    const site = aSite({ app: 'acme', stage, at });
    account.with(site);
    home.stage('acme', stage).deploy(at, site.entries);
  }
  return { data: account.data, home: home.bucket.name };
}

interface Night {
  readonly previews?: readonly string[];
  readonly wanted?: string;
  readonly flags?: readonly string[];
  readonly command?: 'plan' | 'sweep';
  readonly person?: Person;
  readonly signal?: AbortSignal;
  readonly change?: (data: AccountData) => void;
  readonly instead?: (stage: string, files: { readonly list: string }) => Promise<ProgramEnd>;
}

/** One run in which only `wanted` is meant to exist. */
async function night({
  previews,
  wanted = 'production\npr-2',
  flags = yes,
  command = 'sweep',
  person,
  signal,
  change,
  instead,
}: Night = {}) {
  const team = aTeam(previews);
  change?.(team.data);
  const cwd = mkdtempSync(join(tmpdir(), 'sst-sweep-remove-'));
  const list = join(cwd, 'stages.txt');
  writeFileSync(list, wanted);
  const aws = createSimulatedAws(team.data);
  const sst = anSst({
    aws,
    home: team.home,
    ...(instead && { instead: (stage: string) => instead(stage, { list }) }),
  });
  const stateDir = aStateDir();
  const argv = [command, '--demo', withSst, `--stages-from=${list}`, ...flags];
  const { runProgram } = sst;
  const given = { cwd, stateDir, runProgram, ...(person && { person }), ...(signal && { signal }) };
  const ended = await run(aws, argv, given);
  const log = () =>
    readFileSync(join(stateDir, 'demo', 'sweeps', accountId, 'removals.ndjson'), 'utf8');
  return { ...ended, aws, stages: sst.stages(), runs: sst.runs, log };
}

const removals = (stdout: string) => resultSchema.parse(JSON.parse(stdout)).removals;

describe('--remove-with', () => {
  it('runs the command for the stage that is not meant to exist, and for no other', async () => {
    const { code, stdout, stderr, runs, log } = await night({ flags: [...yes, '--json'] });
    expect(code, stderr).toBe(0);
    expect(runs.map(({ words, env }) => [words, env])).toEqual([
      [['sst-remove', 'acme', 'pr-1'], { AWS_REGION: 'us-east-1' }],
    ]);
    expect(removals(stdout)).toMatchObject([
      { app: 'acme', stage: 'pr-1', outcome: 'removed', exitCode: 0, seconds: 90 },
    ]);
    expect(stderr).toContain('acme/pr-1 | |  Deleting pr-1\n');
    expect(log()).toMatch(/"removal-started".*\n.*"outcome":"removed".*"exitCode":0/);
    expect(log()).not.toMatch(/Deleting|sst-remove/);
  });

  it('looks at the account anew before the sweep, which takes what the command left behind', async () => {
    const { stdout, aws, stages } = await night({ flags: [...yes, '--json'] });
    expect(stages).toEqual(['pr-1']);
    const { outcomes, excluded } = resultSchema.parse(JSON.parse(stdout));
    const told = [...outcomes.map(({ stage }) => stage), ...excluded.map(({ verdict }) => verdict)];
    expect(told).not.toEqual([]);
    expect(writesOf(aws).filter((write) => /pr-2|production/.test(write))).toEqual([]);
  });

  it('says in a dry run what it would run, and runs nothing', async () => {
    const { code, stdout, runs, aws } = await night({ command: 'plan', flags: [] });
    expect(code).toBe(0);
    expect(stdout).toContain('acme/pr-1 (us-east-1) would be removed by: sst-remove acme pr-1');
    expect(runs).toEqual([]);
    expect(writesOf(aws)).toEqual([]);
  });

  it.each([
    ['a stage called production', { wanted: 'pr-2\npr-1' }, 'production'],
    [
      'a stage of which a keep rule names something',
      { flags: [...yes, '--keep', '*pr-1*'] },
      'kept',
    ],
    [
      'a stage that something happened to today',
      {
        change(data: AccountData) {
          for (const bucket of data.s3?.buckets ?? [])
            for (const object of bucket.objects ?? [])
              if (object.key.includes('pr-1')) object.at = data.now;
        },
      },
      'recent',
    ],
  ] as const)('leaves %s, and says why', async (_what, given: Night, reason) => {
    const { stdout, stages } = await night({
      ...given,
      flags: [...(given.flags ?? yes), '--json'],
    });
    expect(removals(stdout)).toMatchObject([{ outcome: 'left', reason }]);
    expect(stages).toEqual([]);
  });

  it('refuses everything where more stages would go than it may remove', async () => {
    const previews = ['pr-1', 'pr-3', 'pr-4', 'pr-5', 'pr-6', 'pr-7'];
    const { code, stderr, stages, aws } = await night({ previews });
    expect(code).toBe(6);
    expect(stderr).toContain('6 stages would be removed by --remove-with, more than 5.');
    expect([stages, writesOf(aws)]).toEqual([[], []]);
    const plan = await night({ previews, command: 'plan', flags: ['--json'] });
    expect(planSchema.parse(JSON.parse(plan.stdout)).refusal?.code).toBe('TOO_MANY_REMOVALS');
    const raised = await night({ previews, flags: [...yes, '--max-removals', '6'] });
    expect(raised.stages.toSorted()).toEqual(previews);
  });

  it('asks the list once more before each command', async () => {
    const { stages, stdout } = await night({
      wanted: 'production',
      flags: [...yes, '--json'],
      instead: async (_stage, { list }) => {
        writeFileSync(list, 'production\npr-2');
        return { exitCode: 1, why: 'exited' };
      },
    });
    expect(stages).toEqual(['pr-1']);
    expect(removals(stdout)).toMatchObject([
      { stage: 'pr-1', outcome: 'failed', reason: 'exit-code', exitCode: 1 },
      { stage: 'pr-2', outcome: 'left', reason: 'wanted-meanwhile' },
    ]);
  });

  it('ends with 4 where a command fails, and runs the next one', async () => {
    const { code, stages } = await night({
      wanted: 'production',
      instead: async () => ({ exitCode: 2, why: 'exited' }),
    });
    expect([code, stages]).toEqual([4, ['pr-1', 'pr-2']]);
  });

  it('runs no other command where one ended well and the stage is still there', async () => {
    const { code, stages, stdout } = await night({
      wanted: 'production',
      flags: [...yes, '--json'],
      instead: async () => ({ exitCode: 0, why: 'exited' }),
    });
    expect([code, stages]).toEqual([4, ['pr-1']]);
    expect(removals(stdout)).toMatchObject([
      { outcome: 'failed', reason: 'still-there' },
      { outcome: 'left', reason: 'not-run' },
    ]);
  });

  it('spends the time of --timeout, and nothing begins after it', async () => {
    const { stages, stdout, aws } = await night({
      wanted: 'production',
      flags: [...yes, '--json', '--timeout', '1m'],
      previews: ['pr-1', 'pr-2'],
    });
    expect(stages).toEqual(['pr-1']);
    expect(removals(stdout)).toMatchObject([
      { stage: 'pr-1', outcome: 'removed' },
      { stage: 'pr-2', outcome: 'left', reason: 'not-run' },
    ]);
    expect(writesOf(aws).filter((write) => /Delete(?!Object)|Update/.test(write))).toEqual([]);
  });

  it('has its end in the log when somebody interrupts the run', async () => {
    const interruption = new AbortController();
    const { code, stages, log } = await night({
      wanted: 'production',
      signal: interruption.signal,
      instead: async () => {
        interruption.abort(new AbortError('Interrupted.'));
        return { exitCode: null, why: 'interrupted' };
      },
    });
    expect([code, stages]).toEqual([130, ['pr-1']]);
    expect(log()).toContain('"reason":"interrupted"');
  });

  it('needs --delete-data beside --yes, since SST takes the data too', async () => {
    const { code, stderr, stages } = await night({ flags: ['--yes', '--account', accountId] });
    expect([code, stages]).toEqual([2, []]);
    expect(stderr).toContain('removes stages with their data');
  });

  it('in a terminal takes only the name of the stage for a yes', async () => {
    const says =
      (answer: string): Person =>
      (question) =>
        question.startsWith('Type acme/pr-1') ? answer : '';
    const [meant, not] = [
      await night({ flags: [], person: says('acme/pr-1') }),
      await night({ flags: [], person: says('') }),
    ];
    expect([meant.stages, not.stages]).toEqual([['pr-1'], []]);
    expect(not.stderr).toContain('acme/pr-1 (us-east-1) was left: nobody confirmed it');
  });

  it('removes no stage where ids are typed', async () => {
    const { stages } = await night({ flags: [...yes, 'E1'] });
    expect(stages).toEqual([]);
  });
});
