import type { Checkpoint, StageState } from '../../model/stage.ts';

/** The newest version below the delete marker of a state file; null: it was not read. */
export function stateBeforeDeletion(state: StageState): Checkpoint | null {
  if (state.versions.at(-1)?.deleteMarker !== true) return null;
  const written = state.versions.findLast(({ deleteMarker }) => !deleteMarker);
  const read = state.checkpoints.find(({ versionId }) => versionId === written?.versionId);
  return read?.readable === true ? read : null;
}
