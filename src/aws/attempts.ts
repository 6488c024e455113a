import { classifyFailure } from './failures.ts';
import type { Extensible } from './middleware.ts';
import { trafficName } from './traffic.ts';
import type { CallContext } from './traffic.ts';

/** The part of the SDK's middleware types that is needed here, for any command's stack. */
type Watching = <Given, Result>(
  next: (given: Given) => Promise<Result>,
  context: CallContext,
) => (given: Given) => Promise<Result>;

export interface AttemptWatch {
  /** It is made up and about to leave. */
  sending(): void;
  throttled(): void;
}

/**
 * Tells of every attempt of a command; the traffic's own retries hide them. Whoever watches paces itself: S3
 * throttles by bucket and prefix (S3 guide, "Optimizing performance"), so the service's limiter would slow
 * down calls to other buckets, and let all of them go at once afterwards.
 */
export function watchAttempts<Command extends Extensible<Watching>>(
  command: Command,
  watch: AttemptWatch,
): Command {
  const watching: Watching = (next, context) => async (given) => {
    context.sstSweepOwnPace = true;
    watch.sending();
    try {
      return await next(given);
    } catch (error) {
      if (classifyFailure(error).class === 'throttled') watch.throttled();
      throw error;
    }
  };
  command.middlewareStack.addRelativeTo(watching, {
    name: 'sstSweepAttempts',
    relation: 'after',
    toMiddleware: trafficName,
  });
  return command;
}
