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
import { count, listed } from '../text/text.ts';
import { readable } from '../text/times.ts';

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

/**
 * Why no command that removes a stage is printed. `sst remove` deletes serving resources within minutes, so
 * none is printed for a stage called production that nobody began to remove; SST looks only into registered
 * homes, and would remove another stage of that name there; and typed in a project of SST v3 it removes the
 * v3 stage instead of the v2 one of the same name. It finds no stage whose state file was deleted, and a
 * stack whose deletion failed needs its blocker out of the way first. And none is printed for a stage that is
 * needed: it answers, runs, or is named or used by others.
 */
type NoRemoval =
  | 'removed'
  | 'busy'
  | 'state-deleted'
  | 'stack-stuck'
  | 'production'
  | 'unregistered-home'
  | 'v2-beside-v3'
  | 'needed'
  | 'use-unknown';

function whyNoRemoval(stage: StageReport, all: readonly StageReport[]): NoRemoval | null {
  return ownReason(stage) ?? reasonBeside(stage, all);
}

/** Reasons that hold whatever its use is. */
function ownReason(stage: StageReport): NoRemoval | null {
  if (stage.status === 'removed') return 'removed';
  if (stage.status === 'busy') return 'busy';
  if (stage.deletedState) return 'state-deleted';
  if (stage.stack?.status === 'DELETE_FAILED') return 'stack-stuck';
  if (isProductionName(stage.stage) && !removeFailed(stage)) return 'production';
  return stage.registered ? null : 'unregistered-home';
}

function reasonBeside(stage: StageReport, all: readonly StageReport[]): NoRemoval | null {
  const present = placesOf(stage, all).filter(({ status }) => status !== 'removed');
  const isOfStacks = stage.source === 'cloudformation';
  if (isOfStacks && present.some(({ source }) => source === 'sst-state')) return 'v2-beside-v3';
  // One command takes all stacks of the stage.
  const going = isOfStacks ? [stage, ...present] : [stage];
  if (going.some(isNeeded)) return 'needed';
  return going.some(({ use }) => use === null) ? 'use-unknown' : null;
}

/** Something of it answers, runs, or is named or used by others. */
export function isNeeded({ use }: StageReport): boolean {
  return use !== null && use.length > 0;
}

/** The sign that it is needed, in a sentence. */
export function neededNote(stages: readonly StageReport[]): string {
  const signs = stages.flatMap(({ use }) => use ?? []);
  const [first] = signs;
  if (!first) return 'Whether it is still needed is not known, so no command removes it here.';
  const more = signs.length - 1;
  return `No command removes it here, for it is still needed: ${readable(first.detail)}${more > 0 ? ` ${count(more, 'more sign')} of that.` : ''}`;
}

/** Whether a command that removes it is printed rests on its use alone. */
export function restsOnUse(stage: StageReport): boolean {
  return ownReason(stage) === null || stage.stack?.status === 'DELETE_FAILED';
}

/** Advice of a report where nothing is left to delete rests on use too. */
export function isAdvised(stage: StageReport, now: string): boolean {
  const isInQuestion = removeFailed(stage) || isIdle(stage, { now, idleMs: 30 * dayMs });
  return isInQuestion && restsOnUse(stage);
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

/** The facts that somebody must know before typing a stage's command, or why it has none. Null: none. */
export function removalNote(stage: StageReport, all: readonly StageReport[]): string | null {
  const why = whyNoRemoval(stage, all);
  const ofStack = stage.stack ? `SST v2, stack ${stage.stack.name}. ` : '';
  if (why === 'unregistered-home')
    return 'No bootstrap names its home, so SST does not find it there.';
  if (why === 'state-deleted') return deletedNote(stage);
  if (stage.stack !== null && why === 'stack-stuck') return stuckNote(stage, stage.stack);
  if (why === 'production')
    return `${ofStack}It is called production, so no command removes it here.`;
  if (why === 'needed' || why === 'use-unknown') {
    const note = neededNote(stage.stack ? [stage, ...placesOf(stage, all)] : [stage]);
    return `${ofStack}${note}`;
  }
  if (stage.stack === null || (why !== null && why !== 'v2-beside-v3')) return null;
  return why === null
    ? `SST v2, stack ${stage.stack.name}: in that project, with its own version of SST.`
    : `SST v2, stack ${stage.stack.name}: another app's project than the v3 stage of this name.`;
}

function deletedNote({ deletedState }: StageReport): string | null {
  if (!deletedState || deletedState.owned.length === 0) return null;
  return `Its state file was deleted by hand on ${deletedState.at.slice(0, 10)}, and ${count(deletedState.owned.length, 'thing')} that it owned ${deletedState.owned.length === 1 ? 'is' : 'are'} still there.`;
}

function stuckNote(stage: StageReport, { name, failed }: StackFacts): string {
  const what = listed(failed.map(({ logicalId }) => logicalId));
  const ending = isOutOfUse(stage) ? 'Doctor tells what stops it.' : neededNote([stage]);
  return `SST v2, stack ${name}: DELETE_FAILED${what === '' ? '' : ` at ${what}`}. ${ending}`;
}

/** That was looked up, and nothing of it is needed. */
export function isOutOfUse({ use }: StageReport): boolean {
  return use !== null && use.length === 0;
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

/** The command that gives a stage up, for stages that `sst remove` could not take away. */
export function abandonCommand(stage: StageReport): Command | null {
  if (stage.abandonWord === null || stage.status === 'removed') return null;
  // Who is only deploying production has given nothing up.
  if (isProductionName(stage.stage) && !removeFailed(stage)) return null;
  return ownCommand('plan', { flags: [flag('--abandon', stage.abandonWord)] });
}
