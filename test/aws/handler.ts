import type { RequestHandler } from '../../src/aws/request-handler.ts';
import type { Clock } from '../../src/model/clock.ts';

export interface SentRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

export interface GivenAnswer {
  readonly statusCode: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

/** Takes the SDK's requests in place of the network and answers what it is told to. */
export function aHandler(answer: (request: SentRequest) => GivenAnswer): {
  handler: RequestHandler;
  requests: SentRequest[];
} {
  const requests: SentRequest[] = [];
  return {
    requests,
    handler: {
      metadata: { handlerProtocol: 'http/1.1' },
      async handle(request: SentRequest) {
        requests.push(request);
        const { statusCode, headers = {}, body } = answer(request);
        return { response: { statusCode, headers, body: new TextEncoder().encode(body) } };
      },
      destroy: () => undefined,
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    } as RequestHandler,
  };
}

export function anIdentity(
  headers: Record<string, string> = {},
): (request: SentRequest) => GivenAnswer {
  const body = `<GetCallerIdentityResponse><GetCallerIdentityResult>
    <Arn>arn:aws:iam::123456789012:user/tester</Arn><UserId>AIDA</UserId><Account>123456789012</Account>
  </GetCallerIdentityResult></GetCallerIdentityResponse>`;
  return () => ({ statusCode: 200, headers, body });
}

/** Time that passes only while somebody sleeps, at once. */
export function handTurnedClock(start = '2026-11-22T10:00:00.000Z'): Clock & {
  slept: number;
  turn(milliseconds: number): void;
} {
  let now = Date.parse(start);
  return {
    slept: 0,
    now: () => new Date(now),
    turn(milliseconds) {
      now += milliseconds;
    },
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      this.slept += milliseconds;
      now += milliseconds;
    },
  };
}
