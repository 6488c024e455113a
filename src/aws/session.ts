import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import type { Clock } from '../model/clock.ts';
import { defaultAnswerLimits } from './answer-limits.ts';
import type { AnswerLimits } from './answer-limits.ts';
import type { AwsSession } from './aws-session.ts';
import { boundKeys } from './bound-keys.ts';
import { createClients } from './clients.ts';
import type { ClientOptions, ClientPool, Credentials, EndpointService } from './clients.ts';
import type { RequestHandler } from './request-handler.ts';
import { createCallLog } from './counting.ts';
import type { CallLog } from './counting.ts';
import { downloadsBy } from './downloads.ts';
import { endpointOfEnvironment, foreignEndpoints } from './endpoints.ts';
import type { Environment } from './endpoints.ts';
import { UnreadableAnswer } from './failures.ts';
import { createLimiters } from './limits.ts';
import { publishTo } from './publishing.ts';
import { defaultRetryRules } from './retries.ts';
import type { RetryRules } from './retries.ts';
import { configError, signInError } from './sign-in-errors.ts';

export interface SessionOptions {
  readonly env: Environment;
  readonly clock: Clock;
  readonly profile?: string;
  readonly region?: string;
  /** Static keys in place of the SDK's chain. */
  readonly credentials?: Credentials;
  /** Takes requests in place of the network: the simulated account's. */
  readonly requestHandler?: RequestHandler;
  readonly simulated?: boolean;
  readonly signal?: AbortSignal;
  readonly retries?: Partial<RetryRules>;
  readonly answers?: Partial<AnswerLimits>;
}

/** Signs in and reads whose account it is. A fault that the user can mend is thrown as a `UserError`. */
export async function openSession(options: SessionOptions): Promise<AwsSession> {
  return (await openCaller(options)).session;
}

/** A session with the clients by which its caller becomes somebody in other accounts. */
export interface Caller {
  readonly session: AwsSession;
  sts(): STSClient;
  organizations(): OrganizationsClient;
}

/** As `openSession`. */
export async function openCaller(options: SessionOptions): Promise<Caller> {
  const simulated = options.simulated ?? false;
  const profile = simulated
    ? undefined
    : (options.profile ?? (options.env['AWS_PROFILE'] || undefined));
  const source = simulated ? null : sdkDefaults(options.env, profile);
  const region =
    options.region ?? regionOfEnvironment(options.env) ?? (await regionOfProfile(source));
  const base = baseOptions(options, { profile, simulated });
  const foreign = simulated ? new Map<EndpointService, string>() : await endpointsOf(base, region);
  const endpointOf = (service: EndpointService) => foreign.get(service) ?? null;
  const given = options.credentials ?? sharedCredentials(options.env, profile, source);
  const keys = boundKeys(given, (renewed) =>
    accountOfKeys({ ...base, endpointOf, credentials: renewed }, region, options.signal),
  );
  const pool = createClients({ ...base, endpointOf, credentials: keys.credentials });
  try {
    const caller = await readCaller(pool, region, options.signal);
    keys.bind(caller.account);
    const endpoint = [...new Set(foreign.values())].sort().join(', ') || null;
    const download = downloadsBy(base.requestHandler);
    return {
      session: { ...caller, region, endpoint, simulated, download, ...partsOf(pool, base.log) },
      sts: () => pool.sts(region),
      organizations: () => pool.organizations(),
    };
  } catch (error) {
    pool.close();
    throw signInError(error, { profile: profile ?? null, endpoint: endpointOf('STS'), region });
  }
}

type BaseOptions = Omit<ClientOptions, 'credentials' | 'endpointOf'> & { readonly log: CallLog };

function baseOptions(
  options: SessionOptions,
  { profile, simulated }: { profile: string | undefined; simulated: boolean },
): BaseOptions & Pick<ClientOptions, 'endpointOf'> {
  const { clock, env } = options;
  return {
    clock,
    log: createCallLog(clock),
    limiters: createLimiters(clock),
    retries: { ...defaultRetryRules, ...options.retries },
    answers: { ...defaultAnswerLimits, ...options.answers },
    requestHandler: options.requestHandler ?? null,
    ignoreConfiguredEndpoints: simulated,
    endpointOf: (service) => endpointOfEnvironment(env, service),
    ...(profile !== undefined && { profile }),
  };
}

/** The SDK's own reading of profiles, config files and credential sources; it never sends a request. */
function sdkDefaults(env: Environment, profile: string | undefined): STSClient {
  const silent = () => undefined;
  const region = regionOfEnvironment(env);
  return new STSClient({
    // It would warn on the console where both keys and a profile are set; the profile wins either way.
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    ...(profile !== undefined && { profile }),
    ...(region !== null && { region }),
  });
}

function regionOfEnvironment(env: Environment): string | null {
  return env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || null;
}

async function regionOfProfile(source: STSClient | null): Promise<string> {
  if (!source) return 'us-east-1';
  try {
    return await source.config.region();
  } catch (error) {
    // No configured region is no failure: everything that decides is read in all regions anyway.
    if (error instanceof Error && error.message === 'Region is missing') return 'us-east-1';
    throw configError(error);
  }
}

/** One source for all clients, so that a role is assumed, and a code asked for, only once. */
function sharedCredentials(
  env: Environment,
  profile: string | undefined,
  source: STSClient | null,
): Credentials {
  if (!source) return { accessKeyId: 'SIMULATED', secretAccessKey: 'simulated' };
  const accessKeyId = env['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'];
  if (profile !== undefined || !accessKeyId || !secretAccessKey)
    return () => source.config.credentials();
  const sessionToken = env['AWS_SESSION_TOKEN'];
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}

async function endpointsOf(
  base: Omit<ClientOptions, 'credentials'>,
  region: string,
): Promise<ReadonlyMap<EndpointService, string>> {
  const probing = createClients({
    ...base,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  try {
    return await foreignEndpoints(probing, region);
  } catch (error) {
    throw configError(error);
  } finally {
    probing.close();
  }
}

async function readCaller(
  pool: ClientPool,
  region: string,
  signal: AbortSignal | undefined,
): Promise<Pick<AwsSession, 'account' | 'partition' | 'caller'>> {
  const answer = await pool
    .sts(region)
    .send(new GetCallerIdentityCommand({}), { ...(signal && { abortSignal: signal }) });
  const { Account: account, Arn: caller } = answer;
  const partition = caller?.split(':')[1];
  if (!account || !caller || !partition)
    throw new UnreadableAnswer('The answer to GetCallerIdentity names no account.');
  return { account, caller, partition };
}

async function accountOfKeys(
  options: ClientOptions,
  region: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const pool = createClients(options);
  try {
    return (await readCaller(pool, region, signal)).account;
  } finally {
    pool.close();
  }
}

function partsOf(pool: ClientPool, log: CallLog) {
  const { close, sts: _signIn, organizations: _accounts, sns, ...clients } = pool;
  const publish: AwsSession['publish'] = async (message, signal) =>
    publishTo(await sns(message.region), message, signal);
  return {
    clients,
    close,
    publish,
    calls: log.counts,
    now: log.now,
    clockIsLocal: log.clockIsLocal,
  };
}
