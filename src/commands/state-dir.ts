import { join, resolve } from 'node:path';
import { isS3Location } from '../aws/s3-place.ts';
import type { S3Place } from '../aws/s3-place.ts';
import { statePlace } from '../storage/s3/state-place.ts';
import * as value from './input/flag-values.ts';
import type { GivenFlags } from './input/given-flags.ts';
import type { Runtime } from './program/runtime.ts';

/** Where the last scan is kept, and all else where `--state-dir` names no bucket. */
export function stateDirOf(
  flags: GivenFlags,
  { cwd, stateDir }: Pick<Runtime, 'cwd' | 'stateDir'>,
): string {
  const given = givenStateDir(flags);
  return given === null || isS3Location(given) ? stateDir : resolve(cwd, given);
}

function givenStateDir({ stateDir }: GivenFlags): string | null {
  return stateDir === undefined ? null : value.given('--state-dir', stateDir);
}

/** `--state-dir s3://bucket/prefix`; null: a folder. */
export function stateBucketOf(flags: GivenFlags): S3Place | null {
  const given = givenStateDir(flags);
  return given !== null && isS3Location(given) ? statePlace(given) : null;
}

/** The demo's own, apart from real sweeps. */
export function demoFolder(stateDir: string): string {
  return join(stateDir, 'demo');
}
