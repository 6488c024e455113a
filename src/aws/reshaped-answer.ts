import { collectBody } from './raw-body.ts';

/** The part of the SDK's middleware types that is needed here, for any command's stack. */
type Reshaping = <Given, Result extends { response: unknown }>(
  next: (given: Given) => Promise<Result>,
) => (given: Given) => Promise<Result>;

interface Reshapable {
  readonly middlewareStack: {
    addRelativeTo(
      middleware: Reshaping,
      options: { name: string; relation: 'after'; toMiddleware: string },
    ): void;
  };
}

/**
 * Sends a command, and gives the SDK another body to parse than the one that came: what `reshape`
 * takes out of it is never parsed. Answers that are no 200 stay as they are.
 */
export function sendReshaped<Command extends Reshapable, Output>(
  command: Command,
  reshape: (body: string) => string,
  send: (command: Command) => Promise<Output>,
): Promise<Output> {
  const reshaping: Reshaping = (next) => async (given) => {
    const result = await next(given);
    const response = result.response as { body?: unknown; statusCode?: number };
    if (response.statusCode !== 200) return result;
    const text = new TextDecoder().decode(await collectBody(response.body));
    response.body = new TextEncoder().encode(reshape(text));
    return result;
  };
  command.middlewareStack.addRelativeTo(reshaping, {
    name: 'sstSweepReshapedAnswer',
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
  });
  return send(command);
}
