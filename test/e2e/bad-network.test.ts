import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { errorSchema } from '../../src/report/json/schema/error.ts';
import { sstSweep } from './sst-sweep.ts';

const keys = {
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_REGION: 'us-east-1',
};

const open: Server[] = [];
afterAll(() => open.forEach((server) => void server.close()));

/** What answers in place of AWS; it listens on this machine only. */
async function served(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A port on which nobody listens any more. */
async function deserted(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

const portal: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please sign in.</html>');
};
const gateway: RequestListener = (_request, response) => {
  response.writeHead(502).end('Bad gateway');
};
const hangUp: RequestListener = (request) => request.socket.destroy();

describe.concurrent('an endpoint that does not answer as AWS does', { timeout: 60_000 }, () => {
  const cannotBeReached = /^✖ http:\/\/127\.0\.0\.1:\d+ cannot be reached \(E\w+\)\.\n/m;
  const doesNotSay = /^✖ http:\/\/127\.0\.0\.1:\d+ did not say whose account this is \(.+\)\.\n/m;
  it.each<[string, () => Promise<string>, RegExp]>([
    ['nobody listens', deserted, cannotBeReached],
    ['it hangs up', () => served(hangUp), cannotBeReached],
    ['it is a page of something else', () => served(portal), doesNotSay],
    ['it is a broken gateway', () => served(gateway), doesNotSay],
    ['it is no URL', async () => 'nonsense', /^✖ The configured endpoint is not a URL\.\n/],
  ])('ends a scan with one sentence, a hint and code 2: %s', async (_what, endpoint, sentence) => {
    const env = { ...keys, AWS_ENDPOINT_URL: await endpoint() };
    const { code, stderr, stdout } = await sstSweep(['scan'], { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/^✖ .+\n {2}\S.+\n$/);
    expect(stderr).not.toMatch(/\n\s+at |hidden field/);
  });

  it('ends a sweep before its first write, and says so in JSON too', async () => {
    const env = { ...keys, AWS_ENDPOINT_URL: await deserted() };
    const words = ['sweep', '--yes', '--account', '123456789012', '--json'];
    const { code, stdout } = await sstSweep(words, { env });
    expect(code).toBe(2);
    expect(errorSchema.parse(JSON.parse(stdout))).toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
      exitCode: 2,
    });
  });
});
