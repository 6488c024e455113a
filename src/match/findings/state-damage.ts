import type { DeletedState } from '../../model/finding.ts';
import type { Inventory } from '../../model/inventory.ts';
import { inStates } from '../../model/records.ts';
import type { LostEntry, OwnedResource, StageState } from '../../model/stage.ts';
import { checkpointKey } from '../../sst/state-keys.ts';
import { stateBeforeDeletion } from '../history/deleted-states.ts';

/**
 * Whether a resource that a state lists is certainly gone: not where the list of its kind is incomplete,
 * and not where it may be in another account or in a region that was not read.
 */
export function isLost(entry: LostEntry, { gaps, account, regions }: Inventory): boolean {
  if (entry.account !== null && entry.account !== account) return false;
  if (entry.region !== null && !isGlobal(entry) && !regions.includes(entry.region)) return false;
  return !gaps.some(
    ({ affects }) =>
      affects.resources === null &&
      affects.stages === 'all' &&
      (affects.kinds === 'all' || affects.kinds.includes(entry.kind)) &&
      (affects.regions === 'all' ||
        isGlobal(entry) ||
        entry.region === null ||
        affects.regions.includes(entry.region)),
  );
}

/** One list has the buckets of all regions. */
function isGlobal({ kind }: LostEntry): boolean {
  return kind.startsWith('cloudfront-') || kind === 's3-bucket';
}

/** `sst remove` deletes no state file: a delete marker was made by a person. */
export function deletedState(state: StageState, inventory: Inventory): DeletedState | null {
  const marker = state.versions.at(-1);
  if (marker?.deleteMarker !== true) return null;
  const written = state.versions.findLast(({ deleteMarker }) => !deleteMarker);
  return {
    home: state.home,
    key: checkpointKey(state.app, state.stage),
    at: marker.at,
    marker: marker.versionId,
    writtenAt: written?.at ?? null,
    owned: keysOf(stateBeforeDeletion(state)?.owned ?? [], inventory),
  };
}

function keysOf(entries: readonly OwnedResource[], inventory: Inventory): readonly string[] {
  const listed = new Set(entries.map(({ type, id }) => `${type} ${id}`));
  const facts = new Map(inventory.kinds.map((kind) => [kind.kind, kind]));
  return inventory.resources
    .filter((resource) => {
      const kind = facts.get(resource.kind);
      return (
        kind !== undefined &&
        resource.memberOf === null &&
        inStates(resource, kind).some(
          ({ type, id, itself }) => itself && listed.has(`${type} ${id}`),
        )
      );
    })
    .map(({ key }) => key)
    .sort();
}
