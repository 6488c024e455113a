import { ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { openSession } from '../../src/aws/session.ts';
import { aHandler, anIdentity, handTurnedClock } from './handler.ts';

const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

/** The answers are empty. */
const ignoreError = (): undefined => undefined;

describe('openSession', () => {
  it('says whose account it is, and in which partition', async () => {
    const { handler } = aHandler(anIdentity());
    const session = await openSession({
      env: { ...keys, AWS_REGION: 'eu-west-1' },
      clock: handTurnedClock(),
      requestHandler: handler,
    });
    expect(session).toMatchObject({
      account: '123456789012',
      partition: 'aws',
      region: 'eu-west-1',
      endpoint: null,
      simulated: false,
    });
    expect(session.calls()).toEqual({ total: 1, byOperation: { 'STS.GetCallerIdentity': 1 } });
  });

  it('signs with new credentials once the old ones are about to expire', async () => {
    const { handler, requests } = aHandler(anIdentity());
    let given = 0;
    const session = await openSession({
      env: { AWS_REGION: 'eu-west-1' },
      clock: handTurnedClock(),
      requestHandler: handler,
      credentials: async () => ({
        accessKeyId: `AKID${(given += 1)}`,
        secretAccessKey: 'secret',
        // The SDK refreshes five minutes ahead.
        expiration: new Date(Date.now() + 60_000),
      }),
    });
    for (const _ of [1, 2])
      await session.clients
        .s3('eu-west-1')
        .send(new ListObjectVersionsCommand({ Bucket: 'acme' }))
        .catch(ignoreError);
    const keys = requests
      .filter(({ method }) => method === 'GET')
      .map(({ headers }) => /Credential=([^/]+)/.exec(headers['authorization'] ?? '')?.[1]);
    expect(keys.length).toBeGreaterThan(1);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('takes AWS_DEFAULT_REGION, which the SDK does not read, and us-east-1 where no region is known', async () => {
    const open = async (env: Record<string, string>) =>
      (
        await openSession({
          env: { ...keys, ...env },
          clock: handTurnedClock(),
          requestHandler: aHandler(anIdentity()).handler,
          simulated: true,
        })
      ).region;
    expect(await open({ AWS_DEFAULT_REGION: 'eu-central-1' })).toBe('eu-central-1');
    expect(await open({})).toBe('us-east-1');
  });

  it("tells AWS's time by the Date header, and its own where a server sends none", async () => {
    const clock = handTurnedClock('2026-11-22T10:00:00.000Z');
    const dated = await openSession({
      env: keys,
      clock,
      requestHandler: aHandler(anIdentity({ date: 'Sun, 22 Nov 2026 11:30:00 GMT' })).handler,
    });
    expect(dated.clockIsLocal()).toBe(false);
    clock.turn(5000);
    expect(dated.now().toISOString()).toBe('2026-11-22T11:30:05.000Z');
    const undated = await openSession({
      env: keys,
      clock,
      requestHandler: aHandler(anIdentity()).handler,
    });
    expect(undated.clockIsLocal()).toBe(true);
    expect(undated.now()).toEqual(clock.now());
  });

  it('names a foreign endpoint and addresses its buckets by path', async () => {
    const { handler, requests } = aHandler((request) =>
      request.headers['authorization']?.includes('/sts/')
        ? anIdentity()(request)
        : { statusCode: 200, body: '<ListVersionsResult><Name>b</Name></ListVersionsResult>' },
    );
    const session = await openSession({
      env: { ...keys, AWS_ENDPOINT_URL: 'http://aws.test:4566' },
      clock: handTurnedClock(),
      requestHandler: handler,
    });
    expect(session.endpoint).toBe('http://aws.test:4566');
    await session.clients
      .s3('us-east-1')
      .send(new ListObjectVersionsCommand({ Bucket: 'some-bucket' }));
    expect(requests.at(-1)).toMatchObject({ hostname: 'aws.test', path: '/some-bucket/' });
  });

  it('reads CloudFront in us-east-1 whatever the session region', async () => {
    const { handler, requests } = aHandler((request) =>
      request.headers['authorization']?.includes('/sts/')
        ? anIdentity()(request)
        : { statusCode: 200, body: '<DistributionList><Quantity>0</Quantity></DistributionList>' },
    );
    const session = await openSession({
      env: { ...keys, AWS_REGION: 'eu-west-1' },
      clock: handTurnedClock(),
      requestHandler: handler,
    });
    await session.clients.cloudfront().send(new ListDistributionsCommand({}));
    expect(requests.at(-1)?.headers['authorization']).toContain('/us-east-1/cloudfront/');
  });

  it('does not send a simulated session to an endpoint of the environment', async () => {
    const { handler, requests } = aHandler(anIdentity());
    const session = await openSession({
      env: { AWS_ENDPOINT_URL: 'http://localhost:1' },
      clock: handTurnedClock(),
      requestHandler: handler,
      simulated: true,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    expect(session.endpoint).toBeNull();
    expect(requests[0]?.hostname).toBe('sts.us-east-1.amazonaws.com');
  });
});

describe('what the user can mend when signing in', () => {
  const failing = (status: number, code: string, message = 'said AWS') =>
    openSession({
      env: keys,
      clock: handTurnedClock(),
      requestHandler: aHandler(() => ({
        statusCode: status,
        body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
      })).handler,
    });

  it.each([
    [403, 'ExpiredToken', 'CREDENTIALS_EXPIRED'],
    [403, 'InvalidClientTokenId', 'CREDENTIALS_REFUSED'],
    [403, 'SignatureDoesNotMatch', 'CREDENTIALS_REFUSED'],
    [404, 'Nonsense', 'SIGN_IN_FAILED'],
  ])('%i %s ends with exit code 2, one sentence and a hint', async (status, wire, code) => {
    await expect(failing(status, wire)).rejects.toMatchObject({
      name: 'UserError',
      code,
      exitCode: 2,
      hint: expect.anything(),
    });
  });

  it('names the endpoint that does not answer', async () => {
    const opening = openSession({
      env: { ...keys, AWS_ENDPOINT_URL_STS: 'http://localhost:4566' },
      clock: handTurnedClock(),
      requestHandler: aHandler(() => {
        throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
      }).handler,
    });
    await expect(opening).rejects.toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
      message: 'http://localhost:4566 cannot be reached (ECONNREFUSED).',
    });
  });

  it('names a profile that does not exist', async () => {
    const opening = openSession({
      env: {},
      profile: 'no-such-profile-here',
      region: 'us-east-1',
      clock: handTurnedClock(),
      requestHandler: aHandler(anIdentity()).handler,
    });
    await expect(opening).rejects.toMatchObject({
      code: 'PROFILE_UNKNOWN',
      message: expect.stringContaining('no-such-profile-here'),
    });
  });

  it('does not take an answer without an account for an account', async () => {
    const opening = openSession({
      env: keys,
      clock: handTurnedClock(),
      requestHandler: aHandler(() => ({
        statusCode: 200,
        body: '<html><body>Sign in to the hotel network</body></html>',
      })).handler,
    });
    await expect(opening).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  });
});

describe('the traffic of a session', () => {
  const open = async (answer: Parameters<typeof aHandler>[0], clock = handTurnedClock()) => {
    const sts = anIdentity();
    const made = aHandler((request) =>
      request.headers['authorization']?.includes('/sts/') ? sts(request) : answer(request),
    );
    return {
      ...made,
      clock,
      session: await openSession({
        env: keys,
        clock,
        requestHandler: made.handler,
        retries: { random: () => 1 },
      }),
    };
  };
  const throttled = {
    statusCode: 400,
    body: '<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>',
  };

  it('retries a throttle, which CloudFront answers as a 400, and counts each attempt', async () => {
    let calls = 0;
    const { session, clock } = await open(() =>
      ++calls < 6
        ? throttled
        : { statusCode: 200, body: '<DistributionList><Quantity>0</Quantity></DistributionList>' },
    );
    await session.clients.cloudfront().send(new ListDistributionsCommand({}));
    expect(session.calls().byOperation['CloudFront.ListDistributions']).toBe(6);
    expect(clock.slept).toBeGreaterThan(20_000);
  });

  it('gives up on a throttle that never ends', async () => {
    const { session } = await open(() => throttled);
    await expect(
      session.clients.cloudfront().send(new ListDistributionsCommand({})),
    ).rejects.toMatchObject({ name: 'Throttling' });
    expect(session.calls().byOperation['CloudFront.ListDistributions']).toBe(8);
  });

  it('waits as long as the service asks for', async () => {
    let calls = 0;
    const { session, clock } = await open(() =>
      ++calls === 1
        ? { statusCode: 503, headers: { 'retry-after': '40' }, body: '{}' }
        : { statusCode: 200, body: '{"Functions":[]}' },
    );
    await session.clients.lambda('us-east-1').send(new ListFunctionsCommand({}));
    expect(clock.slept).toBe(40_000);
  });

  it('reads an answer again that was cut off on the way', async () => {
    let calls = 0;
    const { session } = await open(() => ({
      statusCode: 200,
      body: ++calls === 1 ? '{"Functions":[{"Func' : '{"Functions":[]}',
    }));
    await session.clients.lambda('us-east-1').send(new ListFunctionsCommand({}));
    expect(session.calls().byOperation['Lambda.ListFunctions']).toBe(2);
  });

  it('does not repeat what was refused', async () => {
    const { session } = await open(() => ({
      statusCode: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: '{"Message":"no"}',
    }));
    await expect(
      session.clients.lambda('us-east-1').send(new ListFunctionsCommand({})),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(session.calls().byOperation['Lambda.ListFunctions']).toBe(1);
  });

  it('sends nothing for a signal that is aborted already', async () => {
    const { session, requests } = await open(() => ({ statusCode: 200, body: '{"Functions":[]}' }));
    const before = requests.length;
    await expect(
      session.clients
        .lambda('us-east-1')
        .send(new ListFunctionsCommand({}), { abortSignal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(requests.length).toBe(before);
  });
});
