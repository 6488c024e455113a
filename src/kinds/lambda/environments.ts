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
  // Most versions of a function say the same, and there may be thousands: one of them is kept.
  const texts = new Map<string, FreeText>();
  for (const { FunctionName: name = '', Environment: environment } of rows) {
    if (!environment) continue;
    const { Variables: value = null, Error: refusal } = environment;
    const unread = refusal ? { operation: 'kms:Decrypt', error: asError(refusal) } : null;
    const from = keyOf(name);
    texts.set(JSON.stringify([from, value, refusal]), {
      from,
      relation: 'environment',
      value,
      unread,
    });
  }
  return [...texts.values()];
}

function asError({ ErrorCode: code, Message: message }: EnvironmentRefusal): Error {
  const error = new Error(message ?? 'The environment could not be read.');
  error.name = code ?? 'AccessDeniedException';
  return error;
}

type EnvironmentRefusal = NonNullable<NonNullable<FunctionConfiguration['Environment']>['Error']>;
