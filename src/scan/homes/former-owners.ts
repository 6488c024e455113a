import type { Inventory } from '../../model/inventory.ts';
import type { FormerOwner, StageState, StateVersion } from '../../model/stage.ts';
import { parseCheckpoint } from '../../sst/checkpoint.ts';
import { ownedResources } from '../../sst/owned.ts';
import { endStateOf } from '../../sst/run-spans.ts';
import { checkpointKey, stageId } from '../../sst/state-keys.ts';
import type { FileContext } from '../scan-context.ts';
import { readStateFile } from './state-object.ts';

/** Number of end states that are read for one stage, newest first, and for all together. */
const statesOfStage = 8;
const statesInAll = 60;

/**
 * The former owner of a lost resource: the newest earlier state of a stage of the same app that listed its
 * ARN as its own. Only for resources on which another stage works, since a scan keeps nothing of resources
 * that are gone.
 */
export async function formerOwners(
  arns: ReadonlySet<string>,
  { stages }: Pick<Inventory, 'stages'>,
  context: FileContext,
): Promise<ReadonlyMap<string, FormerOwner>> {
  const found = new Map<string, FormerOwner>();
  let left = statesInAll;
  for (const state of stages) {
    let newer: ReadState | null = null;
    for (const version of endStates(state)) {
      if (found.size === arns.size || left === 0) return found;
      left -= 1;
      const read = await readState(version, state, context);
      for (const arn of read?.arns ?? [])
        if (arns.has(arn) && !found.has(arn)) found.set(arn, ownerOf(state, version, newer));
      newer = read;
    }
  }
  return found;
}

interface ReadState {
  readonly at: string;
  readonly arns: readonly string[];
  readonly resources: number;
}

/** Newest first. */
function endStates(state: StageState): readonly StateVersion[] {
  const ends = state.runs.flatMap((run) => endStateOf(run, state) ?? []);
  const ids = new Set(ends.map(({ versionId }) => versionId));
  return state.versions
    .filter(({ versionId, deleteMarker }) => ids.has(versionId) && !deleteMarker)
    .toReversed()
    .slice(0, statesOfStage);
}

function readState(
  version: StateVersion,
  { app, stage, home, region }: StageState,
  context: FileContext,
): Promise<ReadState | null> {
  return readStateFile(
    // Its size and ETag stood in a listing that is not kept.
    { ...version, key: checkpointKey(app, stage), etag: version.versionId, size: 0 },
    { home: { bucket: home, region }, stage: stageId({ app, stage }), use: 'arns' },
    (bytes) => {
      const parsed = parseCheckpoint(bytes);
      return {
        at: version.at,
        arns: ownedResources(parsed).flatMap(({ arn }) => arn ?? []),
        resources: parsed.resources.length,
      };
    },
    context,
  );
}

/** It left between two end states. */
function ownerOf(state: StageState, listed: StateVersion, newer: ReadState | null): FormerOwner {
  return {
    app: state.app,
    stage: state.stage,
    location: state.location,
    listedAt: listed.at,
    leftAt: newer?.at ?? null,
    wasRemoved: newer?.resources === 0,
  };
}
