import { describe, expect, it } from 'vitest';
import { estimateSeconds } from '../../src/plan/estimate.ts';
import {
  aBucket,
  aDistribution,
  aFinding,
  aFunction,
  anEdgeFunction,
  anEdgeVersion,
  edgeArn,
  exclusionOf,
  planFor,
  takenBy,
  waitsOf,
} from './builders.ts';

const distribution = aDistribution('E1');
const usedByE1 = { usedBy: [distribution.key] };

describe('the steps of a plan', () => {
  it('are those of each kind, disables first', () => {
    const made = planFor([aFunction('fn'), distribution, aBucket('assets')]);
    expect(made.steps.map(({ id }) => id)).toEqual([
      'disable:E1',
      'settle:E1',
      'delete:E1',
      'empty:assets',
      'delete:fn',
      'delete:assets',
    ]);
  });

  it('let a resource wait for the deletion of what references it', () => {
    const store = aFinding('cloudfront-key-value-store', 'kv', {
      usedBy: ['cloudfront-function:fn'],
      ofStages: [],
    });
    const made = planFor([store, aFunction('fn', usedByE1), distribution]);
    expect(waitsOf(made, 'delete:fn')).toEqual(['delete:E1']);
    expect(waitsOf(made, 'delete:kv')).toEqual(['delete:fn']);
  });

  it('let a resource wait for what names it by its ARN', () => {
    const made = planFor([
      distribution,
      aFunction('fn', { usedBy: ['arn:aws:cloudfront-distribution:E1'] }),
    ]);
    expect(waitsOf(made, 'delete:fn')).toEqual(['delete:E1']);
  });

  it('let no disable wait for a distribution that has this one as its origin', () => {
    const made = planFor([distribution, aDistribution('E2', usedByE1)]);
    expect(waitsOf(made, 'disable:E2')).toEqual([]);
    expect(waitsOf(made, 'delete:E2')).toEqual(['delete:E1', 'settle:E2']);
  });

  it('let everything unguarded of a stage wait for all its distributions', () => {
    const made = planFor([
      distribution,
      aDistribution('E2'),
      aBucket('assets'),
      aFinding('iam-role', 'role'),
      aFunction('fn'),
    ]);
    expect(waitsOf(made, 'empty:assets')).toEqual(['delete:E1', 'delete:E2']);
    expect(waitsOf(made, 'delete:role')).toEqual(['delete:E1', 'delete:E2']);
    expect(waitsOf(made, 'delete:fn')).toEqual([]);
  });

  it('do not wait for distributions of other stages', () => {
    const made = planFor([aDistribution('E9', { ofStages: ['acme/pr-9'] }), aBucket('assets')]);
    expect(waitsOf(made, 'empty:assets')).toEqual([]);
  });

  it('let emptying, not only deleting, wait for what references the bucket', () => {
    const foreign = aDistribution('E9', { ofStages: ['acme/pr-9'] });
    const made = planFor([foreign, aBucket('assets', { usedBy: [foreign.key] })]);
    expect(waitsOf(made, 'empty:assets')).toEqual(['delete:E9']);
  });

  it('keep running where references go in a circle', () => {
    const made = planFor([
      aDistribution('E1', { usedBy: ['iam-role:role'] }),
      aFinding('iam-role', 'role', { usedBy: ['cloudfront-distribution:E1'] }),
    ]);
    expect(waitsOf(made, 'delete:role')).toEqual(['delete:E1']);
    expect(waitsOf(made, 'delete:E1')).toEqual(['settle:E1']);
  });

  it('take a function and its versions as one', () => {
    const version = anEdgeVersion('edge', 7, usedByE1);
    const made = planFor([distribution, anEdgeFunction('edge'), version]);
    expect(made.steps.map(({ id }) => id)).not.toContain('delete:edge:7');
    expect(waitsOf(made, 'delete:edge')).toEqual(['delete:E1']);
    expect(made.basis.map(({ key }) => key)).toContain(version.key);
    expect(exclusionOf(made, version)).toBeNull();
  });

  it('let a function wait for what uses one of its versions, whatever the stage', () => {
    const foreign = aDistribution('E9', { ofStages: [] });
    const made = planFor([
      foreign,
      anEdgeFunction('edge'),
      anEdgeVersion('edge', 7, { usedBy: [foreign.key] }),
    ]);
    expect(waitsOf(made, 'delete:edge')).toEqual(['delete:E9']);
  });

  it('take a version alone where its function stays', () => {
    const live = anEdgeFunction('edge', { verdict: 'live', confidence: null });
    const version = anEdgeVersion('edge', 1, { confidence: 'low', row: 15 });
    expect(takenBy(planFor([live, version], { typed: [`${edgeArn('edge')}:1`] }))).toEqual([
      version.key,
    ]);
  });

  it('tell resources with the same id apart', () => {
    const made = planFor([aFinding('iam-role', 'web'), aFunction('web')]);
    expect(made.steps.map(({ id }) => id).sort()).toEqual([
      'delete:cloudfront-function:web',
      'delete:iam-role:web',
    ]);
  });

  it('take as long as the longest chain, not as all of them together', () => {
    const many = Array.from({ length: 100 }, (_, at) => aDistribution(`E${at}`, { ofStages: [] }));
    expect(estimateSeconds(planFor(many).steps)).toBe(302);
    expect(estimateSeconds([])).toBe(0);
  });

  it('are the same whatever the order of the findings', () => {
    const findings = [distribution, aBucket('assets', usedByE1), aFunction('fn', usedByE1)];
    expect(planFor(findings.toReversed())).toEqual(planFor(findings));
  });
});

describe('what the plan does not take', () => {
  const live = aDistribution('E0', { verdict: 'live', confidence: null });

  it.each(['live', 'unknown', 'busy', 'protected'] as const)(
    'keeps what is unguarded of its stage: a distribution that is %s',
    (verdict) => {
      const bucket = aBucket('assets');
      const made = planFor([aDistribution('E1', { verdict, confidence: null }), bucket]);
      expect(exclusionOf(made, bucket)).toMatchObject({ reason: 'distribution-stays' });
      expect(made.steps).toEqual([]);
    },
  );

  it('keeps what is unguarded of its stage: a distribution that a filter hides', () => {
    const bucket = aBucket('assets');
    const made = planFor([distribution, bucket], {}, { within: new Set([bucket.key]) });
    expect(exclusionOf(made, bucket)).toMatchObject({
      reason: 'distribution-stays',
      command: 'sst-sweep sweep assets E1',
    });
  });

  it('lets guarded leftovers of its stage go all the same', () => {
    expect(takenBy(planFor([live, aFunction('fn')]))).toEqual(['cloudfront-function:fn']);
  });

  it('gives way to a typed id only where it is live and the stage lives on', () => {
    const bucket = aBucket('old', { stageLivesOn: true });
    const stuck = aDistribution('E1', { verdict: 'unknown', confidence: null });
    expect(takenBy(planFor([live, bucket], { typed: ['old'] }))).toEqual([bucket.key]);
    expect(exclusionOf(planFor([stuck, bucket], { typed: ['old'] }), bucket)).toMatchObject({
      reason: 'distribution-stays',
    });
    expect(takenBy(planFor([live, aBucket('old')], { typed: ['old'] }))).toEqual([]);
  });

  it('keeps what it references, and what that references', () => {
    const fn = aFunction('fn', { usedBy: ['cloudfront-distribution:E1'] });
    const control = aFinding('cloudfront-origin-access-control', 'oac', { usedBy: [fn.key] });
    const made = planFor([aDistribution('E1', { confidence: 'low' }), fn, control]);
    expect(exclusionOf(made, fn)).toMatchObject({
      reason: 'referenced',
      command: 'sst-sweep sweep fn E1',
    });
    expect(exclusionOf(made, control)).toMatchObject({
      reason: 'referenced',
      command: 'sst-sweep sweep oac fn E1',
    });
  });

  it('keeps what something foreign references, and no command takes that', () => {
    const fn = aFunction('fn', {
      usedBy: ['arn:aws:cloudfront::111122223333:distribution/EFOREIGN'],
    });
    expect(exclusionOf(planFor([fn]), fn)).toMatchObject({ reason: 'referenced', command: null });
  });

  it('keeps a bucket that a live route leads to', () => {
    const bucket = aBucket('assets', { routedFrom: ['cloudfront-key-value-store:live'] });
    expect(exclusionOf(planFor([bucket]), bucket)).toMatchObject({
      reason: 'routed',
      command: null,
    });
  });

  it('keeps a function one of whose versions is protected', () => {
    const fn = anEdgeFunction('edge');
    const made = planFor([
      fn,
      anEdgeVersion('edge', 3, { verdict: 'protected', confidence: null }),
    ]);
    expect(exclusionOf(made, fn)).toMatchObject({ reason: 'referenced', command: null });
    expect(made.steps).toEqual([]);
  });
});
