import type { Clock } from '../model/clock.ts';
import type { AwsSession } from './aws-session.ts';

/** The session, clock and signal of every call to AWS. */
export interface CallContext {
  readonly session: AwsSession;
  readonly clock: Clock;
  /** Aborted: nothing more is asked. */
  readonly signal: AbortSignal;
}
