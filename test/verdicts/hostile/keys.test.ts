import { describe, expect, it } from 'vitest';
import { createSimulatedAws } from 'simulated-aws';
import { anAccount } from '../../account/account.ts';
import { checkpointJson } from '../../account/checkpoint.ts';
import { looking } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';
import { run } from '../../e2e/in-process.ts';
import {
  aHostileAccount,
  judged,
  type Target,
  textOf,
  unknown,
  verdictsOf,
  zipped,
} from './damage.ts';

const asWritten = () => aHostileAccount('update record', (file) => ({ body: textOf(file) }));
const live = JSON.stringify(
  checkpointJson({
    app: 'acme',
    stage: '_fallback',
    entries: [{ type: 'aws:sqs/queue:Queue', name: 'Queue', id: 'https://sqs/queue' }],
  }),
);

describe('a key that is no stage', () => {
  it.each([
    'secret/acme/_fallback.json',
    'secret/acme/pr-2.json',
    'app/',
    'app/acme/',
    'app/acme/pr-2/',
    'app/acme/pr-2/more.json',
    'app/acme/.json',
    'app//pr-2.json',
    'app/acme/pr-2.json.bak',
    'lock/acme/',
    'update/acme/pr-2/',
    'update/acme/pr-2.json',
    'update/acme/pr-2/a/b.json',
    'snapshot/acme/pr-2/x.json',
    'passphrase/acme/pr-2.json',
    'App/acme/pr-2.json',
  ])('%j changes nothing, whatever it holds', async (key) => {
    for (const body of [live, '', '{', 'null']) {
      const hostile = asWritten();
      hostile.home.objects?.push({ key, at: hostile.account.ago({ days: 1 }), body });
      const found = await verdictsOf(hostile);
      expect(found.damaged).toEqual(judged);
      expect(found.healthy).toEqual(judged);
      expect(found.gaps).toEqual([]);
      expect(found.looked.inventory.stages.map(({ stage }) => stage)).toEqual(['pr-1', 'pr-2']);
    }
  });

  it('`app/acme/_fallback.json` is a stage of that name, and touches nothing newer', async () => {
    const hostile = asWritten();
    const at = hostile.account.ago({ days: 4 });
    hostile.home.objects?.push({ key: 'app/acme/_fallback.json', at, body: '{' });
    const found = await verdictsOf(hostile);
    expect(found.healthy).toEqual(judged);
    expect(found.gaps).toEqual([expect.stringContaining('_fallback')]);
  });
});

/** What a terminal would obey: colours, a title, a line that is wiped, text that runs backwards. */
const acting = ['\u001b[31m', '\u001b]0;title\u0007', '\r', '\u202e', '\u009b2J', '\n'];

const charactersThatAct = (text: string): readonly string[] =>
  (text.match(/[\p{Cc}\u202e]/gu) ?? []).filter((character) => character !== '\n');

describe('names with control characters', () => {
  const account = anAccount();
  const at = account.ago({ days: 20 });
  const home = account.home();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 10 }) });
  account.with(site);
  home
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 10 }), site.entries)
    .remove(account.ago({ days: 3 }));
  acting.forEach((text, index) => {
    const stage = `pr${text}${index}`;
    const entry = { type: 'aws:sqs/queue:Queue', name: `Q${text}`, id: `https://sqs/${text}` };
    home.stage(`ac${text}me`, stage).deploy(at, [entry], {
      errors: [{ urn: `urn:${text}`, message: `it${text}failed` }],
      version: `3.17${text}`,
    });
    home.bucket.objects?.push({ key: `app/acme/${stage}.json`, at, body: '{' });
  });
  account.with({
    distributions: acting.map((text, index) => ({
      id: `E1CONTROL0000${index}`,
      comment: `a${text}site`,
      modifiedAt: at,
      origins: [{ domainName: 'placeholder.sst.dev' }],
      tags: { 'sst:app': `ac${text}me`, 'sst:stage': `pr${text}${index}` },
    })),
  });

  it('cost no verdict', async () => {
    const looked = await looking(account);
    expect(looked.of(site.distributions[0].id).verdict).toBe('leftover');
    const others = looked.findings.filter(({ id }) => id.startsWith('E1CONTROL'));
    expect(others.filter(({ verdict }) => verdict === 'leftover')).toEqual([]);
    expect(looked.inventory.stages.map(({ stage }) => stage)).toContain('pr\u001b[31m0');
  });

  it.each([
    ['scan', '--verbose'],
    ['stages', '--verbose'],
    ['plan', '--verbose'],
    ['explain', 'E1CONTROL00000'],
    ['explain', site.distributions[0].id],
    ['sweep', '--yes', '--account', '123456789012'],
  ])('reach no terminal: %s %s', async (...argv) => {
    const { stdout, stderr } = await run(createSimulatedAws(account.data), [...argv, '--demo']);
    expect(stdout.length).toBeGreaterThan(50);
    expect(charactersThatAct(`${stdout}${stderr}`)).toEqual([]);
  });

  it.each(['scan', 'stages', 'plan'])('are data in JSON: %s', async (command) => {
    const aws = createSimulatedAws(account.data);
    const { stdout } = await run(aws, [command, '--demo', '--json']);
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    // JSON escapes what is below a space; the rest is text.
    expect(charactersThatAct(stdout).filter((character) => character < ' ')).toEqual([]);
  });
});

describe('deep nesting', () => {
  const depth = 100_000;
  const deep = (open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;
  const inLatest = (value: string) => `{"version":3,"checkpoint":{"latest":{"x":${value}}}}`;

  it.each<readonly [Target, string]>([
    ['current checkpoint', deep('[', ']')],
    ['older checkpoint', deep('[', ']')],
    ['update record', deep('{"errors":', '}')],
    ['current checkpoint', '['.repeat(depth)],
    ['older checkpoint', '{"checkpoint":'.repeat(depth)],
  ])('in place of a %s is not believed', async (target, body) => {
    const found = await verdictsOf(aHostileAccount(target, () => ({ body })));
    expect(found.damaged).toEqual(unknown);
    expect(found.healthy).toEqual(judged);
  });

  it.each(['plain', 'gzip'])('within a checkpoint costs no crash (%s)', async (kind) => {
    const text = inLatest(deep('{"a":[', ']}'));
    const body = kind === 'gzip' ? zipped(text) : { body: text };
    for (const target of ['current checkpoint', 'older checkpoint'] as const) {
      const found = await verdictsOf(aHostileAccount(target, () => body));
      expect(found.healthy).toEqual(judged);
    }
  });

  it('of JSON in strings in strings costs no crash', async () => {
    let text = 'acme';
    for (let nesting = 0; nesting < 12; nesting++) text = JSON.stringify(text);
    const found = await verdictsOf(
      aHostileAccount('current checkpoint', () => ({ body: inLatest(text) })),
    );
    expect(found.healthy).toEqual(judged);
  });
});
