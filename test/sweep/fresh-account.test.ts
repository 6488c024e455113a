import { expect, it } from 'vitest';
import { virtualClock } from 'simulated-aws';
import { shareFreshAccounts } from '../../src/sweep/fresh-account.ts';
import type { LookRequest } from '../../src/sweep/sweep-deps.ts';
import { start } from './world.ts';

it('a look that nobody needs any more ends with the sweep, and the sweep waits for its last request', async () => {
  const requests: LookRequest[] = [];
  let hasEnded = false;
  const look = (request: LookRequest) => {
    requests.push(request);
    return new Promise<never>((_, reject) => {
      request.signal.addEventListener('abort', () => {
        setImmediate(() => {
          hasEnded = true;
          reject(request.signal.reason);
        });
      });
    });
  };
  const { signal } = new AbortController();
  const keys = new Set(['cloudfront-function:fn']);
  const views = shareFreshAccounts({ look, clock: virtualClock({ start }), signal }, keys);
  const asked = views.since(start.getTime());
  await Promise.all([expect(asked).rejects.toThrow('The sweep is over.'), views.end()]);
  expect(requests.map((request) => request.keys)).toEqual([keys]);
  expect(hasEnded).toBe(true);
});

it('a look ends at once where the person stops the sweep', async () => {
  const person = new AbortController();
  const look = ({ signal }: LookRequest) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const clock = virtualClock({ start });
  const views = shareFreshAccounts({ look, clock, signal: person.signal }, new Set());
  const asked = views.since(start.getTime());
  person.abort(new Error('Ctrl-C'));
  await expect(asked).rejects.toThrow('Ctrl-C');
});
