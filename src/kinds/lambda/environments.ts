import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

import { isAbort } from '../../aws/failures.ts';
import { resourceKey } from '../../model/resource.ts';
import type { FreeText } from '../kind-module.ts';

/**
 * The variables of a region's functions and of their versions, which may be called by their numbers. AWS
 * leaves them out and says why where the caller may not decrypt them (Lambda API reference,
 * `EnvironmentResponse`). Functions that cannot be listed may name what lies in any region.
 */
export async function environmentTexts(
  region: string,
  read: () => Promise<readonly FunctionConfiguration[]>,
): Promise<readonly FreeText[]> {
  try {
    return textsIn(await read(), region);
  } catch (error) {
    if (isAbort(error)) throw error;
    const unread = { operation: 'lambda:ListFunctions', region, error };
    return [{ from: keyOf(region, '*'), relation: 'environment', value: null, unread }];
  }
}

function textsIn(rows: readonly FunctionConfiguration[], region: string): readonly FreeText[] {
  // Most versions of a function say the same, and there may be thousands: one of them is kept.
  const texts = new Map<string, FreeText>();
  for (const { FunctionName: name = '', Environment: environment } of rows) {
    if (!environment) continue;
    const { Variables: value = null, Error: refusal } = environment;
    const unread = refusal ? { operation: 'kms:Decrypt', region, error: asError(refusal) } : null;
    const from = keyOf(region, name);
    texts.set(JSON.stringify([from, value, refusal]), {
      from,
      relation: 'environment',
      value,
      unread,
    });
  }
  return [...texts.values()];
}

function keyOf(region: string, name: string): string {
  return resourceKey('lambda-function', `${region}:${name}`);
}

function asError({ ErrorCode: code, Message: message }: EnvironmentRefusal): Error {
  const error = new Error(message ?? 'The environment could not be read.');
  error.name = code ?? 'AccessDeniedException';
  return error;
}

type EnvironmentRefusal = NonNullable<NonNullable<FunctionConfiguration['Environment']>['Error']>;
