import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { PlanOptions } from '../../src/model/options.ts';
import { guards, type Guards } from '../../src/plan/guards.ts';
import {
  aBucket,
  aFinding,
  aFunction,
  attended,
  exclusionOf,
  planFor,
  takenBy,
  unattended,
} from './builders.ts';

const blocker = { code: 'object-lock', detail: 'Objects are locked.' } as const;

interface Row {
  readonly name: string;
  readonly guard: string;
  readonly finding: Finding;
  readonly options?: Partial<PlanOptions>;
  readonly reason: string;
}

const used = { code: 'in-use', source: 'IAM', detail: 'It was last used today.' };
const guarded = aFunction('fn');
const kept: readonly Row[] = [
  {
    name: 'a live resource',
    guard: 'only leftovers, retained and unknown ones',
    finding: aFunction('fn', { verdict: 'live', confidence: null }),
    options: { typed: ['fn'] },
    reason: 'not-a-leftover',
  },
  {
    name: 'a busy resource',
    guard: 'only leftovers, retained and unknown ones',
    finding: aFunction('fn', { verdict: 'busy', confidence: null }),
    options: { typed: ['fn'] },
    reason: 'not-a-leftover',
  },
  {
    name: 'a protected resource',
    guard: 'only leftovers, retained and unknown ones',
    finding: aFunction('fn', { verdict: 'protected', confidence: null }),
    options: { typed: ['fn'] },
    reason: 'not-a-leftover',
  },
  {
    name: 'an unknown caused by a gap, even when typed',
    guard: 'no unknown that a gap may have caused',
    finding: aFunction('fn', { verdict: 'unknown', confidence: null, gaps: ['g1'] }),
    options: { typed: ['fn'] },
    reason: 'gap',
  },
  {
    name: 'what AWS will not let go of',
    guard: 'nothing that AWS will not let go of',
    finding: aFunction('fn', { blockers: [blocker] }),
    reason: 'blocked',
  },
  {
    name: 'what still answers, although ticked',
    guard: 'nothing that answers, unless named or traffic is allowed',
    finding: aFunction('fn', { answers: true }),
    options: { ticked: ['cloudfront-function:fn'] },
    reason: 'answers',
  },
  {
    name: 'an unknown that was only ticked',
    guard: 'unknown only by exact id',
    finding: aFunction('fn', { verdict: 'unknown', confidence: null }),
    options: { ticked: ['cloudfront-function:fn'] },
    reason: 'unknown',
  },
  {
    name: 'what was left on purpose',
    guard: 'retained only where it is asked for',
    finding: aFunction('fn', { verdict: 'retained', confidence: null }),
    reason: 'retained',
  },
  {
    name: 'low confidence',
    guard: 'nothing less sure than asked for',
    finding: aFunction('fn', { confidence: 'low' }),
    reason: 'low-confidence',
  },
  {
    name: 'high confidence where certain is asked for',
    guard: 'nothing less sure than asked for',
    finding: aFunction('fn', { confidence: 'high' }),
    options: { minConfidence: 'certain' },
    reason: 'low-confidence',
  },
  {
    name: 'an unguarded leftover of a living stage, although ticked',
    guard: 'unguarded leftovers of a living stage only by exact id',
    finding: aFinding('iam-role', 'role', { stageLivesOn: true }),
    options: { ticked: ['iam-role:role'] },
    reason: 'stage-lives-on',
  },
  {
    name: 'a leftover of a stage that is meant to exist',
    guard: 'nothing of a stage that is meant to exist, but by exact id',
    finding: guarded,
    options: { wantedStages: ['pr-1'] },
    reason: 'stage-is-wanted',
  },
  {
    name: 'what was not ticked',
    guard: 'only what was chosen',
    finding: guarded,
    options: { ticked: [] },
    reason: 'not-chosen',
  },
];

const keptUnattended: readonly Row[] = [
  {
    name: 'what a gap touches',
    guard: 'rail: nothing that a gap touches',
    finding: aFunction('fn', { gaps: ['g1'] }),
    options: { typed: ['fn'] },
    reason: 'gap',
  },
  {
    name: 'low confidence, whatever the least',
    guard: 'rail: low confidence only by exact id',
    finding: aFunction('fn', { confidence: 'low' }),
    options: { minConfidence: 'low' },
    reason: 'low-confidence',
  },
  {
    name: 'a stage named Production',
    guard: 'rail: stages with names like prod only by exact name',
    finding: aFunction('fn', { stage: 'Production', ofStages: ['acme/Production'] }),
    options: { stages: ['Prod*'] },
    reason: 'protected-stage-name',
  },
  ...['prod-eu', 'prd', 'Production-US', 'acmeProd', 'live2', 'pr\u043Ed'].map((stage) => ({
    name: `a stage named ${stage}`,
    guard: 'rail: stages with names like prod only by exact name',
    finding: aFunction('fn', { stage, ofStages: [`acme/${stage}`] }),
    options: { stages: [`${stage.slice(0, 3)}*`] },
    reason: 'protected-stage-name',
  })),
  {
    name: 'a stage that may be staging',
    guard: 'rail: stages with names like prod only by exact name',
    finding: aFunction('fn', { stage: null, ofStages: ['acme/pr-1', 'acme/staging'] }),
    reason: 'protected-stage-name',
  },
  {
    name: 'what is of a stage named live, although its id is typed',
    guard: 'rail: stages with names like prod only by exact name',
    finding: aFunction('fn', { stage: 'live', ofStages: ['acme/live'] }),
    options: { typed: ['fn'] },
    reason: 'protected-stage-name',
  },
  {
    name: 'what is in use, although its id is typed',
    guard: 'rail: what is in use goes by no id alone',
    finding: aFinding('iam-role', 'role', { verdict: 'unknown', confidence: null, use: [used] }),
    options: { typed: ['role'] },
    reason: 'in-use',
  },
  {
    name: 'an unguarded leftover of a living stage, although its id is typed',
    guard: 'rail: what is unguarded of a living stage goes by no id alone',
    finding: aFinding('iam-role', 'role', { stageLivesOn: true }),
    options: { typed: ['role'] },
    reason: 'stage-lives-on',
  },
  {
    name: 'a guarded leftover of a living stage',
    guard: 'rail: guarded leftovers of a living stage only by exact name',
    finding: aFunction('fn', { stageLivesOn: true }),
    options: { stages: ['pr-*'] },
    reason: 'stage-lives-on',
  },
  {
    name: 'what loses data',
    guard: 'rail: no data lost without --delete-data',
    finding: aBucket('data', { losesData: true }),
    options: { typed: ['data'] },
    reason: 'loses-data',
  },
  {
    name: 'retained with a wildcard for its stage',
    guard: 'retained only where it is asked for',
    finding: aFunction('fn', { verdict: 'retained', confidence: null }),
    options: { includeRetained: true, stages: ['pr-*'] },
    reason: 'retained',
  },
  {
    name: 'what answers, without its exact stage',
    guard: 'nothing that answers, unless named or traffic is allowed',
    finding: aFunction('fn', { answers: true }),
    options: { allowTraffic: true },
    reason: 'answers',
  },
  {
    name: 'a tick, since nobody was asked',
    guard: 'retained only where it is asked for',
    finding: aFunction('fn', { verdict: 'retained', confidence: null }),
    options: { ticked: ['cloudfront-function:fn'] },
    reason: 'retained',
  },
  {
    name: 'an answer, since nobody was asked',
    guard: 'unknown only by exact id',
    finding: aFunction('fn', { verdict: 'unknown', confidence: null }),
    options: { confirmed: ['cloudfront-function:fn'] },
    reason: 'unknown',
  },
];

function without(name: string): Guards {
  const rest = (rows: Guards['always']) => rows.filter((guard) => guard.name !== name);
  return { always: rest(guards.always), unattended: rest(guards.unattended) };
}

describe.each([
  ['whoever asks', attended, kept],
  ['--yes', unattended, keptUnattended],
] as const)('for %s, a plan', (_who, base, rows) => {
  it.each(rows)('keeps $name', ({ finding, options, reason }) => {
    const made = planFor([finding], { ...base, ...options });
    expect(made.steps).toEqual([]);
    expect(exclusionOf(made, finding)).toMatchObject({ reason });
  });

  it.each(rows)('would take $name without its guard', ({ guard, finding, options }) => {
    const made = planFor([finding], { ...base, ...options }, { guards: without(guard) });
    expect(takenBy(made)).toEqual([finding.key]);
  });
});

describe('the guards', () => {
  it('has a test that takes each guard out', () => {
    const tested = new Set([...kept, ...keptUnattended].map(({ guard }) => guard));
    const untested = [...guards.always, ...guards.unattended].filter(
      ({ name }) => !tested.has(name),
    );
    expect(untested.map(({ reason }) => reason)).toEqual(['no-deleter']);
  });
});
