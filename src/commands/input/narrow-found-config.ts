import { durations } from '../../model/times.ts';
import { isLessSure } from '../../model/verdict.ts';
import { defaultMaxDeletions, defaultMaxRemovals, defaultMinConfidence } from './defaults.ts';
import type { Config } from './config-schema.ts';
import { durationMs } from './flag-values.ts';

/** Keys that would delete more, or tell others. A repository of somebody else must not be able to do that. */
const widening = ['abandon', 'ignoreHomes', 'ignoreRegions', 'ignoreStages', 'notify'] as const;

interface Narrowed {
  readonly config: Config;
  /** Keys that do not count. */
  readonly dropped: readonly (keyof Config)[];
}

/**
 * A config file that was merely found in the folder may keep and narrow, and never widen: running a sweep in
 * a folder is no consent to the files in it. A file that `--config` names counts whole.
 */
export function narrowFoundConfig(config: Config): Narrowed {
  const dropped: (keyof Config)[] = widening.filter((key) => (config[key]?.length ?? 0) > 0);
  if (config.accounts !== undefined) dropped.push('accounts');
  if ((config.maxDeletions ?? 0) > defaultMaxDeletions) dropped.push('maxDeletions');
  if (config.removeWith !== undefined) dropped.push('removeWith');
  if ((config.maxRemovals ?? 0) > defaultMaxRemovals) dropped.push('maxRemovals');
  // The match waits for an hour at most by itself (row 6).
  const age = config.olderThan === undefined ? null : durationMs('olderThan', config.olderThan);
  if (age !== null && age < durations.hourMs) dropped.push('olderThan');
  const { minConfidence = defaultMinConfidence } = config;
  if (isLessSure(minConfidence, defaultMinConfidence)) dropped.push('minConfidence');
  const kept = Object.entries(config).filter(([key]) => !dropped.includes(key as keyof Config));
  return { config: Object.fromEntries(kept), dropped };
}
