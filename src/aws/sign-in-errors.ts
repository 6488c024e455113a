import { flag, foreignCommand, type ForeignCommand, type Sentence } from '../model/command.ts';
import { UserError } from '../model/errors.ts';
import { classifyFailure, isAbort } from './failures.ts';
import type { Failure } from './failures.ts';
import { codesOfClass, errnosOfTransient } from './failure-codes.ts';

export interface SignIn {
  readonly profile: string | null;
  /** A non-AWS endpoint of STS. */
  readonly endpoint: string | null;
  readonly region: string;
}

/** The failure of `GetCallerIdentity` as one sentence, with its remedy. */
export function signInError(error: unknown, signIn: SignIn): unknown {
  if (isAbort(error) || error instanceof UserError) return error;
  const failure = classifyFailure(error);
  const [code, message, hint] = explain(failure, signIn);
  return new UserError(code, message, { hint, cause: error });
}

/** A config file of AWS that the SDK cannot make sense of. */
export function configError(error: unknown): unknown {
  if (isAbort(error) || error instanceof UserError) return error;
  const { code, message } = classifyFailure(error);
  if (code === 'ERR_INVALID_URL') {
    return new UserError('ENDPOINT_INVALID', 'The configured endpoint is not a URL.', {
      hint: 'Check AWS_ENDPOINT_URL and its forms for single services, or endpoint_url in the profile.',
      cause: error,
    });
  }
  return new UserError('AWS_CONFIG', `The AWS configuration cannot be used: ${message}`, {
    hint: 'Check ~/.aws/config and ~/.aws/credentials.',
    cause: error,
  });
}

type Explanation = readonly [code: string, message: string, hint: Sentence];

const whoAmI = foreignCommand('aws', ['sts', 'get-caller-identity']);

function loginWith(profile: string | null): ForeignCommand {
  const flags = profile === null ? [] : [flag('--profile', profile)];
  return foreignCommand('aws', ['sso', 'login'], { flags });
}

function explain(failure: Failure, { profile, endpoint, region }: SignIn): Explanation {
  const { code, message } = failure;
  const login = loginWith(profile);
  if (code === 'CredentialsProviderError' || code === 'TokenProviderError') {
    return noCredentials(message, { profile, login });
  }
  if (codesOfClass.skewed.has(code) && /expired|skew|future|not yet current/i.test(message)) {
    return [
      'CLOCK_WRONG',
      `AWS refused the signature's time: ${message}`,
      "Set this machine's clock and try again.",
    ];
  }
  if (failure.class === 'expired-credentials') {
    return [
      'CREDENTIALS_EXPIRED',
      `The AWS credentials have expired (${code}).`,
      ['Sign in again, for example with ', login, '.'],
    ];
  }
  if (failure.class === 'denied') {
    return [
      'CREDENTIALS_REFUSED',
      `AWS does not accept these credentials (${code}: ${message}).`,
      'Check the access key, its secret and its session token, or choose another profile with --profile.',
    ];
  }
  return unanswered(failure, { endpoint, region });
}

/** STS did not answer, or something else did in its place. */
function unanswered(
  { code, message }: Failure,
  { endpoint, region }: Omit<SignIn, 'profile'>,
): Explanation {
  const place = endpoint ?? `sts.${region}.amazonaws.com`;
  if (errnosOfTransient.has(code) || code === 'TimeoutError') {
    return [
      'ENDPOINT_UNREACHABLE',
      `${place} cannot be reached (${code}).`,
      endpoint === null
        ? `Check the network, and that ${region} is a region of AWS.`
        : 'Check that it is running, and AWS_ENDPOINT_URL or endpoint_url in the profile.',
    ];
  }
  return [
    'SIGN_IN_FAILED',
    `${place} did not say whose account this is (${code}: ${message}).`,
    endpoint === null
      ? ['Try again; ', whoAmI, ' should answer too.']
      : 'Check that this endpoint serves STS.',
  ];
}

function noCredentials(
  message: string,
  { profile, login }: { profile: string | null; login: ForeignCommand },
): Explanation {
  // The SDK's message is the same for a missing profile and for one without a source of keys.
  if (profile !== null && /could not (?:load|resolve) credentials/i.test(message)) {
    return [
      'PROFILE_UNKNOWN',
      `There is no AWS profile "${profile}", or it has no credentials.`,
      [foreignCommand('aws', ['configure', 'list-profiles']), ' names those there are.'],
    ];
  }
  if (/expired|invalid(?:(?!invalid).)*token|refresh/i.test(message)) {
    return [
      'CREDENTIALS_EXPIRED',
      `The AWS sign-in has expired: ${message}`,
      ['Sign in again with ', login, '.'],
    ];
  }
  return [
    'NO_CREDENTIALS',
    `No AWS credentials were found: ${message}`,
    [
      'Choose a profile with --profile, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in with ',
      login,
      '.',
    ],
  ];
}
