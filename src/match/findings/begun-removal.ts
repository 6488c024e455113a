import type { StageReport } from '../../model/finding.ts';
import type { Checkpoint } from '../../model/stage.ts';
import {
  durations,
  earliest,
  lastFullHour,
  latest,
  nextFullHour,
  plus,
} from '../../model/times.ts';
import type { Place } from './stage-place.ts';

/**
 * Somebody began to remove it, and most of it is gone. A remove that stopped at its beginning shows no will:
 * it was cancelled, or typed by mistake, or had a `--target`, which no record keeps.
 */
export function isBegun({ lastRun, status }: StageReport, { state, stack }: Place): boolean {
  if (status === 'live') return false;
  if (stack) {
    const made = (stack.resources ?? []).filter(({ physicalId }) => physicalId !== null);
    const gone = made.filter((resource) => resource.status === 'DELETE_COMPLETE');
    return stack.status === 'DELETE_FAILED' && gone.length * 2 > made.length;
  }
  if (lastRun?.command !== 'remove') return false;
  const before = state.checkpoints.findLast(
    ({ readable, at }) => readable && at <= lastRun.startedAt,
  );
  if (!before || (state.current?.owns ?? 0) * 2 >= before.owns) return false;
  return state.current === null || !isPartSpared(before, state.current);
}

/**
 * Is a component as whole as before? A remove of all deletes first, side by side, all on which nothing else
 * depends (Pulumi pkg/resource/deploy, `ScheduleDeletes`), and each component of several resources has such
 * a one. So that one was not meant: the remove had a `--target` or an `--exclude`.
 */
function isPartSpared(before: Checkpoint, { ownedIn }: Checkpoint): boolean {
  return Object.entries(before.ownedIn).some(
    ([urn, count]) => count > 1 && (ownedIn[urn] ?? 0) >= count,
  );
}

/** Requests within a week that bots and last viewers explain, for a stage whose removal was begun. */
const afterRemoval = 1000;

/** For a stage that nobody began to remove, one request in 30 days is a use. */
export function windowOf(
  { lastRun }: StageReport,
  { now, isBegun }: { readonly now: string; readonly isBegun: boolean },
): { readonly since: string; readonly allowed: number } {
  if (!isBegun) return { since: lastFullHour(plus(now, -30 * durations.dayMs)), allowed: 0 };
  const week = lastFullHour(plus(now, -7 * durations.dayMs));
  const hour = lastFullHour(plus(now, -durations.hourMs));
  const begun = lastRun ? earliest(nextFullHour(lastRun.startedAt), hour) : null;
  return { since: latest(week, begun) ?? week, allowed: afterRemoval };
}
