import type { DeployError, Remedy } from '../../model/diagnosis.ts';
import type { StageState } from '../../model/stage.ts';
import type { Facts } from '../facts.ts';

export interface StateAndFacts {
  readonly state: StageState | undefined;
  readonly facts: Facts;
}

export interface OutsideCause {
  readonly cause: string;
  readonly title: string;
  readonly recurrence: string;
  remedies(error: DeployError, place: StateAndFacts): readonly Remedy[];
}
