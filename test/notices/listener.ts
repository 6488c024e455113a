import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** Listens for notices on loopback; `answers` is the status of each in turn, null: the connection ends. */
export async function aListener(answers: readonly (number | null)[] = []) {
  const heard: unknown[] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      const status = answers[heard.length] === undefined ? 200 : (answers[heard.length] ?? null);
      heard.push(body);
      if (status === null) response.destroy();
      else response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The listener has no port.');
  return { heard, url: `http://127.0.0.1:${address.port}/hooks/T0/secret` };
}
