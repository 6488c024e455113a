import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';

import {
  CloudFrontClient,
  ListDistributionsCommand,
  TagResourceCommand,
} from '@aws-sdk/client-cloudfront';
import { afterEach, expect, it } from 'vitest';

import { createSimulatedAws } from '../src/simulated-aws.ts';
import { serve } from '../src/server.ts';
import type { SimulatorServer } from '../src/server.ts';
import { anAccount, refusalOf } from './simulated.ts';

const open: SimulatorServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function served() {
  const aws = createSimulatedAws(anAccount({ cloudfront: { distributions: [{ id: 'E1' }] } }));
  const server = await serve(aws, { port: 0 });
  open.push(server);
  const endpoint = `http://127.0.0.1:${server.port}`;
  const cloudfront = new CloudFrontClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIASIMULATED', secretAccessKey: 'none' },
    maxAttempts: 1,
  });
  return { aws, cloudfront, endpoint, port: server.port };
}

it('answers any AWS client on this machine, whatever region it signs for', async () => {
  const { aws, cloudfront } = await served();
  const { DistributionList: page } = await cloudfront.send(new ListDistributionsCommand({}));
  expect(page?.Items?.map(({ Id }) => Id)).toEqual(['E1']);
  expect(aws.requests[0]?.region).toBe('eu-west-1');
  const Resource = 'arn:aws:cloudfront::111122223333:distribution/E1';
  const Tags = { Items: [{ Key: 'a b', Value: '+&' }] };
  expect(await refusalOf(cloudfront.send(new TagResourceCommand({ Resource, Tags })))).toBe(
    'no refusal',
  );
  expect(aws.snapshot().cloudfront?.distributions?.[0]?.tags).toEqual({ 'a b': '+&' });
});

it('ends the connection where a fault says so', async () => {
  const { aws, cloudfront } = await served();
  aws.setFaults([{ kind: 'disconnect', operation: '*' }]);
  await expect(cloudfront.send(new ListDistributionsCommand({}))).rejects.toMatchObject({
    code: 'ECONNRESET',
  });
});

it('answers two clients that keep three hundred connections each', async () => {
  const { port } = await served();
  const sockets = Array.from({ length: 600 }, () => connect(port, '127.0.0.1'));
  const answers = await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<string>((resolve) => {
          socket.once('error', ({ message }) => resolve(message));
          socket.once('close', () => resolve('closed'));
          socket.once('data', (bytes) => resolve(String(bytes).slice(0, 12)));
          socket.write('GET /-/requests HTTP/1.1\r\nhost: localhost\r\n\r\n');
        }),
    ),
  );
  for (const socket of sockets) socket.destroy();
  expect([...new Set(answers)]).toEqual(['HTTP/1.1 200']);
});

it('survives what is not HTTP, and what cannot be read', async () => {
  const { endpoint, port } = await served();
  const garbage = await new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GARBAGE\r\n\r\n'));
    socket.once('data', (bytes) => resolve(String(bytes)));
  });
  expect(garbage).toMatch(/^HTTP\/1.1 400/);
  expect((await fetch(`${endpoint}/?a=%zz`)).status).toBe(400);
  expect((await fetch(`${endpoint}/%zz`)).status).toBe(403);
});

it('refuses a body without end', async () => {
  const { endpoint } = await served();
  const chunk = new Uint8Array(1024 * 1024);
  // A stream that always has more at once would let nothing else of this process run.
  const body = new ReadableStream({
    pull: async (stream) => {
      await setImmediate();
      stream.enqueue(chunk);
    },
  });
  const sent = fetch(endpoint, { method: 'POST', body, duplex: 'half' });
  // The answer may come before the client has stopped sending, or the connection may end.
  const status = await sent.then(
    (response) => response.status,
    () => 413,
  );
  expect(status).toBe(413);
});
