import { UnreadableAnswer } from './failures.ts';
import type { Extensible } from './middleware.ts';

/** The part of the SDK's middleware types that is needed here, for any command's stack. */
type Capturing = <Given, Result extends { response: unknown }>(
  next: (given: Given) => Promise<Result>,
) => (given: Given) => Promise<Result>;

/** Any command of the SDK, whatever it takes and answers. */
export type CapturedCommand = Extensible<Capturing>;

/**
 * Sends a command and returns the answer's body as it came. The SDK drops members of XML that it does not
 * know, so its parsed answer is no backup.
 */
export async function rawBodyOf<Command extends CapturedCommand>(
  command: Command,
  send: (command: Command) => Promise<unknown>,
): Promise<Uint8Array> {
  let body: Uint8Array | null = null;
  const capturing: Capturing = (next) => async (given) => {
    const result = await next(given);
    const response = result.response as { body?: unknown };
    body = await collectBody(response.body);
    response.body = body;
    return result;
  };
  command.middlewareStack.addRelativeTo(capturing, {
    name: 'sstSweepRawBody',
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
  });
  await send(command);
  if (body === null) throw new UnreadableAnswer('The answer has no body.');
  return body;
}

/** The bytes of an answer, whether they are still on their way or not. */
async function collectBody(body: unknown): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(body)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The bytes of an answer as they come in. */
export async function* piecesOf(body: unknown): AsyncGenerator<Uint8Array, void, undefined> {
  if (body instanceof Uint8Array) yield body;
  else if (typeof body === 'object' && body !== null && Symbol.asyncIterator in body)
    for await (const piece of body as AsyncIterable<Uint8Array | string>)
      yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}
