import { describe, expect, it } from 'vitest';
import { planFingerprint } from '../../src/plan/fingerprint.ts';
import { aDistribution, planFor } from './builders.ts';

const made = planFor([aDistribution('E1')]);
const [step] = made.steps;
const [basis] = made.basis;
if (!step || !basis) throw new Error('The plan is empty.');

/** Another value of the same type. */
const other = (value: unknown): unknown => {
  if (Array.isArray(value)) return [...value, 'other'];
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 1 : 'other';
};

describe('the fingerprint of a plan', () => {
  it('does not change with the time or with what is left', () => {
    expect(planFingerprint({ ...made, createdAt: 'later', excluded: [] } as typeof made)).toBe(
      made.fingerprint,
    );
  });

  it('changes with the account', () => {
    expect(planFingerprint({ ...made, account: 'other' })).not.toBe(made.fingerprint);
  });

  it.each(Object.keys(step))('changes with the %s of a step', (name) => {
    const changed = { ...step, [name]: other(step[name as keyof typeof step]) } as typeof step;
    expect(planFingerprint({ ...made, steps: [changed, ...made.steps.slice(1)] })).not.toBe(
      made.fingerprint,
    );
  });

  it.each(Object.keys(basis))('changes with the %s that a step rests on', (name) => {
    const changed = { ...basis, [name]: other(basis[name as keyof typeof basis]) } as typeof basis;
    expect(planFingerprint({ ...made, basis: [changed] })).not.toBe(made.fingerprint);
  });
});
