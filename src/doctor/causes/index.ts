import type { DeployError } from '../../model/diagnosis.ts';
import type { Family } from '../../model/error-family.ts';
import type { Facts } from '../facts.ts';
import { aliasTakenCauses } from './alias-taken.ts';
import type { CauseFinder, CauseSearch } from './cause.ts';
import { goneCauses } from './gone.ts';
import { inUseCauses } from './in-use.ts';
import { damagedStateCauses, interruptedCauses } from './interrupted.ts';
import { lockedCauses } from './locked.ts';
import { nameTakenCauses } from './name-taken.ts';
import { noBootstrapCauses } from './no-bootstrap.ts';
import { notEmptyCauses } from './not-empty.ts';
import { passphraseCauses } from './passphrase.ts';
import { outsideCauses } from './outside.ts';
import { pendingCauses } from './pending.ts';
import { notLockedCauses, projectCauses } from './project.ts';
import { quotaCauses } from './quota.ts';
import {
  awsFailedCauses,
  changingCauses,
  deniedCauses,
  signInCauses,
  refusedCauses,
  throttledCauses,
} from './refused.ts';
import { noStageCauses, notDisabledCauses, replicaCauses, staleCauses } from './removal.ts';
import { stackCauses } from './stack.ts';
import { unknownCauses } from './standing.ts';

/** One finder of causes per family of errors. */
const finders: Readonly<Record<Family, CauseFinder>> = {
  'name-taken': nameTakenCauses,
  'alias-taken': aliasTakenCauses,
  quota: quotaCauses,
  'in-use': inUseCauses,
  'not-empty': notEmptyCauses,
  stale: staleCauses,
  gone: goneCauses,
  changing: changingCauses,
  throttled: throttledCauses,
  denied: deniedCauses,
  credentials: signInCauses,
  refused: refusedCauses,
  outside: outsideCauses,
  'aws-failed': awsFailedCauses,
  replicated: replicaCauses,
  'not-disabled': notDisabledCauses,
  stack: stackCauses,
  locked: lockedCauses,
  'not-locked': notLockedCauses,
  'no-stage': noStageCauses,
  'no-bootstrap': noBootstrapCauses,
  passphrase: passphraseCauses,
  pending: pendingCauses,
  interrupted: interruptedCauses,
  'damaged-state': damagedStateCauses,
  project: projectCauses,
  unknown: unknownCauses,
};

export function causesOf(error: DeployError, facts: Facts): CauseSearch {
  return finders[error.family](error, facts);
}
