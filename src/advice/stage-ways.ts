import { flag, foreignCommand, sstCommand, type Command } from '../model/command.ts';
import type { DeletedState, StageReport } from '../model/finding.ts';
import type { Passphrases } from '../model/remains.ts';
import type { LostEntry } from '../model/stage.ts';
import { count } from '../text/text.ts';
import { stageCommand, stuckStackCommand } from './removal.ts';
import { abandonCommand, regionToName, removeFailed, unlockCommand } from './stage-advice.ts';

/** A command that leads a stage on, with its effect or a condition as a note. */
export interface StageWay {
  readonly command: Command;
  readonly note: string | null;
}

export interface WayContext {
  /** ISO time of the look. */
  readonly now: string;
  readonly all: readonly StageReport[];
  /** Null: not read. */
  readonly passphrases: Passphrases | null;
}

/**
 * Commands against the obstacles of a stage first, then its removal, then the word that gives it up: each
 * only where it works.
 */
export function stageWays(stage: StageReport, context: WayContext): readonly StageWay[] {
  const { now, all } = context;
  const failed = removeFailed(stage) || stage.status === 'unfinished';
  const abandon = abandonCommand(stage);
  if (stage.deletedState) return undeleting(stage, stage.deletedState, abandon);
  if (lacksPassphrase(stage, context.passphrases))
    return way(abandon, 'only where nobody has its passphrase any more: gives the stage up');
  return [
    ...way(unlockCommand(stage, { now, all })),
    ...beforeRemoval(stage, all),
    ...way(stuckStackCommand(stage), 'deletes what is left of it'),
    ...way(stageCommand(stage, all)),
    ...(failed ? way(abandon) : []),
  ];
}

/**
 * Commands for the entries at which `sst remove` would stop: operations whose end nobody knows, and resources
 * that AWS has no more.
 */
export function beforeRemoval(
  stage: StageReport,
  all: readonly StageReport[],
): readonly StageWay[] {
  if (!stage.registered || stage.lock !== null) return [];
  const region = regionToName(stage, all);
  return [
    ...(stage.pending.length === 0
      ? []
      : way(
          sstCommand('refresh', stage.stage, region),
          `asks AWS what became of ${count(stage.pending.length, 'operation')}; doctor tells what to do where they come back`,
        )),
    ...stage.lost
      .filter(({ stops }) => stops)
      .map((entry) => takingOut(entry, { stage: stage.stage, region })),
  ];
}

/** Takes one entry out of the state, by the last part of its URN; AWS is left alone. */
export function takingOut(
  entry: Pick<LostEntry, 'name' | 'byName'>,
  { stage, region }: { readonly stage: string; readonly region: string | null },
): StageWay {
  return entry.byName
    ? {
        command: sstCommand(['state', 'remove', entry.name], stage, region),
        note: 'takes it out of the state alone, and asks before it does',
      }
    : {
        command: sstCommand(['state', 'edit'], stage, region),
        note: `delete the entry whose urn ends in "${entry.name}"`,
      };
}

/** Takes the delete marker away: the file shows again as it was. */
export function undelete({ home, key, marker }: DeletedState, region: string): Command {
  return foreignCommand('aws', ['s3api', 'delete-object'], {
    flags: [
      flag('--bucket', home),
      flag('--key', key),
      flag('--version-id', marker),
      flag('--region', region),
    ],
  });
}

/** Nothing of its own is left where it owns nothing that was found. */
function undeleting(
  { region }: StageReport,
  deleted: DeletedState,
  abandon: Command | null,
): readonly StageWay[] {
  if (deleted.owned.length === 0) return [];
  return [
    ...(deleted.writtenAt === null
      ? []
      : way(
          undelete(deleted, region),
          'brings the state file back; SST needs its passphrase, too',
        )),
    ...way(abandon, 'or gives the stage up'),
  ];
}

/** Without it SST reads no state. Where not one is listed in a region, the list proves nothing. */
export function lacksPassphrase(
  { app, stage, region, source, resources }: StageReport,
  passphrases: Passphrases | null,
): boolean {
  const listed = passphrases?.get(region);
  if (!listed || listed.size === 0 || source !== 'sst-state' || resources === 0) return false;
  return !listed.has(`${app}/${stage}`);
}

function way(command: Command | null, note: string | null = null): readonly StageWay[] {
  return command === null ? [] : [{ command, note }];
}
