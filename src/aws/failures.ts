import { createHash } from 'node:crypto';

import type { Gap, GapCause, GapScope } from '../model/gap.ts';
import { codesOfClass, errnosOfTransient } from './failure-codes.ts';

type FailureClass =
  | 'gone'
  | 'in-use'
  | 'not-ready'
  | 'stale'
  | 'denied'
  | 'throttled'
  | 'transient'
  | 'expired-credentials'
  | 'invalid'
  | 'unknown';

/** An error of AWS or of the way to it, as plain data. `message` is untrusted text. */
export interface Failure {
  readonly class: FailureClass;
  /** The code on the wire, an errno, or `Unknown` where an answer had no body. */
  readonly code: string;
  readonly status: number | null;
  readonly message: string;
  readonly requestId: string | null;
}

/** Members of the SDK's errors; none is certain to be there. */
interface ErrorShape {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    readonly clockSkewCorrected?: boolean;
  };
  readonly $fault?: unknown;
  readonly $response?: { readonly statusCode?: number };
}

/**
 * Classes by code and status, never by the message, but for two refusals that share their code
 * with harmless ones: a pricing plan behind a 412 and replicas behind a 400.
 */
export function classifyFailure(error: unknown): Failure {
  const shape: ErrorShape = typeof error === 'object' && error !== null ? error : {};
  const status = shape.$metadata?.httpStatusCode ?? shape.$response?.statusCode ?? null;
  const code = codeOf(shape);
  const message = messageOf(shape, status) ?? String(error);
  const requestId = shape.$metadata?.requestId ?? null;
  return { class: classOf(shape, { code, status, message }), code, status, message, requestId };
}

/** For an answer without an error of the service's own, the SDK only tells how its parser failed. */
function messageOf(shape: ErrorShape, status: number | null): string | null {
  const { message } = shape;
  if (typeof message !== 'string') return null;
  if (status === null) return message;
  // What we say of an answer ourselves stands before the parser's words.
  if (shape instanceof UnreadableAnswer || shape.name === 'TimeoutError')
    return message.split('Deserialization error:')[0]?.trimEnd() ?? message;
  if (message === 'UnknownError') return `The answer (status ${status}) names no error.`;
  return message.includes('Deserialization error:')
    ? `The answer (status ${status}) cannot be read.`
    : message;
}

/** 412 on a distribution with a flat-rate plan: retrying with a new ETag would never end (ekristen/aws-nuke#1024). */
export function isPricingPlan(failure: Pick<Failure, 'code' | 'message'>): boolean {
  return failure.code === 'PreconditionFailed' && /pricing[- ]plan/i.test(failure.message);
}

/** Only AWS removes replicas, up to hours after the last association ended (aws/aws-cdk#15010). */
export function isReplicated(failure: Pick<Failure, 'code' | 'message'>): boolean {
  return (
    failure.code === 'InvalidParameterValueException' &&
    /replicated (?:lambda@edge )?function|\breplicas?\b/i.test(failure.message)
  );
}

/** The caller gave up: never a gap, never a failure of AWS. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** A good status, but no answer of its service: cut off on the way, or from something else. */
function isUnreadableAnswer(error: unknown): boolean {
  if (error instanceof UnreadableAnswer) return true;
  if (!(error instanceof Error) || isAbort(error)) return false;
  const { $fault: fault, $response: response } = error as ErrorShape;
  return fault === undefined && response?.statusCode !== undefined && response.statusCode < 300;
}

/** An answer without a member that its service always sends, such as a proxy's page read as an empty list. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
}

export function gapCause(error: unknown): GapCause {
  const failure = classifyFailure(error);
  switch (failure.class) {
    case 'denied':
    case 'expired-credentials':
      return 'denied';
    case 'throttled':
      return 'throttled';
    case 'invalid':
      return 'invalid';
    case 'transient':
      return timeouts.has(failure.code) ? 'timeout' : 'error';
    case 'gone':
    case 'in-use':
    case 'not-ready':
    case 'stale':
    case 'unknown':
      return isUnreadableAnswer(error) ? 'invalid' : 'error';
    default:
      return failure.class satisfies never;
  }
}

const timeouts: ReadonlySet<string> = new Set([
  'TimeoutError',
  'RequestTimeout',
  'RequestTimeoutException',
  'ETIMEDOUT',
]);

export interface GapOrigin {
  readonly source: string;
  /** IAM style: `s3:GetBucketTagging`. */
  readonly operation: string;
  readonly region: string | null;
  readonly error: unknown;
  readonly affects: GapScope;
}

/** The same read failing twice is one gap: the id names the read and the stages and kinds that it touches. */
export function gapFrom({ source, operation, region, error, affects }: GapOrigin): Gap {
  const { code, message } = classifyFailure(error);
  const identity = JSON.stringify([source, operation, region, affects]);
  return {
    id: createHash('sha256').update(identity).digest('hex').slice(0, 12),
    source,
    region,
    operation,
    cause: gapCause(error),
    affects,
    message: `${code}: ${message}`.slice(0, 500),
    state: null,
    hidesSigns: true,
  };
}

function codeOf({ name, code }: ErrorShape): string {
  if (typeof code === 'string' && code !== '') return code;
  return typeof name === 'string' && name !== '' ? name : 'Unknown';
}

function classOf(
  shape: ErrorShape,
  failure: Pick<Failure, 'code' | 'status' | 'message'>,
): FailureClass {
  const { code, status } = failure;
  if (isPricingPlan(failure)) return 'invalid';
  if (isReplicated(failure)) return 'not-ready';
  // The SDK has corrected its clock by the answer: the same call signed again can succeed.
  if (shape.$metadata?.clockSkewCorrected === true && codesOfClass.skewed.has(code))
    return 'transient';
  for (const name of [
    'gone',
    'in-use',
    'not-ready',
    'stale',
    'expired-credentials',
    'denied',
    'throttled',
    'transient',
    'invalid',
  ] as const) {
    if (codesOfClass[name].has(code)) return name;
  }
  if (errnosOfTransient.has(code)) return 'transient';
  if (status === 403) return 'denied';
  if (status === 429) return 'throttled';
  if (status !== null && status >= 500) return 'transient';
  if (isUnreadableAnswer(shape)) return 'transient';
  return causeIsTransient(shape.cause) ? 'transient' : 'unknown';
}

/** A dead socket may hide inside the error that the SDK makes of it. */
function causeIsTransient(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && errnosOfTransient.has(codeOf(cause));
}
