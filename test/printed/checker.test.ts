import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AccountData } from 'simulated-aws';
import { anAccount } from '../account/account.ts';
import { aServer } from '../account/servers.ts';
import { aSite } from '../account/sites.ts';
import { asItIsJudged } from './accounts.ts';
import { problemsWith } from './check.ts';
import { printedIn } from './printed.ts';
import { callsOf } from './shell.ts';

/** A production that serves, a preview whose remove is done, and what that left behind. */
function anAccountWithProduction(): AccountData {
  const account = anAccount();
  const home = account.home();
  const at = account.ago({ days: 90 });
  const site = aSite({ app: 'acme', stage: 'production', at });
  const server = aServer({ app: 'acme', stage: 'production', word: 'Api', at });
  const left = aSite({ app: 'acme', stage: 'pr-1', at });
  const serving = aSite({ app: 'acme', stage: 'demo', at });
  account.with(site).with(server).with(serving).with(left);
  home.stage('acme', 'demo').deploy(at, serving.entries);
  account.data.cloudwatch?.metrics.push({
    namespace: 'AWS/CloudFront',
    name: 'Requests',
    region: 'us-east-1',
    dimensions: { DistributionId: serving.distributions[0]?.id ?? '', Region: 'Global' },
    points: [{ at: account.ago({ days: 2 }), value: 400_000 }],
  });
  home.stage('acme', 'production').deploy(at, [...site.entries, ...server.entries]);
  home
    .stage('acme', 'pr-1')
    .deploy(at, left.entries)
    .remove(account.ago({ days: 9 }));
  return account.data;
}

const data = anAccountWithProduction();
const [live] = data.lambda?.functions ?? [];
const account = await asItIsJudged('planted', data);
const left = data.cloudfront?.distributions?.at(-1);

/** What the checker says of an output that prints this. */
async function wrongWith(output: string): Promise<readonly string[]> {
  const stateDir = mkdtempSync(join(tmpdir(), 'sst-sweep-checker-'));
  const place = { ...account, stateDir, given: [['--demo', null]] as const };
  const problems = await problemsWith(printedIn(output), place);
  return problems.map(({ wrong }) => wrong);
}

const yes = '--yes --account 123456789012 --allow-traffic';

describe('a planted wrong command is caught', () => {
  it.each([
    [
      'a sweep that names a live function',
      `   do    sst-sweep sweep ${yes} --demo us-east-1:${live?.name}`,
      /^it leaves .* as it was$|^it ends with/,
    ],
    ['a removal of production', '  acme/production: sst remove --stage production', /nobody asked/],
    ['a removal of a stage that serves', '  acme/demo: sst remove --stage demo', / serves$/],
    ['a flag that there is not', 'See "sst-sweep scan --demo --everything".', /^it ends with 2/],
    ['a command that there is not', 'See "sst-sweep show --demo".', /^it ends with 2/],
    ['a stage that there is not', '      sst remove --stage pr-9', /no registered home/],
    ['a quote that is not closed', "      sst remove --stage 'pr-9", /bash does not take it/],
    ['a program that nobody knows', '      aws s3 rb s3://acme', /nobody here knows/],
    ['a lost flag of the person', 'See "sst-sweep plan".', /it lost --demo/],
    [
      'a sweep of nothing',
      `      sst-sweep sweep ${yes} --demo nothing`,
      /^it ends with 2: .*UNKNOWN_ID|^it ends with 2: /,
    ],
  ])('%s', async (_what, output, wrong) => {
    const found = await wrongWith(output);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(wrong);
  });

  it('a right sweep is no problem', async () => {
    expect(await wrongWith(`      sst-sweep sweep --demo ${left?.id}`)).toEqual([]);
  });

  it('a sweep that takes what is alive, where our own rails do not hold it back', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'sst-sweep-checker-'));
    const place = { ...account, stateDir, given: [], isAlive: (id: string) => id === left?.id };
    const printed = printedIn(`      sst-sweep sweep --demo ${left?.id}`);
    const [problem] = await problemsWith(printed, place);
    expect(problem?.wrong).toBe(`it takes what is alive: ${left?.id}`);
  });
});

describe('commands in an output', () => {
  it.each([
    ['a line of its own', '      sst-sweep plan --demo', ['sst-sweep plan --demo']],
    ['a label', '   do    sst refresh --stage a  # first', ['sst refresh --stage a']],
    [
      'a stage',
      '  acme/old, idle since 2026-01-01: sst remove --stage old  # if',
      ['sst remove --stage old'],
    ],
    ['a sentence', 'See "sst-sweep plan", or "sst-sweep".', ['sst-sweep plan', 'sst-sweep']],
    [
      'a region before it',
      'AWS_REGION=us-east-1 sst remove --stage a',
      ['AWS_REGION=us-east-1 sst remove --stage a'],
    ],
    ['prose', 'sst.config.ts names the profile; run sst deploy again.', []],
    [
      'JSON',
      '{"command":"sst-sweep sweep a","message":"sst remove --stage b"}',
      ['sst-sweep sweep a'],
    ],
    [
      'one JSON per line',
      '{"type":"judging"}\n{"command":"sst-sweep sweep a"}',
      ['sst-sweep sweep a'],
    ],
    [
      'HTML',
      '<!doctype html><p>Go on: sst-sweep sweep &#39;a&lt;b&#39;</p><style>sst deploy</style>',
      ["sst-sweep sweep 'a<b'"],
    ],
    [
      'data of a page',
      '<!doctype html><script type="application/json">{"a":["sst-sweep plan"]}</script>',
      ['sst-sweep plan'],
    ],
    ['a sentence in JSON', '{"next":["Say which: \\"sst-sweep stages\\"."]}', ['sst-sweep stages']],
  ])('are found after %s', (_what, output, expected) => {
    expect(printedIn(output).map(({ text }) => text)).toEqual(expected);
  });

  it('are read as bash reads them', () => {
    const value = '"$(aws ssm get-parameter --name x | sed s/a/b/g)"';
    const [remove, put] = callsOf([
      "AWS_PROFILE='a team' sst remove --stage 'x y'",
      `aws ssm put-parameter --value ${value}`,
    ]);
    expect(remove).toEqual([
      { program: 'sst', words: ['remove', '--stage', 'x y'], region: null, profile: 'a team' },
    ]);
    expect(put?.map(({ program }) => program).toSorted()).toEqual(['aws', 'aws', 'sed']);
  });
});
