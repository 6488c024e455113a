import type { DeployError } from '../../model/diagnosis.ts';
import type { Family } from '../../model/error-family.ts';
import type { Facts } from '../facts.ts';
import { aliasTaken } from './alias-taken.ts';
import type { CauseFinder, CauseSearch } from './cause.ts';
import { gone } from './gone.ts';
import { inUse } from './in-use.ts';
import { damagedState, interrupted } from './interrupted.ts';
import { locked } from './locked.ts';
import { nameTaken } from './name-taken.ts';
import { noBootstrap } from './no-bootstrap.ts';
import { notEmpty } from './not-empty.ts';
import { passphraseInvalid } from './passphrase.ts';
import { liesOutside } from './outside.ts';
import { pendingOperations } from './pending.ts';
import { notLocked, projectSays } from './project.ts';
import { quotaReached } from './quota.ts';
import { awsFailed, changing, denied, notSignedIn, refused, throttled } from './refused.ts';
import { noStage, notDisabled, replicated, stale } from './removal.ts';
import { stackFailed } from './stack.ts';
import { unknown } from './standing.ts';

/** One finder of causes per family of errors. */
const finders: Readonly<Record<Family, CauseFinder>> = {
  'name-taken': nameTaken,
  'alias-taken': aliasTaken,
  quota: quotaReached,
  'in-use': inUse,
  'not-empty': notEmpty,
  stale,
  gone,
  changing,
  throttled,
  denied,
  credentials: notSignedIn,
  refused,
  outside: liesOutside,
  'aws-failed': awsFailed,
  replicated,
  'not-disabled': notDisabled,
  stack: stackFailed,
  locked,
  'not-locked': notLocked,
  'no-stage': noStage,
  'no-bootstrap': noBootstrap,
  passphrase: passphraseInvalid,
  pending: pendingOperations,
  interrupted,
  'damaged-state': damagedState,
  project: projectSays,
  unknown,
};

export function causesOf(error: DeployError, facts: Facts): CauseSearch {
  return finders[error.family](error, facts);
}
