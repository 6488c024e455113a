import { createHash } from 'node:crypto';
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
