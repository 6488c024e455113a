import { expect, it } from 'vitest';
import { match } from '../../../src/match/match.ts';
import { anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { looking, plainOptions, said } from '../../account/looking.ts';
import { aSite, anEdgeSigner } from '../../account/sites.ts';
import { aBucketIn, say } from '../attacks/asking.ts';
import { removed } from './given.ts';

it('what is of no listed kind is kept, live or unknown, and never more', async () => {
  const account = anAccount();
  const live = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 20 }) });
  const home = aBucketIn(account, 'eu-west-1').with(live).home();
  home.stage('acme', 'prod').deploy(account.ago({ days: 20 }), live.entries);
  removed(account, home, []);
  const tags = { 'sst:app': 'acme', 'sst:stage': 'pr-1' };
  const kept = { ...tags, 'sst-sweep:keep': 'yes' };
  const arn = (name: string) => `arn:aws:sqs:eu-west-1:123456789012:${name}`;
  const queue = (name: string, given: Record<string, string>) => ({
    arn: arn(name),
    region: 'eu-west-1',
    tags: given,
  });
  const ofLive = queue('live', { ...tags, 'sst:stage': 'prod' });
  account.data.tagging = { ghosts: [queue('gone', tags), queue('kept', kept), ofLive] };
  const looked = await looking(account);
  expect(['gone', 'kept', 'live'].map((name) => say(looked, arn(name)))).toEqual([
    'unknown (16)',
    'protected (2)',
    'live (4)',
  ]);
});

it('what is of no listed kind says what its history says', async () => {
  const account = anAccount();
  const arn = (name: string) => `arn:aws:sqs:eu-west-1:123456789012:${name}`;
  const entry = (name: string, more: Partial<Entry> = {}): Entry => ({
    type: 'aws:sqs/queue:Queue',
    name,
    id: `https://sqs.eu-west-1.amazonaws.com/123456789012/${name}`,
    outputs: { arn: arn(name) },
    ...more,
  });
  const queue = (name: string, stage: string) => ({
    arn: arn(name),
    region: 'eu-west-1',
    tags: { 'sst:app': 'acme', 'sst:stage': stage },
  });
  account.data.tagging = {
    ghosts: [
      queue('left', 'pr-1'),
      queue('kept', 'pr-1'),
      queue('used', 'pr-1'),
      queue('dropped', 'prod'),
    ],
  };
  const home = aBucketIn(account, 'eu-west-1').home('eu-west-1');
  const at = account.ago({ days: 20 });
  home
    .stage('acme', 'pr-1')
    .deploy(at, [entry('left'), entry('kept', { retainOnDelete: true }), entry('used')])
    .remove(account.ago({ days: 3 }));
  home
    .stage('acme', 'prod')
    .deploy(at, [entry('dropped'), entry('used', { external: true })])
    .deploy(account.ago({ days: 4 }), [entry('used', { external: true })]);
  const looked = await looking(account);
  const told = ['left', 'kept', 'used', 'dropped'].map((name) => {
    const finding = looked.of(arn(name));
    return [said(finding), finding.evidence[0]?.code, finding.evidence[0]?.detail.includes('kept')];
  });
  expect(told).toEqual([
    ['unknown (16)', 'history-owned', false],
    ['unknown (16)', 'history-owned', true],
    ['live (4)', 'named', false],
    ['unknown (16)', 'history-owned', false],
  ]);
});

it('what was not read yet leaves it unknown, and is asked for', async () => {
  const account = anAccount();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
  removed(account, account.with(site).home(), site.entries);
  const { inventory } = await looking(account);
  const { findings, openQuestions } = match({ ...inventory, answers: {} }, plainOptions);
  const finding = findings.find(({ id }) => id === site.distributions[0].id);
  expect(finding && said(finding)).toBe('unknown (7)');
  expect(openQuestions.map(({ type }) => type)).toContain('traffic');
});

it.each(['traffic', 'alias', 'invocations'])(
  'what could not be looked up (%s) counts as a use',
  async (type) => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const signer = anEdgeSigner({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    site.distributions[0].aliases = ['pr-1.acme.dev'];
    const entries = [...site.entries, ...signer.entries].map((entry) => ({
      ...entry,
      under: [['sst:aws:Nextjs', 'Web'] as const],
    }));
    removed(account, account.with(site, signer).home(), entries);
    const { inventory } = await looking(account);
    const lookups = Object.entries(inventory.answers).map(([key, answer]) => [
      key,
      answer.type === type ? { type: 'unreadable', gap: 'g' } : answer,
    ]);
    const id = type === 'invocations' ? signer.lambdas[0].name : site.distributions[0].id;
    const saidWith = (changed: object) => {
      const { findings } = match({ ...inventory, ...changed }, plainOptions);
      return findings.filter((each) => each.id === id).map(said);
    };
    expect(saidWith({})).toEqual(['leftover certain (11)']);
    expect(saidWith({ answers: Object.fromEntries(lookups) as object })).toEqual(['unknown (8)']);
  },
);

it('a checkpoint that is not believed claims all the same', async () => {
  const account = anAccount();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
  const home = account.with(site).home();
  removed(account, home, site.entries);
  home.stage('acme', 'prod').object({
    key: 'app/acme/prod.json',
    at: account.ago({ days: 9 }),
    body: { version: 3, checkpoint: { latest: { resources: [{ id: site.distributions[0].id }] } } },
  });
  expect(say(await looking(account), site.distributions[0].id)).toBe('live (4)');
});
