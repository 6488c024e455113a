import { expect, it } from 'vitest';
import { stagesSchema } from '../../src/report/json/schema/stages.ts';
import { createSimulatedAws, type Fault } from 'simulated-aws';
import { type AccountBuilder, anAccount, type HomeBuilder } from '../account/account.ts';
import { leftState, passphraseOf } from '../account/left-state.ts';
import { aSite } from '../account/sites.ts';
import { run } from '../e2e/in-process.ts';

function withRemoved(): { account: AccountBuilder; home: HomeBuilder } {
  const account = anAccount();
  const home = account.home();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
  const live = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 20 }) });
  account.with(site, live);
  home
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 20 }), site.entries)
    .remove(account.ago({ days: 3 }));
  home.stage('acme', 'prod').deploy(account.ago({ days: 20 }), live.entries);
  for (const stage of ['pr-1', 'prod'])
    leftState(account, home, { app: 'acme', stage, at: account.ago({ days: 3 }) });
  return { account, home };
}

async function stages(account: AccountBuilder, faults: Fault[] = [], words: string[] = []) {
  const aws = createSimulatedAws({ ...account.data, faults });
  const ended = await run(aws, ['stages', '--demo', '--json', ...words]);
  return { aws, ended, json: stagesSchema.parse(JSON.parse(ended.stdout)) };
}

it('counts what the state keeps of a removed stage, hidden versions too, and of no other', async () => {
  const { account, home } = withRemoved();
  const { json } = await stages(account);
  expect(json.remains).toEqual([
    {
      app: 'acme',
      stage: 'pr-1',
      region: 'us-east-1',
      home: home.bucket.name,
      status: 'removed',
      files: [
        // Two runs, each with a first push and an end state, a lock, and a record written twice.
        { folder: 'app', objects: 1, versions: 4, bytes: expect.any(Number) },
        { folder: 'lock', objects: 0, versions: 2, bytes: expect.any(Number) },
        { folder: 'update', objects: 2, versions: 4, bytes: expect.any(Number) },
        { folder: 'snapshot', objects: 0, versions: 1, bytes: 2_000_000 },
        { folder: 'eventlog', objects: 0, versions: 1, bytes: 2_000_000 },
        { folder: 'secret', objects: 1, versions: 1, bytes: 500 },
      ],
      versions: 13,
      bytes: expect.any(Number),
      passphrase: true,
      leftovers: 3,
      clearWith: 'state.purge',
    },
  ]);
  expect(json.remains[0]?.bytes).toBe(
    json.remains[0]?.files.reduce((sum, { bytes }) => sum + bytes, 0),
  );
});

it('reads no file of those folders and no parameter’s value, and writes nothing', async () => {
  const { account } = withRemoved();
  const { aws, ended } = await stages(account);
  const reads = aws.requests.filter(({ action }) => /GetParameter|GetObject/.test(action));
  expect(reads.map(({ target }) => target).join()).not.toMatch(
    /passphrase|secret|snapshot|eventlog/,
  );
  expect(ended.stdout).not.toMatch(/correct horse/);
  expect(aws.requests.filter(({ action }) => !/:(Get|List|Describe)/.test(action))).toEqual([]);
});

it('takes six lists for a home and one of names for a region, and a scan takes none of them', async () => {
  const { account } = withRemoved();
  const calls = async (command: string) => {
    const aws = createSimulatedAws(account.data);
    await run(aws, [command, '--demo', '--json']);
    return aws.requests.length;
  };
  const [scanned, listed] = [await calls('scan'), await calls('stages')];
  // The one region of this account is us-east-1.
  expect(listed - scanned).toBe(6 + 1);
});

it('tells a name that no state knows apart from a removed stage, and what `state.purge` left is nothing', async () => {
  const account = anAccount();
  const home = account.home();
  passphraseOf(account, { app: 'acme', stage: 'diffed', region: 'us-east-1' });
  home
    .stage('acme', 'purged')
    .deploy(account.ago({ days: 9 }), [])
    .remove(account.ago({ days: 8 }))
    .purge();
  const { json } = await stages(account);
  expect(json.remains).toMatchObject([
    {
      stage: 'diffed',
      home: null,
      status: 'unknown-stage',
      files: [],
      passphrase: true,
      clearWith: null,
    },
  ]);
});

it('says nothing of a name whose state may lie in a home that could not be read', async () => {
  const account = anAccount();
  account.home();
  passphraseOf(account, { app: 'acme', stage: 'prod', region: 'us-east-1' });
  const { json } = await stages(account, [{ kind: 'deny', operation: 'S3.ListObjectVersions' }]);
  expect(json.homes).toMatchObject([{ status: 'denied' }]);
  expect(json.remains).toEqual([]);
});

it('says what it could not list, and no verdict changes', async () => {
  const { account } = withRemoved();
  const findings = async (faults: Fault[]) => {
    const aws = createSimulatedAws({ ...account.data, faults });
    const { stdout } = await run(aws, ['scan', '--demo', '--json']);
    return (JSON.parse(stdout) as { findings: unknown }).findings;
  };
  const denied: Fault[] = [{ kind: 'deny', operation: 'SSM.DescribeParameters' }];
  const { json, ended } = await stages(account, denied);
  expect(ended.code).toBe(3);
  expect(json.gaps).toMatchObject([
    { operation: 'ssm:DescribeParameters', cause: 'denied', affects: { stages: [], kinds: [] } },
  ]);
  expect(json.remains).toMatchObject([{ stage: 'pr-1', passphrase: null }]);
  expect(await findings(denied)).toEqual(await findings([]));
});

it('reads on after an empty page of names, and over several pages of versions', async () => {
  const { account, home } = withRemoved();
  for (let at = 0; at < 60; at++)
    passphraseOf(account, { app: 'acme', stage: `gone-${at}`, region: 'us-east-1' });
  for (let at = 0; at < 1_100; at++) {
    const id = at.toString(16).padStart(24, '0');
    home.bucket.objects?.push({ key: `eventlog/acme/pr-1/${id}.json`, size: 1 });
  }
  const faults: Fault[] = [{ kind: 'empty-page', operation: 'SSM.DescribeParameters' }];
  const { json } = await stages(account, faults);
  expect(json.remains.filter(({ status }) => status === 'unknown-stage')).toHaveLength(60);
  const log = json.remains
    .find(({ stage }) => stage === 'pr-1')
    ?.files.find(({ folder }) => folder === 'eventlog');
  expect(log).toMatchObject({ versions: 1_101, bytes: 2_001_100, objects: 1_100 });
});

it('leaves out what --stage hides', async () => {
  const { account } = withRemoved();
  expect((await stages(account, [], ['--stage', 'prod'])).json.remains).toEqual([]);
});

it('tells people whose state is left, that sweeping comes first, and how SST clears it', async () => {
  const { account } = withRemoved();
  const aws = createSimulatedAws(account.data);
  const { stdout } = await run(aws, ['stages', '--demo', '--no-color'], { columns: 80 });
  const text = stdout.slice(stdout.indexOf('State that is left'));
  expect(text).toMatchInlineSnapshot(`
    "State that is left of stages that are gone (1)
      acme/pr-1  us-east-1  3.8 MB  passphrase, 3 leftovers
          4 checkpoints, 2 locks, 4 records, 1 snapshot, 1 event log and 1 secret
          file
      13 versions, 3.8 MB. It is the proof of what they owned, and never deleted
      here. Sweep first: without it those leftovers cannot be proven any more. SST
      (4.13.0 or later) clears it: set "state: { purge: true }" in sst.config.ts and
      remove the stage with SST once more. Of stages that live on, "state: {
      retention: 30 }" (4.17.0 or later) keeps the history of the last 30 updates.
    "
  `);
  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
});
