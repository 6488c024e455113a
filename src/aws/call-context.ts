import type { Clock } from '../model/clock.ts';
import type { AwsSession } from './aws-session.ts';

/** With what every call to AWS is made. */
export interface CallContext {
  readonly session: AwsSession;
  readonly clock: Clock;
  /** Aborted: nothing more is asked. */
  readonly signal: AbortSignal;
}
