import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

import type { FreeText } from '../kind-module.ts';

/**
 * The variables of functions and of their versions, which may be called by their numbers. AWS leaves them
 * out and says why where the caller may not decrypt them (Lambda API reference, `EnvironmentResponse`).
 * `keyOf`: the resource's key by the function's name.
 */
export function environmentTexts(
  rows: readonly FunctionConfiguration[],
  keyOf: (name: string) => string,
): readonly FreeText[] {
  return rows.flatMap(({ FunctionName: name = '', Environment: environment }) => {
    if (!environment) return [];
    const { Variables: value = null, Error: refusal } = environment;
    const unread = refusal ? { operation: 'kms:Decrypt', error: asError(refusal) } : null;
    return [{ from: keyOf(name), relation: 'environment', value, unread }];
  });
}

function asError({ ErrorCode: code, Message: message }: EnvironmentRefusal): Error {
  const error = new Error(message ?? 'The environment could not be read.');
  error.name = code ?? 'AccessDeniedException';
  return error;
}

type EnvironmentRefusal = NonNullable<NonNullable<FunctionConfiguration['Environment']>['Error']>;
