import { describe, expect, it } from 'vitest';
import type { LastListed } from '../../src/model/finding.ts';
import {
  aDistribution,
  aFinding,
  aFunction,
  exclusionOf,
  planFor,
  unattended,
} from './builders.ts';

const used = { code: 'in-use', source: 'CloudWatch', detail: 'It was invoked 7 times.' };
const unknown = { verdict: 'unknown', confidence: null } as const;
function listedIn(app: string, stage: string): LastListed {
  return {
    app,
    stage,
    bucket: 'sst-state-abcdefghkmno',
    key: `app/${app}/${stage}.json`,
    region: 'us-east-1',
    versionId: 'v1',
    at: '2026-11-01T00:00:00.000Z',
    leftBy: null,
    leftAt: '2026-11-02T00:00:00.000Z',
    proven: false,
    kept: [],
  };
}

const ofProduction = { stage: 'Production', ofStages: ['acme/Production'] } as const;

describe.each([
  ['in a terminal', {}],
  ['where nobody is asked', unattended],
] as const)('no command is printed %s', (_where, options) => {
  it.each([
    ['for what is in use', aFinding('iam-role', 'r', { verdict: 'retained', use: [used] })],
    ['for a distribution that answers', aDistribution('E1', { ...unknown, answers: true })],
    ['for an unguarded unknown', aFinding('iam-role', 'r', unknown)],
    ['for a guarded unknown that no state and no stack ever listed', aFunction('fn', unknown)],
    ['for an unknown of production', aFunction('fn', { ...unknown, ...ofProduction })],
    [
      'for what production keeps on purpose',
      aFunction('fn', { verdict: 'retained', confidence: null, ...ofProduction }),
    ],
    [
      'for what is unguarded of a production that lives on',
      aFinding('iam-role', 'r', { confidence: 'low', stageLivesOn: true, ...ofProduction }),
    ],
  ])('%s', (_what, finding) => {
    expect(exclusionOf(planFor([finding], options), finding)).toMatchObject({ command: null });
  });

  it('for what such a thing uses, since both would have to go', () => {
    const fn = aFunction('fn', { usedBy: ['cloudfront-distribution:E1'] });
    const front = aDistribution('E1', { ...unknown, answers: true });
    expect(exclusionOf(planFor([front, fn], options), fn)).toMatchObject({ command: null });
  });
});

describe('a printed command', () => {
  it.each([
    ['a state', { lastListed: listedIn('acme', 'pr-1') }],
    [
      'a stack',
      {
        evidence: [{ code: 'stack-history', source: 'arn', detail: 'The deleted stack lists it.' }],
      },
    ],
  ])('is one for a guarded unknown that %s once listed', (_what, listed) => {
    const fn = aFunction('fn', { ...unknown, ...listed });
    expect(exclusionOf(planFor([fn]), fn)).toMatchObject({
      reason: 'unknown',
      command: 'sst-sweep sweep fn',
    });
  });

  it('names the removed production stage in full where nobody is asked', () => {
    const fn = aFunction('fn', ofProduction);
    expect(exclusionOf(planFor([fn], unattended), fn)).toMatchObject({
      reason: 'protected-stage-name',
      command: 'sst-sweep sweep --yes --account 111122223333 --stage Production fn',
    });
  });

  it('is one for a terminal where only a person may decide', () => {
    const role = aFinding('iam-role', 'role', { stageLivesOn: true });
    expect(exclusionOf(planFor([role], unattended), role)).toMatchObject({
      reason: 'stage-lives-on',
      command: 'sst-sweep sweep role',
    });
  });

  it('is one for a terminal, though --allow-traffic was given: no command repeats that', () => {
    const role = aFinding('iam-role', 'role', { stageLivesOn: true });
    const user = aFinding('lambda-function', 'us-east-1:fn', { uses: [role.key] });
    const both = [user, { ...role, usedBy: [user.key] }];
    const options = {
      ...unattended,
      allowTraffic: true,
      minConfidence: 'certain',
      typed: ['role'],
    } as const;
    expect(exclusionOf(planFor(both, options), role)).toMatchObject({
      command: 'sst-sweep sweep role us-east-1:fn',
    });
  });

  it('reads the regions of what it names, where regions were given', () => {
    const log = aFinding('log-group', 'eu-west-1:/x', { confidence: 'low', region: 'eu-west-1' });
    const made = planFor([log], {}, { regions: ['ap-south-1'] });
    expect(exclusionOf(made, log)?.command).toBe('sst-sweep sweep --region eu-west-1 eu-west-1:/x');
  });
});

describe('an id that --yes does not take', () => {
  it.each([
    ['is in use', aFinding('iam-role', 'r', { ...unknown, use: [used] }), '--allow-traffic'],
    ['is of a living stage', aFinding('iam-role', 'r', { stageLivesOn: true }), '--allow-traffic'],
    ['is of production', aFinding('iam-role', 'r', ofProduction), '--stage Production'],
  ])('refuses the whole plan, and says what it takes: %s', (_what, finding, flag) => {
    const { refusal, steps } = planFor([finding], { ...unattended, typed: ['r'] });
    expect(steps).toEqual([]);
    expect(refusal).toMatchObject({ code: 'TYPED_ID_REFUSED' });
    expect(refusal?.hint).toContain(flag);
  });
});
