import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { PlanOptions } from '../../src/model/options.ts';
import {
  aBucket,
  aFinding,
  aFunction,
  anEdgeFunction,
  anEdgeVersion,
  exclusionOf,
  planFor,
  takenBy,
  unattended,
} from './builders.ts';

describe('what a plan takes', () => {
  it('reports other kinds only, whatever is typed', () => {
    const other = aFinding('other', 'queue');
    expect(exclusionOf(planFor([other], { typed: ['queue'] }), other)).toMatchObject({
      reason: 'no-deleter',
      command: null,
    });
  });

  it.each([
    [
      'an unknown by its id',
      aFunction('fn', { verdict: 'unknown', confidence: null }),
      { typed: ['fn'] },
    ],
    ['low confidence by its id', aFunction('fn', { confidence: 'low' }), { typed: ['fn'] }],
    [
      'retained by its ARN',
      aFunction('fn', { verdict: 'retained', confidence: null }),
      { typed: ['arn:aws:cloudfront-function:fn'] },
    ],
    [
      'a production stage by its id and its exact name',
      aFunction('fn', { stage: 'prod', ofStages: ['acme/prod'] }),
      { typed: ['fn'], stages: ['prod'] },
    ],
    [
      'a production stage by its exact name',
      aFunction('fn', { stage: 'prod', ofStages: ['acme/prod'] }),
      { stages: ['prod'] },
    ],
    [
      'a stage with a production word in its name by its exact name',
      aFunction('fn', { stage: 'prod-eu', ofStages: ['acme/prod-eu'] }),
      { stages: ['prod-eu'] },
    ],
    [
      'what a stage left whose name only begins like a production word',
      aFunction('fn', { stage: 'product-page', ofStages: ['acme/product-page'] }),
      {},
    ],
    [
      'a guarded leftover of a living stage by the exact stage',
      aFunction('fn', { stageLivesOn: true }),
      { stages: ['pr-1'] },
    ],
    [
      'an unguarded leftover of a living stage by its id beside --allow-traffic',
      aFinding('iam-role', 'role', { stageLivesOn: true }),
      { typed: ['role'], allowTraffic: true },
    ],
    ['data with --delete-data', aBucket('data', { losesData: true }), { deleteData: true }],
    ["a site's own assets", aBucket('assets', { losesData: true, siteAssets: true }), {}],
    [
      'retained with its exact stage',
      aFunction('fn', { verdict: 'retained', confidence: null }),
      { includeRetained: true, stages: ['pr-1'] },
    ],
    [
      'what answers with its exact stage',
      aFunction('fn', { answers: true }),
      { allowTraffic: true, stages: ['pr-1'] },
    ],
  ] as [string, Finding, Partial<PlanOptions>][])(
    'takes with --yes %s',
    (_name, finding, options) => {
      expect(takenBy(planFor([finding], { ...unattended, ...options }))).toEqual([finding.key]);
    },
  );

  it.each([
    ['unguarded leftovers of a living stage', aFinding('iam-role', 'role', { stageLivesOn: true })],
    ['what answers', aFunction('fn', { verdict: 'unknown', confidence: null, answers: true })],
    ['an unknown', aFunction('fn', { verdict: 'unknown', confidence: null })],
  ])('takes %s after a question of its own', (_name, finding) => {
    expect(takenBy(planFor([finding], { ticked: [], confirmed: [finding.key] }))).toEqual([
      finding.key,
    ]);
  });

  it('does not take an unguarded leftover of a living stage for its exact stage alone', () => {
    const role = aFinding('iam-role', 'role', { stageLivesOn: true });
    expect(takenBy(planFor([role], { ...unattended, stages: ['pr-1'] }))).toEqual([]);
  });

  it.each(['low', 'retained'])('takes what is ticked: %s', (what) => {
    const finding = aFunction(
      'fn',
      what === 'low' ? { confidence: 'low' } : { verdict: 'retained', confidence: null },
    );
    expect(takenBy(planFor([finding], { ticked: [finding.key] }))).toEqual([finding.key]);
  });

  it('takes nothing but what is typed, once something is', () => {
    const made = planFor([aFunction('one'), aFunction('two')], { typed: ['two'] });
    expect(takenBy(made)).toEqual(['cloudfront-function:two']);
  });

  it('takes nothing that a filter hides', () => {
    const made = planFor(
      [aFunction('one'), aFunction('two')],
      {},
      { within: new Set(['cloudfront-function:two']) },
    );
    expect(takenBy(made)).toEqual(['cloudfront-function:two']);
    expect(made.excluded).toEqual([]);
  });

  it('keeps with --yes a function one of whose versions a gap touches', () => {
    const fn = anEdgeFunction('edge');
    const made = planFor([fn, anEdgeVersion('edge', 1, { gaps: ['g1'] })], unattended);
    expect(exclusionOf(made, fn)).toMatchObject({ reason: 'gap', command: 'sst-sweep sweep edge' });
  });

  it('lists what is live or protected only where it is typed', () => {
    const live = aFunction('live', { verdict: 'live', confidence: null });
    expect(planFor([live]).excluded).toEqual([]);
    expect(planFor([live], { typed: ['live'] }).excluded).toHaveLength(1);
  });
});
