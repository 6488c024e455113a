import { createHash } from 'node:crypto';
import type { PlanFileOptions, SealedOptions } from '../model/options.ts';
import type { PlannedOn, Plan, Step } from '../model/plan.ts';

/** A hash of the steps and their basis, whatever the time: plans with the same hash are the same plan. */
export function planFingerprint({
  account,
  steps,
  basis,
}: Pick<Plan, 'account' | 'steps' | 'basis'>): string {
  const content = [account, steps.map(stepContent), basis.map(basisContent)];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** The options with their hash: with others the same steps might take more on the way. */
export function sealOptions(
  options: PlanFileOptions,
  { fingerprint }: Pick<Plan, 'fingerprint'>,
): SealedOptions {
  const sorted = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  const content = JSON.stringify([fingerprint, options], sorted);
  return { ...options, digest: createHash('sha256').update(content).digest('hex') };
}

// By hand, so that the order of an object's members never matters.
function stepContent(step: Step): readonly unknown[] {
  return [
    step.id,
    step.action,
    step.key,
    step.kind,
    step.resource,
    step.arn,
    step.region,
    step.app,
    step.stage,
    step.waitsFor,
    step.estimateSeconds,
    step.losesData,
  ];
}

function basisContent(basis: PlannedOn): readonly unknown[] {
  return [
    basis.key,
    basis.row,
    basis.verdict,
    basis.confidence,
    basis.codes,
    basis.fingerprint,
    basis.usedBy,
    basis.stageLivesOn,
  ];
}
