import { AssumeRoleCommand } from '@aws-sdk/client-sts';

import { UserError } from '../model/errors.ts';
import type { AwsSession } from './aws-session.ts';
import { classifyFailure, isAbort, UnreadableAnswer } from './failures.ts';
import { openSession, type Caller, type SessionOptions } from './session.ts';

/** The role that leads into an account, and what its trust policy may ask for. */
export interface RoleToAssume {
  /** Twelve digits: the account into which it must lead. */
  readonly account: string;
  readonly arn: string;
  readonly externalId: string | null;
  /** Stands in the account's CloudTrail beside everything that is done. */
  readonly sessionName: string;
}

/** The SDK asks for new keys five minutes before the old ones end: by then there must be new ones. */
const renewedAheadMs = 6 * 60_000;

/**
 * A session in another account. Nothing is read there before `GetCallerIdentity` gives exactly the account
 * that was asked for; anything else is thrown as a `UserError`.
 */
export async function openAssumedSession(
  caller: Caller,
  role: RoleToAssume,
  options: SessionOptions,
): Promise<AwsSession> {
  const credentials = assumedCredentials(caller, role, options);
  // Refused here, it is told as the role's refusal and not as one of the caller's own keys.
  await credentials();
  const session = await openSession({ ...options, credentials });
  if (session.account === role.account) return session;
  session.close();
  throw new UserError(
    'ROLE_LEADS_ELSEWHERE',
    `The role ${role.arn} leads to account ${session.account}, and not to ${role.account}.`,
    { hint: 'Correct the role of that account in the list. Nothing was read.' },
  );
}

/** One source of keys for all clients of an account; a sweep may take longer than one set of them lives. */
function assumedCredentials(
  caller: Caller,
  role: RoleToAssume,
  { clock, signal }: Pick<SessionOptions, 'clock' | 'signal'>,
) {
  let current: Promise<Keys> | null = null;
  let endsAt = 0;
  return async (): Promise<Keys> => {
    if (current === null || endsAt - clock.now().getTime() < renewedAheadMs) {
      // Whoever asks while keys are on their way waits for the same ones.
      endsAt = Number.POSITIVE_INFINITY;
      current = assume(caller, role, signal);
      try {
        endsAt = (await current).expiration.getTime();
      } catch (error) {
        current = null;
        throw error;
      }
    }
    return current;
  };
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

async function assume(
  caller: Caller,
  { arn, externalId, sessionName }: RoleToAssume,
  signal: AbortSignal | undefined,
): Promise<Keys> {
  try {
    const { Credentials: given } = await caller.sts().send(
      new AssumeRoleCommand({
        RoleArn: arn,
        RoleSessionName: sessionName,
        ...(externalId !== null && { ExternalId: externalId }),
      }),
      { ...(signal && { abortSignal: signal }) },
    );
    if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken || !given.Expiration)
      throw new UnreadableAnswer('The answer to AssumeRole has no keys.');
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
      expiration: given.Expiration,
    };
  } catch (error) {
    if (isAbort(error)) throw error;
    throw refusal(error, { arn, externalId, caller: caller.session.caller });
  }
}

/** STS does not tell a role that is not there from one that does not let the caller in. */
function refusal(
  error: unknown,
  {
    arn,
    externalId,
    caller,
  }: { readonly arn: string; readonly externalId: string | null; readonly caller: string },
): UserError {
  const { class: kind, code, message } = classifyFailure(error);
  if (kind !== 'denied') {
    return new UserError(
      'ROLE_NOT_ASSUMED',
      `The role ${arn} could not be assumed (${code}: ${message}).`,
      { hint: 'Try again.', cause: error },
    );
  }
  const id = externalId === null ? 'without an external id' : 'with the external id of the list';
  return new UserError('ROLE_REFUSED', `The role ${arn} does not let ${caller} in (${code}).`, {
    hint: `Check that the role is there, that its trust policy names that caller ${id}, and that the caller may call sts:AssumeRole on it.`,
    cause: error,
  });
}
