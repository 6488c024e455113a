import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import { driftSince } from '../../src/plan/drift.ts';
import { parsePlanFile } from '../../src/plan/plan-file.ts';
import type { PlanFileOptions } from '../../src/model/options.ts';
import { aBucket, aDistribution, aFunction, attended, planFor, savedText } from './builders.ts';

const options: PlanFileOptions = {
  scan: { regions: [], ignoreHomes: [], ignoreRegions: [], ignoreStages: [] },
  match: {
    keep: [],
    olderThanMs: 3_600_000,
    allowTraffic: false,
    abandon: [{ bucket: null, app: 'acme', stage: 'pr-1', update: 'u1' }],
  },
  filter: { regions: [], apps: ['acme'], stages: [], kinds: ['s3-bucket'] },
  plan: attended,
};
const made = planFor([
  aDistribution('E1'),
  aFunction('fn', { usedBy: ['cloudfront-distribution:E1'] }),
  aBucket('old', { confidence: 'low' }),
]);
const text = savedText(made, options);
const { excluded: _excluded, quarantine: _quarantine, ...saved } = made;

function refusalOf(changed: string): UserError {
  try {
    parsePlanFile(changed, 'plan.json');
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('It was not refused');
}

describe('a saved plan', () => {
  it('is read as it was written', () => {
    expect(parsePlanFile(text, 'plan.json')).toEqual({ plan: saved, options });
  });

  it("begins with the members of the contract's plan, in its order", () => {
    expect(Object.keys(JSON.parse(text)).slice(0, 7)).toEqual([
      'schema',
      'account',
      'createdAt',
      'fingerprint',
      'steps',
      'excluded',
      'refusal',
    ]);
  });

  it('of another version is refused with what was expected and received', () => {
    const error = refusalOf(text.replace('sst-sweep/plan@1', 'sst-sweep/plan@2'));
    expect(error).toMatchObject({ code: 'PLAN_VERSION', exitCode: 2 });
    expect(error.message).toMatch(
      /expected the schema "sst-sweep\/plan@1", received "sst-sweep\/plan@2"/,
    );
  });

  it.each([
    ['that is not JSON', text.slice(0, -10)],
    ['without its basis', JSON.stringify({ ...JSON.parse(text), basis: undefined })],
    [
      'with a step added by hand',
      JSON.stringify({
        ...JSON.parse(text),
        steps: [...made.steps, { ...made.steps[0], id: 'delete:mine' }],
      }),
    ],
    [
      'that may take what visitors ask for, by hand',
      text.replaceAll('"allowTraffic": false', '"allowTraffic": true'),
    ],
    ['whose options have no digest', text.replace(/,\s*"digest": "\w+"/, '')],
    ['for another account by hand', text.replace('111122223333', '999999999999')],
  ])('%s is refused', (_what, changed) => {
    expect(refusalOf(changed)).toMatchObject({ code: 'PLAN_DAMAGED', exitCode: 2 });
  });

  it('may have members that this version does not know', () => {
    const newer = JSON.stringify({ ...JSON.parse(text), remark: 'from a later version' });
    expect(parsePlanFile(newer, 'plan.json').plan).toEqual(saved);
  });
});

describe('what changed since a plan was saved', () => {
  const fn = aFunction('fn');
  const saved = planFor([fn]);

  it.each([
    ['nothing', [fn], []],
    ['the resource is gone', [], ['gone']],
    ['its verdict', [{ ...fn, verdict: 'live', confidence: null }], ['verdict']],
    ['its confidence', [{ ...fn, confidence: 'high' }], ['verdict']],
    ['the row that decided', [{ ...fn, row: 12 }], ['verdict']],
    ['its stage lives again', [{ ...fn, stageLivesOn: true }], ['verdict']],
    [
      'new evidence',
      [{ ...fn, evidence: [...fn.evidence, { code: 'answers', source: '', detail: '' }] }],
      ['evidence'],
    ],
    ['its configuration', [{ ...fn, fingerprint: 'other' }], ['configuration']],
  ] as const)('is told: %s', (_name, findings, changes) => {
    expect(driftSince(saved, findings).map(({ change }) => change)).toEqual(changes);
  });

  it('is not asked of what the plan leaves', () => {
    const left = aFunction('left', { confidence: 'low' });
    expect(driftSince(planFor([fn, left]), [fn])).toEqual([]);
  });
});
