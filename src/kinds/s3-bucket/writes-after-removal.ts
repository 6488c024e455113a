import type { StepContext, StepResult } from '../kind-module.ts';
import { skipped } from '../step-results.ts';
import type { ObjectVersion } from './versions.ts';

/**
 * An object was written after the stage was removed, so somebody uses the bucket. Null: none in this page.
 */
export function newerAmong(
  versions: readonly ObjectVersion[],
  context: StepContext,
): StepResult | null {
  // Most versions of a page were written within a few moments, so each time is compared once.
  const times = new Set(versions.map(({ at }) => at));
  const newerTimes = new Set([...times].filter((at) => isNewer(at, context)));
  if (newerTimes.size === 0) return null;
  const newer = versions.find(({ at }) => newerTimes.has(at));
  if (!newer) return null;
  return newerObject(`"${newer.key}" was ${newer.deleteMarker ? 'deleted' : 'written'}`, newer.at);
}

/** A version without a time may be of any age, so it counts as newer. */
export function isNewer(at: string | null, { newerThan }: StepContext): boolean {
  return newerThan !== null && (at === null || Date.parse(at) > Date.parse(newerThan));
}

export function newerObject(what: string, at: string | null): StepResult {
  return skipped('newer-object', `After the stage's removal ${what} (${at ?? 'an unknown time'}).`);
}
