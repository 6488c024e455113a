import { flag, foreignCommand, type ForeignCommand } from '../model/command.ts';
import type { Evidence, StackFacts, StageReport } from '../model/finding.ts';
import { isProductionName } from '../model/production-name.ts';
import { durations } from '../model/times.ts';
import { count, listed } from '../text/text.ts';
import { readable } from '../text/times.ts';
import { isIdle, isNeeded, placesOf, removeFailed } from './stage-advice.ts';

/**
 * Why no command that removes a stage is printed. `sst remove` and the deletion of a stack take serving
 * resources away within minutes, so none is printed for a stage called production, nor for one that is
 * needed (it answers, runs, or is named or used by others) or of which that was not looked up. SST looks only
 * into registered homes, and would remove another stage of that name there; a region in `sst.config.ts` goes
 * before `AWS_REGION`, so of a stage in two regions it may remove the other one; and typed in a project of
 * SST v3 it removes the v3 stage instead of the v2 one of the same name. It finds no stage whose state file
 * was deleted, and a stack whose deletion failed needs its blocker out of the way first.
 */
type NoRemoval =
  | 'removed'
  | 'busy'
  | 'state-deleted'
  | 'stack-stuck'
  | 'production'
  | 'unregistered-home'
  | 'several-regions'
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
  if (isProductionName(stage.stage)) return 'production';
  if (stage.stack?.status === 'DELETE_FAILED') return 'stack-stuck';
  return stage.registered ? null : 'unregistered-home';
}

function reasonBeside(stage: StageReport, all: readonly StageReport[]): NoRemoval | null {
  const present = placesOf(stage, all).filter(({ status }) => status !== 'removed');
  const isOfStacks = stage.source === 'cloudformation';
  if (isOfStacks && present.some(({ source }) => source === 'sst-state')) return 'v2-beside-v3';
  const regions = present.filter(({ source }) => source === stage.source);
  if (regions.some(({ region }) => region !== stage.region)) return 'several-regions';
  // One command takes all stacks of the stage.
  const going = isOfStacks ? [stage, ...present] : [stage];
  if (going.some(isNeeded)) return 'needed';
  return going.some(({ use }) => use === null) ? 'use-unknown' : null;
}

/** That was looked up, and nothing of it is needed. */
function isOutOfUse({ use }: StageReport): boolean {
  return use !== null && use.length === 0;
}

/** The sign that it is needed, in a sentence. */
function neededNote(stages: readonly StageReport[]): string {
  const signs = stages.flatMap(({ use }) => use ?? []);
  const [unknown] = signs;
  const first = signs.find(isKnownUse) ?? unknown;
  if (!first) return 'Whether it is still needed is not known, so no command removes it here.';
  const more = signs.length - 1;
  const why = isKnownUse(first) ? 'it is still needed' : 'it may still be needed';
  return `No command removes it here, for ${why}: ${readable(first.detail)}${more > 0 ? ` ${count(more, 'more sign')} of that.` : ''}`;
}

/** Not one of what could not be read, or is not read at all. */
function isKnownUse({ code, detail }: Evidence): boolean {
  return code !== 'gap' && !detail.startsWith('Whether ');
}

/** Whether it is needed tells what is printed about it. */
export function restsOnUse(stage: StageReport): boolean {
  const why = ownReason(stage);
  return why === null || why === 'stack-stuck' || (why === 'production' && removeFailed(stage));
}

/** Advice of a report where nothing is left to delete rests on use too. */
export function isAdvised(stage: StageReport, now: string): boolean {
  const isInQuestion = removeFailed(stage) || isIdle(stage, { now, idleMs: 30 * durations.dayMs });
  return isInQuestion && restsOnUse(stage);
}

/**
 * SST's own remove of a stage, or null where that may not be printed (`whyNoRemoval`). This and
 * `deleteStackCommand` are the only places that make a command that removes what may serve.
 * @param region `AWS_REGION` for it; null: the project says its region.
 */
export function stageCommand(
  stage: StageReport,
  all: readonly StageReport[],
  region: string | null = null,
): ForeignCommand | null {
  if (whyNoRemoval(stage, all) !== null) return null;
  const flags = [flag('--stage', stage.stage)];
  return stage.source === 'cloudformation'
    ? foreignCommand('npx', ['sst', 'remove'], { flags })
    : foreignCommand('sst', ['remove'], { flags, region });
}

/**
 * The same for a stage that was given up and swept: once nothing of what its state lists is there, its use is
 * no question any more.
 */
export function emptiedStageCommand(
  stage: StageReport,
  all: readonly StageReport[],
  { isEmptied }: { readonly isEmptied: boolean },
): ForeignCommand | null {
  if (!isEmptied || stage.source === 'cloudformation') return null;
  return stageCommand({ ...stage, use: [] }, all);
}

/** A stack whose creation or deletion failed: what CloudFormation had made, or could not delete, is there. */
const unmade = /^(?:DELETE_FAILED|CREATE_FAILED|ROLLBACK_COMPLETE|ROLLBACK_FAILED)$/;

/** Deletes a stack that did not come into being, or did not go; null: something of it may be needed. */
export function deleteStackCommand(stage: StageReport): ForeignCommand | null {
  const { stack, region } = stage;
  if (stack === null || !unmade.test(stack.status) || !isOutOfUse(stage)) return null;
  const why = ownReason(stage);
  return why === null || why === 'stack-stuck' ? deleteStack(stack.name, region) : null;
}

/** Deletes a stack whose deletion stopped once more; null: none did, or something of it may be needed. */
export function stuckStackCommand(stage: StageReport): ForeignCommand | null {
  return stage.stack?.status === 'DELETE_FAILED' ? deleteStackCommand(stage) : null;
}

/** SST v2's own stack, which no stage is of: null but where its creation was rolled back to its end. */
export function deleteBootstrapStack(stack: {
  readonly name: 'SSTBootstrap';
  readonly status: string;
  readonly region: string;
}): ForeignCommand | null {
  return stack.status === 'ROLLBACK_COMPLETE' ? deleteStack(stack.name, stack.region) : null;
}

function deleteStack(name: string, region: string): ForeignCommand {
  return foreignCommand('aws', ['cloudformation', 'delete-stack'], {
    flags: [flag('--stack-name', name), flag('--region', region)],
  });
}

/** Why `stageCommand` gives none, in a sentence; null: it gives one. */
export function reasonToKeep(stage: StageReport, all: readonly StageReport[]): string | null {
  const why = whyNoRemoval(stage, all);
  if (why === null) return null;
  const note = removalNote(stage, all);
  if (note !== null) return note;
  return why === 'removed'
    ? 'It is removed already.'
    : 'Whether it is still needed was not looked up, so no command removes it here.';
}

/** The facts that somebody must know before typing a stage's command, or why it has none. Null: none. */
export function removalNote(stage: StageReport, all: readonly StageReport[]): string | null {
  const why = whyNoRemoval(stage, all);
  const ofStack = stage.stack ? `SST v2, stack ${stage.stack.name}. ` : '';
  if (why === 'unregistered-home')
    return 'No bootstrap names its home, so SST does not find it there.';
  if (why === 'state-deleted') return deletedNote(stage);
  if (stage.stack?.status === 'DELETE_FAILED' && (why === 'stack-stuck' || why === 'production'))
    return stuckNote(stage, stage.stack);
  if (why === 'production') return `${ofStack}${productionNote(stage)}`;
  if (why === 'several-regions')
    return `${ofStack}It is in several regions, and SST takes the one of sst.config.ts, so no command removes it here.`;
  if (why === 'needed' || why === 'use-unknown') {
    const note = neededNote(stage.stack ? [stage, ...placesOf(stage, all)] : [stage]);
    return `${ofStack}${note}`;
  }
  if (why === null && stage.stack === null) return projectNote(stage, all);
  if (stage.stack === null || (why !== null && why !== 'v2-beside-v3')) return null;
  return why === null
    ? `SST v2, stack ${stage.stack.name}: in that project, with its own version of SST.`
    : `SST v2, stack ${stage.stack.name}: another app's project than the v3 stage of this name.`;
}

/**
 * SST takes the app from the project in which the command is typed, and removes the stage of that name of
 * whatever app that is. Null: no other app has one.
 */
export function projectNote(
  { app, stage }: StageReport,
  all: readonly StageReport[],
): string | null {
  const others = all.filter(
    (each) => each.stage === stage && each.app !== app && each.status !== 'removed',
  );
  const apps = [...new Set(others.map((other) => other.app))].sort();
  if (apps.length === 0) return null;
  const shown = apps.length > 3 ? [...apps.slice(0, 2), `${apps.length - 2} more`] : apps;
  return `Only in the project of ${app}: ${listed(shown)} ${apps.length === 1 ? 'has' : 'have'} a stage of this name, too.`;
}

function productionNote(stage: StageReport): string {
  return isNeeded(stage)
    ? neededNote([stage])
    : 'It is called production, so no command removes it here.';
}

function deletedNote({ deletedState }: StageReport): string | null {
  if (!deletedState || deletedState.owned.length === 0) return null;
  return `Its state file was deleted by hand on ${deletedState.at.slice(0, 10)}, and ${count(deletedState.owned.length, 'thing')} that it owned ${deletedState.owned.length === 1 ? 'is' : 'are'} still there.`;
}

function stuckNote(stage: StageReport, { name, failed }: StackFacts): string {
  const what = listed(failed.map(({ logicalId }) => logicalId));
  return `SST v2, stack ${name}: DELETE_FAILED${what === '' ? '' : ` at ${what}`}. ${stuckEnding(stage)}`;
}

function stuckEnding(stage: StageReport): string {
  if (isProductionName(stage.stage)) return productionNote(stage);
  return isOutOfUse(stage) ? 'Doctor tells what stops it.' : neededNote([stage]);
}
