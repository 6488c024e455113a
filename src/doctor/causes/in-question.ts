import type { DeployError } from '../../model/diagnosis.ts';
import type { StageReport } from '../../model/finding.ts';
import type { StageState } from '../../model/stage.ts';
import type { Facts } from '../facts.ts';
import { deployingPair } from '../holders.ts';

interface Pair {
  readonly app: string;
  readonly stage: string;
}

/**
 * States of the failed stage. Where the output does not name it: states of every stage that fits the output.
 */
export function statesInQuestion(error: DeployError, facts: Facts): readonly StageState[] {
  // Stacks of SST v2 stand in no state: a stage of that name in one is of a later SST.
  if (/^[12]\./.test(error.sstVersion ?? '')) return [];
  return facts.inventory.stages.filter(isInQuestion(error, facts));
}

/** The same stages as reports, which know stacks too. */
export function reportsInQuestion(error: DeployError, facts: Facts): readonly StageReport[] {
  return facts.stages.filter(isInQuestion(error, facts));
}

function isInQuestion(error: DeployError, facts: Facts): (candidate: Pair) => boolean {
  const pair = deployingPair(error, facts);
  const app = pair?.app ?? error.app ?? facts.project?.app ?? null;
  const stage = pair?.stage ?? error.stage ?? facts.project?.stage ?? null;
  return (candidate) =>
    (app === null || candidate.app === app) && (stage === null || candidate.stage === stage);
}
