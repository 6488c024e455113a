import { flag, ownCommand, sstCommand, type Command } from '../model/command.ts';
import type { StageReport } from '../model/finding.ts';
import { isProductionName } from '../model/production-name.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** A remove that is not going on any more and did not come to its end. */
export function removeFailed(stage: StageReport): boolean {
  const { lastRun, stack } = stage;
  if (stack) return stack.status === 'DELETE_FAILED';
  if (lastRun?.command !== 'remove' || stage.status === 'removed' || stage.lock) return false;
  return lastRun.completedAt === null || lastRun.errors.length > 0;
}

/** Nothing has happened to it for so long, and there is something of it. A site that serves may be idle for years. */
export function isIdle(
  stage: StageReport,
  at: { readonly now: string; readonly idleMs: number },
): boolean {
  if (stage.status === 'removed' || stage.status === 'busy' || stage.lock) return false;
  if (stage.updatedAt === null) return false;
  return Date.parse(at.now) - Date.parse(stage.updatedAt) >= at.idleMs;
}

/** Only where the stage is in several places: else the project says its region. */
export function regionToName(stage: StageReport, all: readonly StageReport[]): string | null {
  const regions = new Set(
    placesOf(stage, all).flatMap(({ source, region, status }) =>
      source === 'sst-state' && status !== 'removed' ? [region] : [],
    ),
  );
  return regions.size > 1 ? stage.region : null;
}

/** All that is known of its pair, itself included. */
export function placesOf({ app, stage }: StageReport, all: readonly StageReport[]): StageReport[] {
  return all.filter((each) => each.app === app && each.stage === stage);
}

/** A lock that no run can be holding any more. A younger one is somebody's deploy. */
export function isStaleLock({ lock }: StageReport, now: string): boolean {
  return lock !== null && Date.parse(now) - Date.parse(lock.createdAt) >= dayMs;
}

/** SST's unlock, where its lock is stale and SST finds the stage at all. */
export function unlockCommand(
  stage: StageReport,
  { now, all }: { readonly now: string; readonly all: readonly StageReport[] },
): Command | null {
  return isStaleLock(stage, now) && stage.registered
    ? sstCommand('unlock', stage.stage, regionToName(stage, all))
    : null;
}

/** Something of it answers, runs, or is named or used by others. */
export function isNeeded({ use }: StageReport): boolean {
  return use !== null && use.length > 0;
}

/** The command that gives a stage up, for stages that `sst remove` could not take away. */
export function abandonCommand(stage: StageReport): Command | null {
  if (stage.abandonWord === null || stage.status === 'removed' || isNeeded(stage)) return null;
  // Who is only deploying production has given nothing up.
  if (isProductionName(stage.stage) && !removeFailed(stage)) return null;
  return ownCommand('plan', { flags: [flag('--abandon', stage.abandonWord)] });
}
