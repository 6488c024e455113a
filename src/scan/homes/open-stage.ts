import type { Lock, Run, RunRecord, StageState } from '../../model/stage.ts';
import { parseLock, parseUpdateRecord } from '../../sst/records.ts';
import { runsOf } from '../../sst/runs.ts';
import { checkpointKey, stageId } from '../../sst/state-keys.ts';
import type { Known } from './checkpoint-files.ts';
import { readCurrent } from './current-state.ts';
import type { ListedStage } from './home-listing.ts';
import type { HomePlace, ListedVersion } from './version-pages.ts';
import type { ScanContext } from '../scan-context.ts';
import { readStateFile } from './state-object.ts';
import { storedOf } from './stored-counts.ts';

/** One stage of a home while it is being read. */
export interface OpenStage {
  readonly home: HomePlace & { readonly registered: boolean; readonly versioned: boolean };
  readonly listed: ListedStage;
  readonly id: string;
}

/**
 * The facts of one listing about a stage: its current checkpoint, its lock, and its runs without their
 * records.
 */
export async function readStage(
  open: OpenStage,
  known: Known,
  context: ScanContext,
): Promise<StageState> {
  const { home, listed, id } = open;
  const place = { home, stage: id };
  const lockVersion = listed.locks.at(-1);
  const [current, lock] = await Promise.all([
    readCurrent(
      listed.states,
      { place, pair: { app: listed.app, stage: listed.stage }, known },
      context,
    ),
    lockVersion && !lockVersion.deleteMarker ? readLock(lockVersion, open, context) : null,
  ]);
  return {
    home: home.bucket,
    region: home.region,
    registered: home.registered,
    app: listed.app,
    stage: listed.stage,
    location: `s3://${home.bucket}/${checkpointKey(listed.app, listed.stage)}`,
    versions: listed.states.map(({ versionId, at, deleteMarker }) => ({
      versionId,
      at,
      deleteMarker,
    })),
    current,
    lock,
    runs: runsOf(listed.locks, updateObjects(listed)),
    checkpoints: [],
    snapshots: [],
    stored: [
      storedOf('app', listed.states),
      storedOf('lock', listed.locks),
      storedOf('update', [...listed.updates.values()].flat()),
    ],
  };
}

/** A lock that cannot be read is a lock all the same. */
async function readLock(
  version: ListedVersion,
  { home, id }: OpenStage,
  context: ScanContext,
): Promise<Lock> {
  const read = await readStateFile(
    version,
    { home, stage: id, use: 'lock' },
    (bytes) => parseLock(bytes, version.at),
    context,
  );
  return read ?? { createdAt: version.at, command: null, updateId: null };
}

function updateObjects({
  updates,
}: ListedStage): readonly { id: string; firstAt: string; lastAt: string }[] {
  return [...updates].flatMap(([id, versions]) => {
    const written = versions.filter(({ deleteMarker }) => !deleteMarker);
    const [first] = written;
    const last = written.at(-1);
    // A record whose newest version is a delete marker still began at the time of its first version.
    return first && last ? [{ id, firstAt: first.at, lastAt: last.at }] : [];
  });
}

/** Reads the record of a run; a run whose record was erased or cannot be read keeps none. */
export async function readRecord(run: Run, open: OpenStage, context: ScanContext): Promise<Run> {
  if (run.id === null || run.record !== null) return run;
  const version = open.listed.updates.get(run.id)?.findLast(({ deleteMarker }) => !deleteMarker);
  if (!version) return run;
  const place = { home: open.home, stage: open.id, use: 'record' };
  const record = await readStateFile<RunRecord>(version, place, parseUpdateRecord, context);
  return { ...run, record };
}

export function openStages(
  home: OpenStage['home'],
  stages: readonly ListedStage[],
): readonly OpenStage[] {
  return stages.map((listed) => ({ home, listed, id: stageId(listed) }));
}
