import type { DeployError } from '../../model/diagnosis.ts';
import type { Run, StageState } from '../../model/stage.ts';
import { stageId, updateKey } from '../../sst/state-keys.ts';
import { parseUrn } from '../../sst/checkpoint.ts';
import { readOutput } from './read-output.ts';
import { unknownErrorOf } from './unknown-error.ts';
import { fromUrn } from './paths.ts';

/** Errors of the newest recorded run of each stage: later runs have mended the older errors. */
export function recordedErrors(states: readonly StageState[]): readonly DeployError[] {
  return states.flatMap((state) => {
    const run = state.runs.findLast(({ record }) => record !== null);
    const errors = run?.record?.errors ?? [];
    return run ? errors.flatMap((message) => recorded(message, { state, run })) : [];
  });
}

function recorded(
  message: string,
  { state, run }: { readonly state: StageState; readonly run: Run },
): readonly DeployError[] {
  const urn = /^urn:pulumi:\S+?(?=: |$)/.exec(message)?.[0] ?? null;
  const path = urn === null ? null : fromUrn(urn);
  const read = readOutput(message);
  return (read.length > 0 ? read : [unknownErrorOf(message)]).map((error) => ({
    ...error,
    kind: error.kind ?? path?.kind ?? null,
    path: urn ?? error.path,
    logicalName: path?.logicalName ?? error.logicalName,
    component:
      error.component ?? path?.component ?? (urn === null ? null : (parseUrn(urn)?.name ?? null)),
    app: state.app,
    stage: state.stage,
    region: state.region,
    run: run.record?.command ?? null,
    from:
      run.id === null
        ? stageId(state)
        : `s3://${state.home}/${updateKey(state.app, state.stage, run.id)}`,
  }));
}
