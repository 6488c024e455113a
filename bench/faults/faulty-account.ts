import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  acceleratedClock,
  type AccountData,
  createSimulatedAws,
  serve,
  type SimulatedAws,
} from 'simulated-aws';
import type { NetworkFault } from './faults.ts';

/** Not of the network: from the operation's first call on the keys are over. */
export const endedKeys = 'keys that end';

/** One operation, and what becomes of it; null: nothing. */
export interface Strike {
  readonly operation: string;
  readonly fault: NetworkFault | typeof endedKeys;
}

export interface FaultyAccount {
  readonly url: string;
  readonly aws: SimulatedAws;
  /** How often the fault struck. */
  readonly struck: number;
  /** From now on it answers as it should. */
  relent(): void;
  /** Requests to a host that nobody may ask. */
  readonly elsewhere: number;
  stop(): Promise<void>;
}

/** So that a propagation of five minutes takes five seconds. */
const speed = 60;
const operationHeader = 'x-simulated-operation';

/** Serves an account on this machine, and does to one of its operations what a fault does. */
export async function serveFaulty(data: AccountData, given: Strike | null): Promise<FaultyAccount> {
  let strike = given;
  const aws = accountOf(data);
  const state = { struck: 0, elsewhere: 0 };
  const behind = await serve(
    {
      requests: aws.requests,
      async answer(given) {
        const answering = aws.answer(given);
        const operation = aws.requests.at(-1)?.operation ?? '';
        const answer = await answering;
        return { ...answer, headers: { ...answer.headers, [operationHeader]: operation } };
      },
    },
    { port: 0 },
  );
  if (strike?.fault === endedKeys)
    aws.setFaults([{ kind: 'expired-token', operation: strike.operation }]);
  const stranger = await listening((_request, response) => {
    state.elsewhere += 1;
    response.end();
  });
  const pages = new Map<string, Awaited<ReturnType<typeof passedOn>>>();
  const front = await listening((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const own = await passedOn(incoming, behind.port);
    const operation = own.headers[operationHeader] ?? '';
    const { [operationHeader]: _, ...headers } = own.headers;
    const fault = strike?.operation === operation ? strike.fault : null;
    if (fault === null || typeof fault === 'string') {
      if (fault !== null && own.status >= 400) state.struck += 1;
      outgoing.writeHead(own.status, headers).end(own.body);
      return;
    }
    const first = fault.repeats ? (pages.get(operation) ?? own) : own;
    pages.set(operation, first);
    state.struck += 1;
    fault.answer(
      {
        operation,
        text: first.body.toString('utf8'),
        status: first.status,
        headers,
        struck: state.struck,
        elsewhere: urlOf(stranger),
      },
      outgoing,
    );
  }

  return {
    url: urlOf(front),
    aws,
    get struck() {
      return state.struck;
    },
    get elsewhere() {
      return state.elsewhere;
    },
    relent() {
      strike = null;
      aws.setFaults([]);
    },
    async stop() {
      for (const each of [front, stranger]) {
        each.close();
        each.closeAllConnections();
      }
      await behind.close();
    },
  };
}

function accountOf(data: AccountData): SimulatedAws {
  const clock = acceleratedClock({ start: new Date(data.now), speed });
  return createSimulatedAws(structuredClone(data), { clock });
}

async function passedOn(incoming: IncomingMessage, port: number) {
  const { headers, method = 'GET', url = '/' } = incoming;
  const forwarded = request({ hostname: '127.0.0.1', port, method, path: url, headers });
  const answered = once(forwarded, 'response') as Promise<[IncomingMessage]>;
  incoming.pipe(forwarded);
  const [answer] = await answered;
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  return {
    status: answer.statusCode ?? 502,
    headers: answer.headers as Record<string, string>,
    body: Buffer.concat(chunks),
  };
}

async function listening(listener: RequestListener): Promise<Server> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
