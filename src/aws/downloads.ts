import { Readable } from 'node:stream';

import { limitedBytes } from './answer-limits.ts';
import { UnreadableAnswer } from './failures.ts';
import type { RequestHandler } from './request-handler.ts';

/** Reads a signed address outside of any API, such as a Lambda function's package. */
export type Download = (url: URL, signal: AbortSignal) => Promise<Uint8Array>;

interface Handling {
  handle(
    request: object,
    options: { readonly abortSignal: AbortSignal },
  ): Promise<{ readonly response: { readonly statusCode: number; readonly body: unknown } }>;
}

/** Of a simulated account nothing is read from the network: its own handler answers. */
export function downloadsBy(given: RequestHandler | null): Download {
  if (given === null || !('handle' in given)) return fromNetwork;
  const handler = given as Handling;
  return async ({ protocol, hostname, pathname: path, searchParams }, signal) => {
    const request = {
      method: 'GET',
      protocol,
      hostname,
      path,
      query: Object.fromEntries(searchParams),
      headers: {},
    };
    const { response } = await handler.handle(request, { abortSignal: signal });
    const { statusCode, body } = response;
    if (statusCode !== 200 || !(body instanceof Uint8Array)) throw unreadable(statusCode);
    return body;
  };
}

/** Lambda takes packages of 250 MB, unzipped (Lambda quotas). */
const packageLimits = { mostBytes: 256 * 1024 * 1024, mostMs: 120_000 };

async function fromNetwork(url: URL, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(url, { signal, redirect: 'error' });
  if (!response.ok) throw unreadable(response.status);
  if (response.body === null) return new Uint8Array();
  return limitedBytes(Readable.fromWeb(response.body), packageLimits);
}

function unreadable(status: number): UnreadableAnswer {
  return new UnreadableAnswer(`It was answered with status ${status}.`);
}
