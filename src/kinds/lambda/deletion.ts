import { DeleteFunctionCommand } from '@aws-sdk/client-lambda';

import { classifyFailure, isReplicated } from '../../aws/failures.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { StepContext, StepResult } from '../kind-module.ts';
import { readAliases } from './aliases.ts';
import type { Lambda } from './rows.ts';
import { done, gone, inUse, wait } from '../step-results.ts';

const replicaWaitSeconds = 1800;

/** A whole function with all its versions and aliases, or one version of it. */
export async function deleteLambda(lambda: Lambda, context: StepContext): Promise<StepResult> {
  const { region, name, version } = lambda;
  try {
    if (version !== null) {
      const aliases = await aliasesOf({ ...lambda, version }, context);
      if (aliases.length > 0) return inUse(`It is what the alias ${aliases.join(', ')} points at.`);
    }
    await context.session.clients.lambda(region).send(
      new DeleteFunctionCommand({
        FunctionName: name,
        ...(version !== null && { Qualifier: version }),
      }),
      { abortSignal: context.signal },
    );
    return done;
  } catch (error) {
    const failure = classifyFailure(error);
    if (failure.code === 'ResourceNotFoundException') return gone;
    // Only AWS can remove replicas, minutes to hours after the last association.
    if (isReplicated(failure)) return wait('replicas', replicaWaitSeconds);
    if (failure.code === 'ResourceConflictException') return wait('update-in-progress', 15);
    throw error;
  }
}

/** Aliases that point at this version: Lambda does not delete a version that has any. */
async function aliasesOf(
  version: Lambda & { readonly version: string },
  context: CallContext,
): Promise<readonly string[]> {
  const aliases = await readAliases(version, context);
  return aliases.map(({ Name: alias }) => alias ?? '').sort();
}
