import { flag, ownCommand, sstCommand, type Command } from '../model/command.ts';
import type { StageReport } from '../model/finding.ts';

/** A remove that is not going on any more and did not come to its end. */
export function removeFailed(stage: StageReport): boolean {
  const { lastRun } = stage;
  if (lastRun?.command !== 'remove' || stage.status === 'removed' || stage.lock) return false;
  return lastRun.completedAt === null || lastRun.errors.length > 0;
}

/** Nothing has happened to it for so long, and there is something of it. */
export function isIdle(
  stage: StageReport,
  at: { readonly now: string; readonly idleMs: number },
): boolean {
  if (stage.status === 'removed' || stage.status === 'busy' || stage.lock) return false;
  if (stage.updatedAt === null) return false;
  return Date.parse(at.now) - Date.parse(stage.updatedAt) >= at.idleMs;
}

/** The command that removes a stage, or null where there is nothing to remove, or something is at work. */
export function stageCommand(stage: StageReport): Command | null {
  return stage.status === 'removed' || stage.status === 'busy'
    ? null
    : sstCommand('remove', stage.stage);
}

const dayMs = 24 * 60 * 60 * 1000;

/** A lock that no run can be holding any more. A younger one is somebody's deploy. */
export function isStaleLock({ lock }: StageReport, now: string): boolean {
  return lock !== null && Date.parse(now) - Date.parse(lock.createdAt) >= dayMs;
}

/** The command that gives a stage up, for stages that `sst remove` could not take away. */
export function abandonCommand(stage: StageReport): Command | null {
  if (stage.abandonWord === null || stage.status === 'removed') return null;
  return ownCommand('plan', { flags: [flag('--abandon', stage.abandonWord)] });
}
