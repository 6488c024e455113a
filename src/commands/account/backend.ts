import { Resolver } from 'node:dns/promises';
import { openAccounts } from '../../aws/accounts.ts';
import { openSession } from '../../aws/session.ts';
import type { Backend } from '../context.ts';
import type { Runtime, Simulation } from '../program/runtime.ts';

type Request = Parameters<Backend['openSession']>[0];

export function awsBackend({
  env,
  clock,
  runProgram,
}: Pick<Runtime, 'env' | 'clock' | 'runProgram'>): Backend {
  const optionsOf = ({ profile, region, signal }: Request) => ({
    env,
    clock,
    signal,
    ...(profile !== null && { profile }),
    ...(region !== null && { region }),
  });
  return {
    clock,
    runProgram,
    profile: env['AWS_PROFILE'] || null,
    resolveName,
    openSession: (request) => openSession(optionsOf(request)),
    openAccounts: (request) => openAccounts(optionsOf(request)),
  };
}

/** No network, no credentials, and time that runs faster. */
export function simulatedBackend({ clock, requestHandler, runProgram }: Simulation): Backend {
  const optionsOf = ({ signal }: Request) => ({
    env: {},
    clock,
    signal,
    region: 'us-east-1',
    requestHandler,
    credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
    simulated: true,
  });
  return {
    clock,
    runProgram: runProgram ?? null,
    profile: null,
    resolveName: async () => 'none',
    openSession: (request) => openSession(optionsOf(request)),
    openAccounts: (request) => openAccounts(optionsOf(request)),
  };
}

const noSuchName: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA']);

/** A name that does not exist is an answer; silence of a server is none. */
async function resolveName(name: string): Promise<'yes' | 'none'> {
  const resolver = new Resolver({ timeout: 5000, tries: 2 });
  const answers = await Promise.allSettled(
    (['A', 'AAAA', 'CNAME'] as const).map((type) => resolver.resolve(name, type)),
  );
  if (answers.some((answer) => answer.status === 'fulfilled')) return 'yes';
  for (const answer of answers) {
    if (answer.status === 'fulfilled') continue;
    const error: unknown = answer.reason;
    if (!(error instanceof Error && 'code' in error && noSuchName.has(error.code))) throw error;
  }
  return 'none';
}
