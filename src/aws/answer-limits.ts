import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

import { UnreadableAnswer } from './failures.ts';
import { piecesOf } from './raw-body.ts';

/** How long and how slow an answer may be. */
export interface AnswerLimits {
  readonly mostBytes: number;
  /** From its first byte to its last one: a socket's own limit only ends silence. */
  readonly mostMs: number;
  /** Of all answers that are being read at the same time: lists of many regions come side by side. */
  readonly mostBytesAtOnce: number;
}

/** The bytes of all answers of a session that are being read. */
export interface HeldBytes {
  bytes: number;
}

/** AWS's longest lists have some ten megabytes: a thousand roles with their policies. */
export const defaultAnswerLimits: AnswerLimits = {
  mostBytes: 64 * 1024 * 1024,
  mostMs: 120_000,
  mostBytesAtOnce: 96 * 1024 * 1024,
};

interface CallContext {
  readonly commandName?: string;
}
type LimitingMiddleware = <Given, Result extends { response: unknown }>(
  next: (given: Given) => Promise<Result>,
  context: CallContext,
) => (given: Given) => Promise<Result>;

/** The end of a client's stack, next to the socket. */
export interface AnswerStack {
  add(
    middleware: LimitingMiddleware,
    options: { name: string; step: 'deserialize'; priority: 'low' },
  ): void;
}

/** Ends every answer that is too long or too slow, but for objects: whoever reads those knows their size. */
export function addAnswerLimits(stack: AnswerStack, limits: AnswerLimits, held: HeldBytes): void {
  const limiting: LimitingMiddleware =
    (next, { commandName }) =>
    async (given) => {
      const result = await next(given);
      const response = result.response as { body?: unknown };
      if (response.body instanceof Readable && commandName !== 'GetObjectCommand')
        response.body = Readable.from(limitedPieces(response.body, limits, held), {
          objectMode: false,
        });
      return result;
    };
  stack.add(limiting, { name: 'sstSweepAnswerLimits', step: 'deserialize', priority: 'low' });
}

/** A body's bytes as they come in, up to these limits; beyond them it is cut off, and that is an error. */
async function* limitedPieces(
  body: Readable,
  { mostBytes, mostMs, mostBytesAtOnce }: AnswerLimits,
  held: HeldBytes,
): AsyncGenerator<Uint8Array, void, undefined> {
  const timer = setTimeout(() => body.destroy(new SlowAnswer(mostMs)), mostMs);
  let bytes = 0;
  try {
    for await (const piece of piecesOf(body)) {
      bytes += piece.length;
      held.bytes += piece.length;
      if (bytes > mostBytes) throw new UnreadableAnswer(tooLong(mostBytes));
      if (held.bytes > mostBytesAtOnce) throw new UnreadableAnswer(tooMuch(mostBytesAtOnce));
      yield piece;
    }
  } finally {
    held.bytes -= bytes;
    clearTimeout(timer);
    body.destroy();
    // Whoever stopped reading hears of the socket no more.
    finished(body).catch(() => undefined);
  }
}

/** The same as one piece. */
export async function limitedBytes(
  body: Readable,
  limits: Omit<AnswerLimits, 'mostBytesAtOnce'>,
): Promise<Uint8Array> {
  const alone = { ...limits, mostBytesAtOnce: limits.mostBytes };
  const pieces: Uint8Array[] = [];
  for await (const piece of limitedPieces(body, alone, { bytes: 0 })) pieces.push(piece);
  return Buffer.concat(pieces);
}

function tooMuch(mostBytes: number): string {
  return `The answers at the same time are longer than ${Math.floor(mostBytes / 1024 / 1024)} MB.`;
}

function tooLong(mostBytes: number): string {
  return `The answer is longer than ${Math.floor(mostBytes / 1024 / 1024)} MB.`;
}

/** Its name is the one of the SDK's own limits, so that it counts as one of them. */
class SlowAnswer extends Error {
  override readonly name = 'TimeoutError';

  constructor(milliseconds: number) {
    super(`The answer did not end within ${milliseconds / 1000} s.`);
  }
}
