import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { openSession } from '../../../src/aws/session.ts';
import type { Clock } from '../../../src/model/clock.ts';
import type { LockRequest, StateFiles } from '../../../src/storage/files.ts';
import { openS3State } from '../../../src/storage/s3/open-state.ts';
import { statePlace } from '../../../src/storage/s3/state-place.ts';
import { anAccount, accountId } from '../../account/account.ts';

const location = 's3://our-state/sst-sweep';
export const minutes = (count: number) => count * 60_000;

/** An account with a bucket for the state of sweeps. */
export function anAccountWithState(
  settings: { readonly versioning?: 'Enabled' } = {},
): SimulatedAws {
  const account = anAccount();
  account.data.s3.buckets.push({ name: 'our-state', region: 'eu-west-1', ...settings });
  return createSimulatedAws(account.data);
}

/** A runner of its own: with a session, a clock that may be wrong, and perhaps one that sleeps for ever. */
export async function aRunner(
  aws: SimulatedAws,
  {
    aheadMs = 0,
    suspended = false,
    handler = aws.handler,
    at = location,
  }: {
    readonly aheadMs?: number;
    readonly suspended?: boolean;
    readonly handler?: SimulatedAws['handler'];
    readonly at?: string;
  } = {},
): Promise<{
  readonly files: StateFiles;
  lock(sweep: string): ReturnType<StateFiles['locks']['take']>;
}> {
  const clock: Clock = {
    now: () => new Date(aws.clock.now().getTime() + aheadMs),
    sleep: (milliseconds, signal) =>
      suspended ? new Promise(() => undefined) : aws.clock.sleep(milliseconds, signal),
  };
  const signal = new AbortController().signal;
  const session = await openSession({
    env: {},
    clock,
    simulated: true,
    requestHandler: handler,
    region: 'us-east-1',
    credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
  });
  const files = await openS3State(statePlace(at), { session, clock, signal });
  const request: Omit<LockRequest, 'sweep'> = {
    account: accountId,
    clock,
    machine: { pid: 1, isAlive: () => false },
  };
  return { files, lock: (sweep) => files.locks.take({ ...request, sweep }) };
}
