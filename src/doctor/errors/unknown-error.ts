import type { DeployError } from '../../model/diagnosis.ts';

/** An error with neither a known code nor a known sentence. */
export function unknownErrorOf(message: string): DeployError {
  return {
    code: 'UnknownError',
    family: 'unknown',
    kind: null,
    name: null,
    nameIsCut: false,
    stack: null,
    path: null,
    component: null,
    logicalName: null,
    app: null,
    stage: null,
    region: null,
    run: null,
    sstVersion: null,
    account: null,
    message: message.replaceAll(/\s+/g, ' ').trim(),
    from: 'input',
  };
}
