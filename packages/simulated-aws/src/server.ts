import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { LoggedRequest } from './calls.ts';
import { bytesOf } from './sdk-handler.ts';
import type { WireRequest, WireResponse } from './wire.ts';

export interface SimulatorServer {
  readonly port: number;
  close(): Promise<void>;
}

const maxBodyBytes = 64 * 1024 * 1024;
/** A client of the SDK keeps some 200: one per service, region and request in flight. Two may run at a time. */
const maxConnections = 2048;
/** Longer than a client pauses: a socket that closes under its next request is a fault nobody asked for. */
const keepAliveMs = 60_000;

/** Where a GET finds the request log as JSON. No path of AWS's looks like it. */
const logPath = '/-/requests';

interface Served {
  answer(request: WireRequest): Promise<WireResponse>;
  readonly requests: readonly LoggedRequest[];
}

/**
 * Serves a simulated account over HTTP, on this machine only, for clients that are not in this
 * process: `aws --endpoint-url http://127.0.0.1:4566 cloudfront list-distributions`.
 */
export function serve(aws: Served, options: { port: number }): Promise<SimulatorServer> {
  const server = createServer((incoming, outgoing) => {
    reply(aws, incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  server.maxConnections = maxConnections;
  server.keepAliveTimeout = keepAliveMs;
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    else socket.destroy();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : options.port;
      resolve({
        port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}

async function reply(
  aws: Served,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (incoming.method === 'GET' && incoming.url === logPath) {
    const headers = { 'content-type': 'application/json' };
    return send(outgoing, 'GET', { status: 200, headers, body: JSON.stringify(aws.requests) });
  }
  const body = await readBody(incoming);
  const request = body && wireRequest(incoming, body);
  if (!body) return refuse(outgoing, 413, 'The request body is too large.');
  if (!request) return refuse(outgoing, 400, 'The request cannot be read.');
  let response: WireResponse;
  try {
    response = await aws.answer(request);
  } catch (error) {
    // A fault that ends the connection; anything else is a mistake of the simulator's own.
    if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') throw error;
    return refuse(outgoing, 500, error instanceof Error ? error.message : String(error));
  }
  send(outgoing, request.method, response);
}

function send(outgoing: ServerResponse, method: string, response: WireResponse): void {
  const body = bytesOf(response.body);
  const length =
    method === 'HEAD' || response.status === 204 ? {} : { 'content-length': body.length };
  outgoing.writeHead(response.status, { ...response.headers, ...length });
  outgoing.end(body);
}

function refuse(outgoing: ServerResponse, status: number, message: string): void {
  outgoing.writeHead(status, { 'content-type': 'text/plain', connection: 'close' });
  outgoing.end(`${message}\n`);
}

/** The whole body, or null for one beyond the limit. */
async function readBody(incoming: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBodyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function wireRequest(incoming: IncomingMessage, body: Uint8Array): WireRequest | null {
  const url = (incoming.url ?? '/').replace(/^https?:\/\/[^/]*/i, '');
  const cut = url.indexOf('?');
  const query = parseQuery(cut === -1 ? '' : url.slice(cut + 1));
  if (!query) return null;
  const headers = Object.entries(incoming.headers).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')] as const,
  );
  return {
    method: incoming.method ?? 'GET',
    host: (incoming.headers.host ?? '').replace(/:\d+$/, '').toLowerCase(),
    path: (cut === -1 ? url : url.slice(0, cut)) || '/',
    query,
    headers: Object.fromEntries(headers),
    body,
  };
}

function parseQuery(text: string): ReadonlyMap<string, string> | null {
  const query = new Map<string, string>();
  try {
    for (const part of text.split('&')) {
      if (part === '') continue;
      const cut = part.indexOf('=');
      const name = decodeQuery(cut === -1 ? part : part.slice(0, cut));
      const value = cut === -1 ? '' : decodeQuery(part.slice(cut + 1));
      const before = query.get(name);
      query.set(name, before === undefined ? value : `${before},${value}`);
    }
  } catch {
    // Only a wrong percent escape throws.
    return null;
  }
  return query;
}

function decodeQuery(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
