import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { AwsSession } from '../../src/aws/aws-session.ts';
import { openSession } from '../../src/aws/session.ts';
import { anIdentity, handTurnedClock } from './handler.ts';

/** What stands in AWS's place on this machine. */
export interface Faulty {
  readonly url: string;
  /** Requests but the one that signs in. */
  requests: number;
  /** Bytes that answers had room for. */
  written: number;
}

/** Answers one request, badly. */
export type Fault = (response: ServerResponse, server: Faulty) => void;

export async function faultyServer(
  fault: Fault,
  { signsIn = true }: { readonly signsIn?: boolean } = {},
): Promise<Faulty> {
  const listener: RequestListener = (request, response) => {
    let body = '';
    request.on('data', (piece) => void (body += String(piece)));
    request.on('end', () => {
      if (signsIn && body.includes('GetCallerIdentity')) {
        response.end(anIdentity()({ method: '', hostname: '', path: '', headers: {} }).body);
      } else {
        faulty.requests += 1;
        fault(response, faulty);
      }
    });
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const faulty: Faulty = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: 0,
    written: 0,
  };
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return faulty;
}

/** Small limits in place of the real ones, so that what takes minutes takes no second. */
export async function sessionAt({ url }: Faulty): Promise<AwsSession> {
  const session = await openSession({
    env: { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'b' },
    clock: handTurnedClock(),
    retries: { transientAttempts: 2 },
    answers: { mostBytes: 2 * 1024 * 1024, mostMs: 400, mostBytesAtOnce: 4 * 1024 * 1024 },
    requestHandler: { requestTimeout: 200, socketTimeout: 5000, throwOnRequestTimeout: true },
  });
  onTestFinished(() => session.close());
  return session;
}

/** Writes the same piece again and again, for as long as somebody takes it. */
export function endless(response: ServerResponse, server: Faulty, piece: string): void {
  const write = () => {
    while (!response.destroyed) {
      server.written += piece.length;
      if (!response.write(piece)) return void response.once('drain', write);
    }
  };
  write();
}
