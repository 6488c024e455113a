import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface ProxyChanges {
  /** The path, with its query, that is asked for instead. */
  readonly path?: (method: string, path: string) => string;
  /** The text that is answered to a path instead. */
  readonly text?: (path: string, text: string) => string;
  /** Before a request is passed on, and before its answer is; false: the connection ends there. */
  readonly passes?: (line: string, when: 'before' | 'after') => boolean;
}

export interface LoopbackProxy {
  readonly url: string;
  /** What was asked for, as `DELETE /path?query`, in order. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

const answerMs = 60_000;

/** Stands between a client and a server of this machine, and notes or changes what passes. */
export async function startProxy(
  target: string,
  changes: ProxyChanges = {},
): Promise<LoopbackProxy> {
  const requests: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const line = `${incoming.method} ${incoming.url}`;
    requests.push(line);
    if (changes.passes?.(line, 'before') === false) outgoing.destroy();
    else pass(new URL(target), changes, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The proxy has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function pass(
  { hostname, port }: URL,
  changes: ProxyChanges,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { headers, method = 'GET', url = '/' } = incoming;
  const path = changes.path?.(method, url) ?? url;
  const forwarded = request({ hostname, port, method, path, headers, timeout: answerMs });
  forwarded.on('timeout', () => forwarded.destroy(new Error('The server did not answer.')));
  const answered = once(forwarded, 'response') as Promise<[IncomingMessage]>;
  incoming.pipe(forwarded);
  const [answer] = await answered;
  const body = await collect(answer);
  if (changes.passes?.(`${method} ${url}`, 'after') === false) {
    outgoing.destroy();
    return;
  }
  const changed = changes.text ? Buffer.from(changes.text(url, body.toString('utf8'))) : body;
  const { 'content-length': _, 'transfer-encoding': __, connection: ___, ...kept } = answer.headers;
  // The answer to HEAD says the length of a body that it does not have.
  const length = method === 'HEAD' ? answer.headers['content-length'] : changed.length;
  outgoing.writeHead(answer.statusCode ?? 502, {
    ...kept,
    ...(length !== undefined && { 'content-length': length }),
  });
  outgoing.end(changed);
}

async function collect(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
