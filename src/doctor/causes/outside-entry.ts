import type { DeployError, Remedy } from '../../model/diagnosis.ts';
import type { StageState } from '../../model/stage.ts';
import type { Facts } from '../facts.ts';

export interface Place {
  readonly state: StageState | undefined;
  readonly facts: Facts;
}

export interface Outside {
  readonly cause: string;
  readonly title: string;
  readonly again: string;
  remedies(error: DeployError, place: Place): readonly Remedy[];
}
