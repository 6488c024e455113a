import {
  DeleteFunctionCommand,
  ListDistributionsCommand,
  ListFunctionsCommand,
} from '@aws-sdk/client-cloudfront';
import { describe, expect, it } from 'vitest';

import type { Fault } from '../src/account.ts';
import { refusalOf, simulate } from './simulated.ts';

const function1 = { cloudfront: { functions: [{ name: 'acme-pr-1-fn', etag: 'E1' }] } };
const deletion = () => new DeleteFunctionCommand({ Name: 'acme-pr-1-fn', IfMatch: 'E1' });
const list = () => new ListDistributionsCommand({});

describe('a request', () => {
  it('is logged with its operation, action, target, region and answer', async () => {
    const { aws, cloudfront } = simulate(function1);
    await cloudfront.send(deletion());
    await refusalOf(cloudfront.send(deletion()));
    expect(aws.requests).toEqual([
      {
        number: 1,
        at: '2026-11-20T12:00:00.000Z',
        operation: 'CloudFront.DeleteFunction',
        action: 'cloudfront:DeleteFunction',
        target: 'acme-pr-1-fn',
        region: 'us-east-1',
        writes: true,
        status: 204,
        errorCode: null,
        rows: null,
      },
      expect.objectContaining({ number: 2, status: 404, errorCode: 'NoSuchFunctionExists' }),
    ]);
  });

  it('is answered with the simulated date and an id', async () => {
    const { aws } = simulate();
    const response = await aws.answer({
      method: 'GET',
      host: 'cloudfront.amazonaws.com',
      path: '/2020-05-31/distribution',
      query: new Map(),
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=A/20261120/us-east-1/cloudfront/aws4_request',
      },
      body: new Uint8Array(),
    });
    expect(response.headers).toMatchObject({
      date: 'Fri, 20 Nov 2026 12:00:00 GMT',
      'x-amzn-requestid': expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    });
  });

  it('without a signature is refused', async () => {
    const { aws } = simulate();
    const response = await aws.answer({
      method: 'GET',
      host: 'cloudfront.amazonaws.com',
      path: '/2020-05-31/distribution',
      query: new Map(),
      headers: {},
      body: new Uint8Array(),
    });
    expect(response.status).toBe(403);
    expect(response.body).toContain('MissingAuthenticationToken');
  });

  it('for an operation that is not simulated is an error, never an empty answer', async () => {
    const { aws } = simulate();
    const response = await aws.answer({
      method: 'GET',
      host: 'cloudfront.amazonaws.com',
      path: '/2020-05-31/no-such-thing',
      query: new Map(),
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=A/20261120/us-east-1/cloudfront/aws4_request',
      },
      body: new Uint8Array(),
    });
    expect(response.status).toBe(404);
    expect(aws.requests[0]).toMatchObject({ operation: 'cloudfront.Unknown', status: 404 });
  });

  it('with an aborted signal does not reach the account', async () => {
    const { aws, cloudfront } = simulate(function1);
    const sent = cloudfront.send(deletion(), { abortSignal: AbortSignal.abort() });
    expect(await refusalOf(sent)).toBe('AbortError');
    expect(aws.requests).toEqual([]);
  });
});

describe('the hooks', () => {
  it('let somebody else come first, before the k-th write', async () => {
    const { aws, cloudfront } = simulate(function1);
    const told: string[] = [];
    aws.beforeWrite = async ({ count, operation, target }) => {
      told.push(`${count} ${operation} ${target}`);
      aws.beforeWrite = null;
      await cloudfront.send(deletion());
    };
    expect(await refusalOf(cloudfront.send(deletion()))).toBe('NoSuchFunctionExists 404');
    expect(told).toEqual(['1 CloudFront.DeleteFunction acme-pr-1-fn']);
  });

  it('kill before anything is changed, or after it', async () => {
    const { aws, cloudfront } = simulate(function1);
    const kill = () => {
      throw new Error('killed');
    };
    aws.beforeWrite = kill;
    await expect(cloudfront.send(deletion())).rejects.toThrow('killed');
    expect(aws.snapshot().cloudfront?.functions).toHaveLength(1);
    aws.beforeWrite = null;
    aws.afterWrite = kill;
    await expect(cloudfront.send(deletion())).rejects.toThrow('killed');
    expect(aws.snapshot().cloudfront?.functions).toBeUndefined();
  });
});

describe('a fault', () => {
  const withFault = (fault: Partial<Fault> & Pick<Fault, 'kind'>) =>
    simulate({ ...function1, faults: [{ operation: 'CloudFront.*', ...fault }] });

  it.each([
    ['deny', 'AccessDenied 403'],
    ['throttle', 'Throttling 400'],
    ['error', 'InternalError 500'],
    ['stale-etag', 'PreconditionFailed 412'],
    ['pricing-plan', 'PreconditionFailed 412'],
    ['in-use-once', 'FunctionInUse 409'],
  ] as const)('of kind %s answers %s', async (kind, refusal) => {
    const { cloudfront } = withFault({ kind });
    expect(await refusalOf(cloudfront.send(deletion()))).toBe(refusal);
  });

  it('that disconnects is retried by the SDK like a socket that ended', async () => {
    const { aws, cloudfront } = withFault({ kind: 'disconnect' });
    await expect(cloudfront.send(list())).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(aws.requests).toEqual([expect.objectContaining({ status: 0, errorCode: 'ECONNRESET' })]);
  });

  it('that truncates cuts the body in the middle, after the change', async () => {
    const { cloudfront } = withFault({ kind: 'truncate' });
    await expect(cloudfront.send(list())).rejects.toThrow();
  });

  it('strikes so many times, after so many calls, and in the named region and target only', async () => {
    const { aws, cloudfront } = withFault({ kind: 'throttle', times: 1, after: 1 });
    const outcomes = [];
    for (let call = 0; call < 3; call += 1) outcomes.push(await refusalOf(cloudfront.send(list())));
    expect(outcomes).toEqual(['no refusal', 'Throttling 400', 'no refusal']);
    aws.setFaults([{ kind: 'deny', operation: '*', region: 'eu-west-1' }]);
    expect(await refusalOf(cloudfront.send(list()))).toBe('no refusal');
    aws.setFaults([{ kind: 'deny', operation: '*', target: 'another' }]);
    expect(await refusalOf(cloudfront.send(deletion()))).toBe('no refusal');
  });

  it('of a kind that ends in -once strikes each target once, over a snapshot too', async () => {
    const { aws, cloudfront } = withFault({ kind: 'in-use-once' });
    await refusalOf(cloudfront.send(deletion()));
    const again = simulate(aws.snapshot());
    expect(await refusalOf(again.cloudfront.send(deletion()))).toBe('no refusal');
  });

  it('can make a list begin with an empty page and a token', async () => {
    const { cloudfront } = withFault({ kind: 'empty-page' });
    const first = await cloudfront.send(new ListFunctionsCommand({}));
    expect(first.FunctionList?.Items).toBeUndefined();
    const { NextMarker: Marker } = first.FunctionList ?? {};
    const second = await cloudfront.send(new ListFunctionsCommand({ Marker }));
    expect(second.FunctionList?.Items).toHaveLength(2);
    expect(second.FunctionList?.NextMarker).toBeUndefined();
  });
});

it('repeats itself byte by byte', async () => {
  const run = async () => {
    const { aws, cloudfront } = simulate(function1);
    await cloudfront.send(new ListFunctionsCommand({}));
    await cloudfront.send(deletion());
    return JSON.stringify([aws.snapshot(), aws.requests]);
  };
  expect(await run()).toBe(await run());
});
