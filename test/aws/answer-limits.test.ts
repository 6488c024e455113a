import { PassThrough, Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { addAnswerLimits, type AnswerStack } from '../../src/aws/answer-limits.ts';

type Limiting = Parameters<AnswerStack['add']>[0];

const limits = { mostBytes: 100, mostMs: 60_000, mostBytesAtOnce: 150 };

/** The body as it comes out of a client whose answers share one count with those of others. */
async function limited(body: Readable, held: { bytes: number }): Promise<AsyncIterator<unknown>> {
  const found: Limiting[] = [];
  addAnswerLimits({ add: (middleware) => void found.push(middleware) }, limits, held);
  const [middleware] = found;
  if (!middleware) throw new Error('nothing was added');
  const result = await middleware(async () => ({ response: { body } }), {})({});
  return result.response.body[Symbol.asyncIterator]();
}

it('answers that are read side by side share what they may hold', async () => {
  const held = { bytes: 0 };
  const [first, second] = [new PassThrough(), new PassThrough()];
  const [reading, other] = [await limited(first, held), await limited(second, held)];
  first.write('x'.repeat(90));
  await reading.next();
  expect(held.bytes).toBe(90);
  second.write('x'.repeat(90));
  await expect(other.next()).rejects.toThrow(
    /^The answers at the same time are longer than 0 MB\.$/,
  );
  first.end();
  expect(await reading.next()).toMatchObject({ done: true });
  // What has ended holds nothing any more.
  expect(held.bytes).toBe(0);
});
