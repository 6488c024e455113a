import { describe, expect, it } from 'vitest';

import { classifyFailure, gapCause, gapFrom, isAbort } from '../../src/aws/failures.ts';
import { touchesAll } from '../../src/model/gap.ts';

/** An error as the SDK makes it of an answer. */
const answered = (name: string, httpStatusCode: number, message = 'said AWS') =>
  Object.assign(new Error(message), {
    name,
    $fault: 'client',
    $metadata: { httpStatusCode, requestId: 'r-1' },
  });

describe('classifyFailure', () => {
  it.each([
    ['NoSuchDistribution', 404, 'gone'],
    ['ResourceNotFoundException', 404, 'gone'],
    ['ParameterNotFound', 400, 'gone'],
    ['FunctionInUse', 409, 'in-use'],
    ['RealtimeLogConfigInUse', 400, 'in-use'],
    ['BucketNotEmpty', 409, 'in-use'],
    ['DistributionNotDisabled', 409, 'not-ready'],
    ['ResourceConflictException', 409, 'not-ready'],
    ['PreconditionFailed', 412, 'stale'],
    ['InvalidIfMatchVersion', 400, 'stale'],
    ['AccessDenied', 403, 'denied'],
    ['AccessDeniedException', 400, 'denied'],
    ['UnrecognizedClientException', 403, 'denied'],
    ['Unknown', 403, 'denied'],
    ['Throttling', 400, 'throttled'],
    ['TooManyRequestsException', 429, 'throttled'],
    ['SlowDown', 503, 'throttled'],
    ['InternalError', 500, 'transient'],
    ['SomethingNew', 502, 'transient'],
    ['ExpiredToken', 400, 'expired-credentials'],
    ['IllegalDelete', 400, 'invalid'],
    ['ValidationError', 400, 'invalid'],
    ['NotFound', 404, 'unknown'],
    ['SomethingNew', 400, 'unknown'],
  ])('%s with status %i is %s', (name, status, expected) => {
    expect(classifyFailure(answered(name, status))).toMatchObject({
      class: expected,
      code: name,
      status,
      requestId: 'r-1',
    });
  });

  it('says that an answer cannot be read, and not how the SDK failed at it', () => {
    const parser =
      'Unexpected token <\n  Deserialization error: to see the raw response, inspect it.';
    const failure = classifyFailure(answered('SyntaxError', 403, parser));
    expect(failure).toMatchObject({
      class: 'denied',
      message: 'The answer (status 403) cannot be read.',
    });
    const { message } = classifyFailure(answered('Unknown', 404, 'UnknownError'));
    expect(message).toBe('The answer (status 404) names no error.');
  });

  it('knows replicas, in the wordings of several years, from other invalid parameters', () => {
    const wordings = [
      'Lambda was unable to delete arn:aws:lambda:us-east-1:1:function:f:1 because it is a replicated function. Please see our documentation for Deleting Lambda@Edge Functions and Replicas.',
      'Lambda was unable to delete arn:aws:lambda:us-east-1:1:function:f:1 because it is a replicated function.',
    ];
    for (const message of wordings) {
      expect(classifyFailure(answered('InvalidParameterValueException', 400, message)).class).toBe(
        'not-ready',
      );
    }
    expect(classifyFailure(answered('InvalidParameterValueException', 400, 'Bad role')).class).toBe(
      'invalid',
    );
  });

  it('does not take a pricing plan for a stale ETag', () => {
    const error = answered(
      'PreconditionFailed',
      412,
      "You can't delete this distribution while it's subscribed to a pricing plan.",
    );
    expect(classifyFailure(error).class).toBe('invalid');
  });

  it('takes dead sockets for transient, also where they hide in a cause', () => {
    const socket = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    expect(classifyFailure(socket).class).toBe('transient');
    expect(classifyFailure(new Error('request failed', { cause: socket })).class).toBe('transient');
  });

  it('takes a cut-off answer for transient, and one error of our own for unknown', () => {
    const cut = Object.assign(new SyntaxError('Unterminated string'), {
      $response: { statusCode: 200 },
      $metadata: { httpStatusCode: 200 },
    });
    expect(classifyFailure(cut).class).toBe('transient');
    expect(classifyFailure(new TypeError('x is undefined')).class).toBe('unknown');
    expect(classifyFailure('thrown text')).toMatchObject({
      class: 'unknown',
      message: 'thrown text',
    });
    expect(classifyFailure(undefined).class).toBe('unknown');
  });

  it('tries a call again whose signature had the wrong time, once the SDK has corrected its clock', () => {
    const skewed = answered('RequestTimeTooSkewed', 403);
    expect(classifyFailure(skewed).class).toBe('denied');
    expect(
      classifyFailure(
        Object.assign(skewed, { $metadata: { httpStatusCode: 403, clockSkewCorrected: true } }),
      ).class,
    ).toBe('transient');
  });

  it('never takes an abort for a failure of AWS', () => {
    expect(isAbort(new DOMException('stop', 'AbortError'))).toBe(true);
    expect(isAbort(answered('AccessDenied', 403))).toBe(false);
  });
});

describe('gapFrom', () => {
  const gap = (error: unknown, operation = 's3:ListBucketVersions') =>
    gapFrom({ source: 'sst-state', operation, region: 'eu-west-1', error, affects: touchesAll });

  it('gives one failing read one id, and another read another', () => {
    expect(gap(answered('AccessDenied', 403)).id).toBe(gap(answered('SlowDown', 503)).id);
    expect(gap(answered('AccessDenied', 403)).id).not.toBe(
      gap(answered('AccessDenied', 403), 's3:GetObject').id,
    );
  });

  it.each([
    [answered('AccessDenied', 403), 'denied'],
    [answered('ExpiredToken', 403), 'denied'],
    [answered('Throttling', 400), 'throttled'],
    [Object.assign(new Error('slow'), { name: 'TimeoutError' }), 'timeout'],
    [answered('InternalError', 500), 'error'],
    [answered('ValidationError', 400), 'invalid'],
    [new TypeError('bug'), 'error'],
  ])('%s has the cause %s', (error, cause) => {
    expect(gapCause(error)).toBe(cause);
  });

  it('keeps what AWS said, cut to a length', () => {
    expect(gap(answered('AccessDenied', 403, 'x'.repeat(900))).message).toHaveLength(500);
  });
});
