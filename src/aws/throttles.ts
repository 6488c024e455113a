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

/** Tells of every attempt of a command that is throttled; the traffic's own retries hide them. */
export function watchThrottles<Command extends Watchable>(
  command: Command,
  tell: () => void,
): Command {
  const watching: Watching = (next) => async (given) => {
    try {
      return await next(given);
    } catch (error) {
      if (classifyFailure(error).class === 'throttled') tell();
      throw error;
    }
  };
  command.middlewareStack.addRelativeTo(watching, {
    name: 'sstSweepThrottles',
    relation: 'after',
    toMiddleware: trafficName,
  });
  return command;
}
