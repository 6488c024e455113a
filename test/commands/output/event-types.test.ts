import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { eventSchema } from '../../../src/report/json/schema/event.ts';
import { accountId, anAccount } from '../../account/account.ts';
import { asMember, numbered, organizationOf, sweeper } from '../../account/organization.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { tablesOf } from '../../docs/pages.ts';
import { aStateDir, run } from '../../e2e/in-process.ts';
import { smallAccount } from '../../e2e/small-account.ts';
import { anSst } from '../removing/an-sst.ts';

const yes = ['--yes', '--account', accountId, '--delete-data'];

/** Each line is as the schema says, or the run's error. */
async function typesOf(
  aws: SimulatedAws,
  words: readonly string[],
  given: Parameters<typeof run>[2] = {},
): Promise<readonly string[]> {
  const { stdout, stderr } = await run(aws, [...words, '--demo', '--format', 'ndjson'], given);
  expect(stdout, stderr).not.toBe('');
  const lines = stdout.trimEnd().split('\n');
  return lines.map((line) => eventSchema.parse(JSON.parse(line)).type);
}

/** What a preview left behind, a bucket with many objects among it, and one that is not meant to exist. */
function aTeam() {
  const account = anAccount();
  const home = account.home('us-east-1');
  const at = account.ago({ days: 40 });
  const [left, forgotten] = ['pr-1', 'pr-2'].map((stage) => aSite({ app: 'acme', stage, at }));
  const uploads = aUserBucket({ app: 'acme', stage: 'pr-1', at });
  if (!left || !forgotten) throw new Error('There are no sites.');
  account.with(left, forgotten, uploads);
  home.stage('acme', 'pr-2').deploy(at, forgotten.entries);
  home
    .stage('acme', 'pr-1')
    .deploy(at, [...left.entries, ...uploads.entries])
    .remove(account.ago({ days: 9 }));
  const aws = createSimulatedAws(account.data);
  return { aws, home: home.bucket.name, fn: left.functions[0].name };
}

async function typesOfOneAccount(): Promise<readonly string[]> {
  const { aws, home, fn } = aTeam();
  const stateDir = aStateDir();
  const list = join(mkdtempSync(join(tmpdir(), 'sst-sweep-events-')), 'stages.txt');
  writeFileSync(list, 'production');
  const { runProgram } = anSst({ aws, home });
  const removing = ['--stages-from', list, '--remove-with', 'sst-remove {app} {stage}'];
  const told: string[] = [];
  const tell = async (words: readonly string[], given: Parameters<typeof run>[2] = {}) =>
    told.push(...(await typesOf(aws, words, { stateDir, ...given })));
  aws.setFaults([{ kind: 'deny', operation: 'Lambda.ListFunctions' }]);
  await tell(['scan']);
  aws.setFaults([]);
  for (const words of [['plan'], ['stages'], ['explain', fn]]) await tell(words);
  await tell(['doctor', 'FunctionAlreadyExists']);
  await tell(['sweep', ...yes, ...removing], { runProgram });
  const sweeps = await run(aws, ['runs', '--demo', '--json'], { stateDir });
  await tell(['runs']);
  const { runs } = JSON.parse(sweeps.stdout) as { runs: readonly { sweep: string }[] };
  await tell(['restore', runs[0]?.sweep ?? '', '--yes', '--account', accountId]);
  return told;
}

async function typesOfSeveral(): Promise<readonly string[]> {
  const [first, second] = ['111111111111', '222222222222'];
  const members = [first, second].map((id) => asMember(numbered(smallAccount(), id)));
  const { aws } = organizationOf(members);
  const list = join(mkdtempSync(join(tmpdir(), 'sst-sweep-events-')), 'accounts.json');
  writeFileSync(list, JSON.stringify({ role: sweeper, accounts: [first, second] }));
  const told: string[] = [];
  for (const words of [['scan'], ['plan'], ['sweep', '--yes']])
    told.push(...(await typesOf(aws, [...words, '--accounts', list])));
  return told;
}

const known = eventSchema.def.options.map(({ def }) => def.shape.type.def.values[0]).toSorted();

describe('the types of events', () => {
  it('of the schema are those that runs write: none is missing, and none stands there in vain', async () => {
    const written = new Set([...(await typesOfOneAccount()), ...(await typesOfSeveral())]);
    expect([...written].toSorted()).toEqual(known);
  });

  it('are told in docs/events.md, each once', () => {
    const tables = tablesOf(readFileSync('docs/events.md', 'utf8'));
    const rows = tables.flatMap(([, ...each]) =>
      each.map(([type = '']) => type.replaceAll('`', '')),
    );
    expect(rows.toSorted()).toEqual(known);
  });
});
