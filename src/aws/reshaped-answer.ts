import { StringDecoder } from 'node:string_decoder';

import type { Extensible } from './middleware.ts';
import { piecesOf } from './raw-body.ts';

/** The part of the SDK's middleware types that is needed here, for any command's stack. */
type Reshaping = <Given, Result extends { response: unknown }>(
  next: (given: Given) => Promise<Result>,
) => (given: Given) => Promise<Result>;

/** Makes another body of one that comes in pieces. */
export interface Reshaper {
  take(text: string): void;
  /** The body that the SDK parses. */
  end(): string;
}

/** Of one text: small ones are collected at once. */
const mostBytes = 8192;

/**
 * Sends a command, and gives the SDK another body to parse than the one that came: text that a reshaper takes
 * out is never parsed. Each attempt begins with a new reshaper; answers other than 200 stay as they are.
 */
export function sendReshaped<Command extends Extensible<Reshaping>, Output>(
  command: Command,
  begin: () => Reshaper,
  send: (command: Command) => Promise<Output>,
): Promise<Output> {
  const reshaping: Reshaping = (next) => async (given) => {
    const result = await next(given);
    const response = result.response as { body?: unknown; statusCode?: number };
    if (response.statusCode !== 200) return result;
    const reshaper = begin();
    // TextDecoder makes texts of two bytes per character: so large that they outlive collections.
    const decoder = new StringDecoder('utf8');
    for await (const piece of piecesOf(response.body))
      for (let at = 0; at < piece.length; at += mostBytes)
        reshaper.take(decoder.write(piece.subarray(at, at + mostBytes)));
    reshaper.take(decoder.end());
    response.body = new TextEncoder().encode(reshaper.end());
    return result;
  };
  command.middlewareStack.addRelativeTo(reshaping, {
    name: 'sstSweepReshapedAnswer',
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
  });
  return send(command);
}
