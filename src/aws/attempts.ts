import { classifyFailure } from './failures.ts';
import { trafficName } from './traffic.ts';

/** The part of the SDK's middleware types that is needed here, for any command's stack. */
type Watching = <Given, Result>(
  next: (given: Given) => Promise<Result>,
) => (given: Given) => Promise<Result>;

interface Watchable {
  readonly middlewareStack: {
    addRelativeTo(
      middleware: Watching,
      options: { name: string; relation: 'after'; toMiddleware: string },
    ): void;
  };
}

export interface AttemptWatch {
  /** It is made up and about to leave. */
  sending(): void;
  throttled(): void;
}

/** Tells of every attempt of a command; the traffic's own retries hide them. */
export function watchAttempts<Command extends Watchable>(
  command: Command,
  watch: AttemptWatch,
): Command {
  const watching: Watching = (next) => async (given) => {
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
