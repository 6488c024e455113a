import {
  flag,
  foreignCommand,
  ownCommand,
  sstCommand,
  type Command,
  type ForeignCommand,
} from '../model/command.ts';
import type { StackFacts, StageReport } from '../model/finding.ts';
import { isProductionName } from '../model/stage.ts';
import { count, listed } from './text.ts';

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

/**
 * Why no command that removes a stage is printed. `sst remove` takes what serves away within minutes, so
 * none is for a stage called production that nobody began to remove; SST looks only into registered homes,
 * and would remove another stage of that name there; and typed in a project of SST v3 it removes the v3
 * stage instead of the v2 one of the same name. It finds no stage whose state file was deleted, and a stack
 * whose deletion failed needs what stopped it out of the way first.
 */
type NoRemoval =
  | 'removed'
  | 'busy'
  | 'state-deleted'
  | 'stack-stuck'
  | 'production'
  | 'unregistered-home'
  | 'v2-beside-v3';

function whyNoRemoval(stage: StageReport, all: readonly StageReport[]): NoRemoval | null {
  if (stage.status === 'removed') return 'removed';
  if (stage.status === 'busy') return 'busy';
  if (stage.deletedState) return 'state-deleted';
  if (stage.stack?.status === 'DELETE_FAILED') return 'stack-stuck';
  if (isProductionName(stage.stage) && !removeFailed(stage)) return 'production';
  if (!stage.registered) return 'unregistered-home';
  const others = placesOf(stage, all).filter(({ status }) => status !== 'removed');
  return stage.source === 'cloudformation' && others.some(({ source }) => source === 'sst-state')
    ? 'v2-beside-v3'
    : null;
}

/** SST's own remove of a stage, or null where that may not be printed (`whyNoRemoval`). */
export function stageCommand(
  stage: StageReport,
  all: readonly StageReport[],
): ForeignCommand | null {
  if (whyNoRemoval(stage, all) !== null) return null;
  const flags = [flag('--stage', stage.stage)];
  if (stage.source === 'cloudformation') return foreignCommand('npx', ['sst', 'remove'], { flags });
  return sstCommand('remove', stage.stage, regionToName(stage, all));
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

function placesOf({ app, stage }: StageReport, all: readonly StageReport[]): StageReport[] {
  return all.filter((each) => each.app === app && each.stage === stage);
}

/** What must be known of a stage before its command is typed, or why it has none. Null: nothing. */
export function removalNote(stage: StageReport, all: readonly StageReport[]): string | null {
  const why = whyNoRemoval(stage, all);
  if (why === 'unregistered-home')
    return 'No bootstrap names its home, so SST does not find it there.';
  if (why === 'state-deleted') return deletedNote(stage);
  if (stage.stack !== null && why === 'stack-stuck') return stuckNote(stage.stack);
  if (stage.stack !== null && why === 'production') return `SST v2, stack ${stage.stack.name}.`;
  if (stage.stack === null || (why !== null && why !== 'v2-beside-v3')) return null;
  return why === null
    ? `SST v2, stack ${stage.stack.name}: in that project, with its own version of SST.`
    : `SST v2, stack ${stage.stack.name}: another app's project than the v3 stage of this name.`;
}

function deletedNote({ deletedState }: StageReport): string | null {
  if (!deletedState || deletedState.owned.length === 0) return null;
  return `Its state file was deleted by hand on ${deletedState.at.slice(0, 10)}, and ${count(deletedState.owned.length, 'thing')} that it owned ${deletedState.owned.length === 1 ? 'is' : 'are'} still there.`;
}

function stuckNote({ name, failed }: StackFacts): string {
  const what = listed(failed.map(({ logicalId }) => logicalId));
  return `SST v2, stack ${name}: DELETE_FAILED${what === '' ? '' : ` at ${what}`}. Doctor tells what stops it.`;
}

const dayMs = 24 * 60 * 60 * 1000;

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

/** The command that gives a stage up, for stages that `sst remove` could not take away. */
export function abandonCommand(stage: StageReport): Command | null {
  if (stage.abandonWord === null || stage.status === 'removed') return null;
  // Who is only deploying production has given nothing up.
  if (isProductionName(stage.stage) && !removeFailed(stage)) return null;
  return ownCommand('plan', { flags: [flag('--abandon', stage.abandonWord)] });
}
