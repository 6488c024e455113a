import type { DeployError } from '../../model/diagnosis.ts';

/** An error of which neither code nor sentence is known. */
export function notKnown(message: string): DeployError {
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
