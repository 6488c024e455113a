import { Resolver } from 'node:dns/promises';
import { openSession } from '../../aws/session.ts';
import type { Backend } from '../context.ts';
import type { Runtime, Simulation } from '../program/runtime.ts';

export function awsBackend({ env, clock }: Pick<Runtime, 'env' | 'clock'>): Backend {
  return {
    clock,
    profile: env['AWS_PROFILE'] || null,
    resolveName,
    openSession: ({ profile, region, signal }) =>
      openSession({
        env,
        clock,
        signal,
        ...(profile !== null && { profile }),
        ...(region !== null && { region }),
      }),
  };
}

/** No network, no credentials, and time that runs faster. */
export function simulatedBackend({ clock, requestHandler }: Simulation): Backend {
  return {
    clock,
    profile: null,
    resolveName: async () => 'none',
    openSession: ({ signal }) =>
      openSession({
        env: {},
        clock,
        signal,
        region: 'us-east-1',
        requestHandler,
        credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
        simulated: true,
      }),
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
