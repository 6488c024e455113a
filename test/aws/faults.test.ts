import { ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { AwsSession } from '../../src/aws/aws-session.ts';
import { gapFrom } from '../../src/aws/failures.ts';
import { cloudFrontPage, readAll, requireRows } from '../../src/aws/pages.ts';
import { openSession } from '../../src/aws/session.ts';
import { touching } from '../../src/model/gap.ts';
import { endless, faultyServer, sessionAt, type Fault } from './faulty-server.ts';
import { aHandler, anIdentity, handTurnedClock } from './handler.ts';

const lists = {
  XML: ({ clients }: AwsSession) =>
    readAll(async () => {
      const answer = await clients.cloudfront().send(new ListDistributionsCommand({}));
      return cloudFrontPage(answer.DistributionList);
    }),
  JSON: ({ clients }: AwsSession) =>
    readAll(async () => {
      const answer = await clients.lambda('us-east-1').send(new ListFunctionsCommand({}));
      return { rows: requireRows(answer.Functions, 'Lambda'), next: answer.NextMarker ?? null };
    }),
};

/** The gap that a scan makes of a list that ends so. */
async function gapOf(reading: Promise<unknown>) {
  const error = await reading.then(
    (rows) => {
      throw new Error(`It was read: ${JSON.stringify(rows)}.`);
    },
    (failure: unknown) => failure,
  );
  const source = { source: 'lists', operation: 'lists:List', region: null };
  return gapFrom({ ...source, error, affects: touching({}) });
}

/** No list, or nothing that a parser takes. */
const cannotBeRead = /^(?:invalid|error)$/;

const faults: readonly (readonly [string, Fault, cause: RegExp])[] = [
  [
    'a page of something else',
    (response) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html><body>Please sign in.</body></html>'),
    cannotBeRead,
  ],
  ['an empty answer', (response) => response.writeHead(200).end(), cannotBeRead],
  [
    'half an answer',
    (response) => response.writeHead(200).end('<DistributionList><Items><Distribution'),
    cannotBeRead,
  ],
  [
    'half an answer in JSON',
    (response) => response.writeHead(200).end('{"Functions": [{"Fun'),
    cannotBeRead,
  ],
  [
    'a connection that ends in the middle',
    (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('<DistributionList>', () => response.destroy());
    },
    /^error$/,
  ],
  ['no answer', () => undefined, /^timeout$/],
  [
    'silence in the middle',
    (response) => void response.writeHead(200).write('<DistributionList>'),
    /^timeout$/,
  ],
  [
    'an answer that comes letter by letter',
    (response) => {
      response.writeHead(200);
      const dripping = setInterval(() => void response.write(' '), 20);
      response.on('close', () => clearInterval(dripping));
    },
    /^timeout$/,
  ],
  [
    'an answer without an end',
    (response, server) => endless(response.writeHead(200), server, ' '.repeat(65_536)),
    cannotBeRead,
  ],
];

describe.each(Object.entries(lists))('a list in %s', (_form, read) => {
  it.each(faults)('is a gap after a few requests: %s', async (_what, fault, cause) => {
    const server = await faultyServer(fault);
    const gap = await gapOf(read(await sessionAt(server)));
    expect(gap.cause).toMatch(cause);
    expect(gap.message).not.toMatch(/Deserialization|\n/);
    expect(server.requests).toBeGreaterThan(0);
    // Twice on the way, and three times where the answer is no list.
    expect(server.requests).toBeLessThanOrEqual(6);
    // The sockets' own buffers are some megabytes.
    expect(server.written / server.requests).toBeLessThan(16 * 1024 * 1024);
  });

  it.each([301, 302, 307, 308])('follows no redirect to another host: %i', async (status) => {
    const other = await faultyServer((response) => response.end());
    const server = await faultyServer((response) =>
      response.writeHead(status, { location: `${other.url}/stolen` }).end(),
    );
    expect(await gapOf(read(await sessionAt(server)))).toMatchObject({ cause: 'error' });
    expect({ here: server.requests > 0, there: other.requests }).toEqual({ here: true, there: 0 });
  });
});

it.each(faults)('ends the signing in with one sentence: %s', async (_what, fault) => {
  const server = await faultyServer(fault, { signsIn: false });
  await expect(sessionAt(server)).rejects.toMatchObject({
    name: 'UserError',
    exitCode: 2,
    message: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+ [^\n]+\.$/) as string,
  });
  expect(server.requests).toBeLessThanOrEqual(2);
});

it('a list says why it was cut off', async () => {
  const server = await faultyServer((response) => endless(response, server, ' '.repeat(65_536)));
  const gap = await gapOf(lists.XML(await sessionAt(server)));
  expect(gap.message).toBe('UnreadableAnswer: The answer is longer than 2 MB.');
});

it.each(['evil.example', 'us-east-1.evil.example', 'x/..//evil.example', 'evil@evil.example:80#'])(
  'S3 names no host in place of a region: %s',
  async (region) => {
    const { handler, requests } = aHandler((request) =>
      request.hostname.startsWith('sts')
        ? anIdentity()(request)
        : { statusCode: 301, headers: { 'x-amz-bucket-region': region }, body: '' },
    );
    const session = await openSession({
      env: { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'b' },
      clock: handTurnedClock(),
      requestHandler: handler,
    });
    const s3 = session.clients.s3('eu-west-1');
    await gapOf(s3.send(new ListObjectVersionsCommand({ Bucket: 'acme' })));
    expect(requests.length).toBeGreaterThan(1);
    const hosts = requests.map(({ hostname }) => hostname);
    expect(hosts.filter((host) => !/^[a-z0-9.-]+\.amazonaws\.com$/.test(host))).toEqual([]);
  },
);
