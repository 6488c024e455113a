import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { recheckRules, tagsSaySkip } from '../../src/sweep/recheck.ts';
import { aBucket, aDistribution, aFinding, aFunction } from '../plan/builders.ts';
import { aWorld, endingOf, endings } from './world.ts';

const code = (name: string) => ({ code: name, source: '', detail: '' });
const evidence = aFunction('fn').evidence;
const blocker = { code: 'object-lock', detail: 'Locked.' } as const;

/** What a finding has become between the plan and the step. */
const changes: readonly {
  reason: string;
  name: string;
  kind?: 'role';
  change: Partial<Finding>;
}[] = [
  {
    reason: 'verdict-changed',
    name: 'a live stack claims it',
    change: { verdict: 'live', confidence: null, row: 4 },
  },
  {
    reason: 'verdict-changed',
    name: 'its stage is locked',
    change: { verdict: 'busy', confidence: null, row: 6 },
  },
  { reason: 'less-sure', name: 'it is less sure', change: { confidence: 'high' } },
  { reason: 'other-row', name: 'another row decides', change: { row: 12 } },
  {
    reason: 'new-evidence',
    name: 'there is new evidence',
    change: { evidence: [...evidence, code('too-young')] },
  },
  { reason: 'gap', name: 'a gap touches it', change: { gaps: ['g1'] } },
  { reason: 'blocked', name: 'something blocks it', change: { blockers: [blocker] } },
  { reason: 'stage-lives-on', name: 'its stage lives again', change: { stageLivesOn: true } },
  {
    reason: 'referenced',
    name: 'something references it',
    change: { usedBy: ['arn:aws:cloudfront::111122223333:distribution/ENEW'] },
  },
  {
    reason: 'routed',
    name: 'a live route leads to it',
    change: { routedFrom: ['cloudfront-key-value-store:live'] },
  },
  { reason: 'loses-data', name: 'it holds data by now', kind: 'role', change: { losesData: true } },
];

const subject = (kind?: 'role') => (kind ? aFinding('iam-role', 'it') : aFunction('it'));

describe('a resource that was matched again', () => {
  it.each(changes)('is left alone where $name', async ({ reason, kind, change }) => {
    const finding = subject(kind);
    const world = await aWorld([finding]);
    const plan = world.plan();
    world.account.change(finding.key, change);
    expect(endings(await world.sweep(plan))).toEqual([`delete:it skipped ${reason}`]);
    expect(world.account.acts).toEqual([]);
  });

  it('has a test for each rule', () => {
    const tested = new Set(changes.map(({ reason }) => reason));
    expect(
      recheckRules.map(({ reason }) => reason).filter((reason) => !tested.has(reason)),
    ).toEqual(['distribution-stays']);
  });

  it('is left alone where a distribution of its stage has come', async () => {
    const bucket = aBucket('assets');
    const world = await aWorld([bucket]);
    const plan = world.plan();
    const { items } = world.account;
    const distribution = aDistribution('ENEW', { verdict: 'live', confidence: null });
    items.set(distribution.key, {
      finding: distribution,
      tags: {},
      etag: '1',
      disabledAt: null,
      emptied: false,
    });
    expect(endingOf(await world.sweep(plan), 'empty:assets')).toMatchObject({
      outcome: 'skipped',
      reason: 'distribution-stays',
    });
  });

  it('goes on where a gap touches it and somebody was asked', async () => {
    const world = await aWorld([aFunction('fn')]);
    const plan = world.plan();
    world.account.change('cloudfront-function:fn', { gaps: ['g1'] });
    expect(endings(await world.sweep(plan, { unattended: false }))).toEqual(['delete:fn done']);
  });

  it('is left alone where it is no more of SST, and gone only where its own API says so', async () => {
    const world = await aWorld([aFunction('fn'), aFunction('unlisted')]);
    const plan = world.plan();
    const look = async () => {
      const seen = await world.account.look();
      return { ...seen, findings: [], resources: seen.resources.filter(({ id }) => id === 'fn') };
    };
    expect(endings(await world.sweep(plan, {}, { look }))).toEqual([
      'delete:fn skipped not-of-sst',
      'delete:unlisted failed not-listed',
    ]);
    expect(world.account.acts).toEqual([]);
  });

  it('is matched again before the last step too', async () => {
    const world = await aWorld([aDistribution('E1')]);
    const plan = world.plan();
    void world.clock.sleep(200_000).then(() =>
      world.account.change('cloudfront-distribution:E1', {
        evidence: [...evidence, code('answers')],
      }),
    );
    expect(endings(await world.sweep(plan))).toEqual([
      'disable:E1 done',
      'settle:E1 done',
      'delete:E1 skipped new-evidence',
    ]);
  });

  it('goes on after its own emptying has changed the row', async () => {
    const bucket = aBucket('data', {
      verdict: 'unknown',
      confidence: null,
      row: 10,
      evidence: [code('may-hold-data')],
    });
    const world = await aWorld([bucket]);
    const plan = world.plan({ typed: ['data'] });
    world.account.answer('empty data', () => {
      world.account.change(bucket.key, { row: 16, evidence: [code('no-proof')] });
      return { result: 'done' };
    });
    const { items } = world.account;
    void world.clock
      .sleep(1)
      .then(() => Object.assign(items.get(bucket.key) ?? {}, { emptied: true }));
    const result = await world.sweep(
      plan,
      {},
      {
        look: async () => ({ ...(await world.account.look()), takenAt: world.clock.now() }),
      },
    );
    expect(endings(result)).toEqual(['empty:data done', 'delete:data done']);
  });

  it('goes on after the deletion of its user has made it a leftover', async () => {
    const distribution = aDistribution('E1', { verdict: 'unknown', confidence: null, row: 16 });
    const fn = aFunction('fn', {
      verdict: 'unknown',
      confidence: null,
      row: 5,
      usedBy: [distribution.key],
    });
    const world = await aWorld([distribution, fn]);
    const plan = world.plan({ typed: ['E1', 'fn'] });
    world.account.answer('delete E1', () => {
      world.account.items.delete(distribution.key);
      world.account.change(fn.key, {
        verdict: 'leftover',
        confidence: 'certain',
        row: 11,
        evidence: [code('departed')],
      });
      return { result: 'done' };
    });
    void world.clock.sleep(3_600_000);
    expect(endingOf(await world.sweep(plan), 'delete:fn')).toMatchObject({ outcome: 'done' });
  });

  it('is looked at again where its ETag is another than in the list', async () => {
    const world = await aWorld([aFunction('fn')]);
    const stale = async () => {
      const seen = await world.account.look();
      const etag = world.account.looks.count < 3 ? 'old' : '1';
      return { ...seen, resources: seen.resources.map((resource) => ({ ...resource, etag })) };
    };
    expect(endings(await world.sweep(world.plan(), {}, { look: stale }))).toEqual([
      'delete:fn done',
    ]);
    expect(world.account.looks.count).toBe(3);
  });
});

describe('tags that a kind reads from its own API', () => {
  const finding = aFunction('fn');
  const ours = { 'sst:app': 'acme', 'sst:stage': 'pr-1' };

  it.each([
    ['say the same', ours, ours, null],
    ['cannot be read', null, ours, null],
    ['are those that the tagging API did not know yet', ours, {}, null],
    ['are those that the tagging API could not say', ours, null, null],
    ['are none', {}, {}, null],
    ['have our own trace', { ...ours, 'sst-sweep:sweep': 's1' }, ours, null],
    ['keep it', { ...ours, 'sst-sweep:keep': '' }, ours, 'kept'],
    ['name another stage', { ...ours, 'sst:stage': 'pr-2' }, ours, 'tags-changed'],
    ['name another stage that nobody saw', { ...ours, 'sst:stage': 'pr-2' }, {}, 'tags-changed'],
    ['are gone', {}, ours, 'tags-changed'],
    [
      'say that a stack took it over',
      { ...ours, 'aws:cloudformation:stack-id': 'arn:aws:cloudformation:::stack/edge/1' },
      ours,
      'tags-changed',
    ],
    ['make it something to look up', { ...ours, 'sst:ref:vpc': 'x' }, ours, 'tags-changed'],
  ] as const)('%s', (_name, now, seen, reason) => {
    expect(tagsSaySkip({ tags: now }, { tags: seen }, finding)).toBe(reason);
  });

  it('stop the step', async () => {
    const world = await aWorld([finding]);
    const item = world.account.items.get(finding.key);
    const look = async () => {
      const seen = await world.account.look();
      if (item) item.tags = { 'sst-sweep:keep': 'please' };
      return seen;
    };
    expect(endings(await world.sweep(world.plan(), {}, { look }))).toEqual([
      'delete:fn skipped kept',
    ]);
  });
});
