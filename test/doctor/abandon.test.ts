import { describe, expect, it } from 'vitest';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { anAccount } from '../account/account.ts';
import { aServer } from '../account/servers.ts';
import { run, whoMeansIt, type Person } from '../e2e/in-process.ts';
import { carryOut } from './carry-out.ts';
import { reported } from './reports.ts';

interface Row {
  readonly app: string;
  readonly stage: string;
  readonly status: string;
  readonly resources: number;
  readonly abandonWord: string | null;
}

async function rowsOf(aws: SimulatedAws, stage: string): Promise<readonly Row[]> {
  const { stdout } = await run(aws, ['stages', '--demo', '--json']);
  const { stages } = JSON.parse(stdout) as { readonly stages: readonly Row[] };
  return stages.filter((each) => each.stage === stage);
}

/** A home, and a copy of it that `aws s3 sync` made in another region. */
function copied(): SimulatedAws {
  const account = anAccount();
  const [home, copy] = [account.home('us-east-1'), account.home('eu-west-1')];
  const at = account.ago({ days: 60 });
  const server = aServer({ app: 'shop', stage: 'acme', at });
  account.with(server);
  home.stage('shop', 'acme').deploy(at, server.entries);
  copy.bucket.objects = (home.bucket.objects ?? [])
    .filter(({ key }) => !key.startsWith('lock/'))
    .map((object) => ({ ...object, at: account.ago({ days: 20 }) }));
  return createSimulatedAws(account.data);
}

async function rowOf(aws: SimulatedAws, stage: string): Promise<Row> {
  const [row] = await rowsOf(aws, stage);
  if (!row) throw new Error(`There is no stage ${stage}.`);
  return row;
}

/** Types the stage that is given up, and every id once more. */
const whoGivesUp: Person = (question) =>
  /Type (\S+) to go on/.exec(question)?.[1] ?? whoMeansIt(question);

const printed =
  /^ {4}((?:AWS_REGION=\S+ )?sst (?:unlock|refresh|remove|state) .*?)(?: {2}# .*)?$/gm;

async function giveUp(aws: SimulatedAws, stage: string): Promise<string> {
  const { abandonWord } = await rowOf(aws, stage);
  const words = ['sweep', '--demo', '--abandon', abandonWord ?? '', '--delete-data'];
  const { code, stdout, stderr } = await run(aws, words, { person: whoGivesUp });
  expect(code, `${stdout}${stderr}`).toBe(0);
  return stdout;
}

describe('a stage that was given up', () => {
  it.each([
    ['07-bucketfiles-nosuchbucket', 'acme', 'pr-7', 'eu-north-1'],
    ['06-shared-router-rebuilt', 'acme', 'my-dev', 'us-east-1'],
  ])('%s: what the sweep prints leads to an empty state', async (folder, app, stage, region) => {
    const aws = reported(folder);
    const stdout = await giveUp(aws, stage);
    const commands = [...stdout.matchAll(printed)].map(([, text = '']) => text);
    expect(commands.at(-1)).toMatch(/^sst remove --stage /);
    for (const text of commands) await carryOut(aws, text, { app, region });
    expect(await rowOf(aws, stage)).toMatchObject({ resources: 0 });
  });

  it('is refused where a copy of its home has the same update, and the word does not say which', async () => {
    const aws = copied();
    const places = await rowsOf(aws, 'acme');
    const [word = ''] = places.map(({ abandonWord }) => abandonWord ?? '');
    expect(word).toMatch(/^sst-state-\w+:shop\/acme@\w+$/);
    expect(new Set(places.map(({ abandonWord }) => abandonWord)).size).toBe(2);
    const both = await run(aws, ['plan', '--demo', '--abandon', word.replace(/^.*:/, '')]);
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('in 2 homes')]);
    const one = await run(aws, ['plan', '--demo', '--abandon', word]);
    expect(one.code).toBe(0);
  });

  it('is refused where the word names no stage, or an older update', async () => {
    const aws = reported('07-bucketfiles-nosuchbucket');
    const unknown = await run(aws, ['plan', '--demo', '--abandon', 'acme/pr-8@0123']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('has a state of acme/pr-8');
    const old = await run(aws, ['plan', '--demo', '--abandon', 'acme/pr-7@0123']);
    expect(old.code).toBe(2);
    expect(old.stderr).toContain('acme/pr-7 was changed since that word was printed');
    expect(old.stderr).toContain((await rowOf(aws, 'pr-7')).abandonWord);
  });
});
