import type { DeployError } from '../../model/diagnosis.ts';
import type { Family } from '../../model/error-family.ts';
import type { Facts } from '../facts.ts';
import { aliasTaken } from './alias-taken.ts';
import { type CauseFinder, type Found, nothingFound } from './cause.ts';
import { inUse } from './in-use.ts';
import { locked } from './locked.ts';
import { nameTaken } from './name-taken.ts';
import { noBootstrap } from './no-bootstrap.ts';
import { quotaReached } from './quota.ts';
import { noStage, notDisabled, replicated, stale } from './removal.ts';

/** One finder of causes per family of errors. */
const finders: Readonly<Partial<Record<Family, CauseFinder>>> = {
  'name-taken': nameTaken,
  'alias-taken': aliasTaken,
  quota: quotaReached,
  'in-use': inUse,
  stale,
  replicated,
  'not-disabled': notDisabled,
  locked,
  'no-stage': noStage,
  'no-bootstrap': noBootstrap,
};

export function causesOf(error: DeployError, facts: Facts): Found {
  return finders[error.family]?.(error, facts) ?? nothingFound;
}
