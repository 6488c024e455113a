import type { Run, StageState } from '../../model/stage.ts';
import { endStateOf } from '../../sst/run-spans.ts';

/**
 * SST writes `timeCompleted` into a run's record even if Pulumi's engine died during it (SST
 * pkg/project/run.go). Then the run's end state still has pending operations, and the run did not complete,
 * whatever its record says.
 */
export function withDeadEngines(state: StageState): StageState {
  const pending = new Set(
    [...state.checkpoints, ...(state.current ? [state.current] : [])]
      .filter(({ pendingOperations }) => pendingOperations > 0)
      .map(({ versionId }) => versionId),
  );
  if (pending.size === 0) return state;
  const runs = state.runs.map((run): Run => {
    const { record } = run;
    const end = record?.completed ? endStateOf(run, state) : null;
    return record && end && pending.has(end.versionId)
      ? { ...run, record: { ...record, completed: false } }
      : run;
  });
  return { ...state, runs };
}
