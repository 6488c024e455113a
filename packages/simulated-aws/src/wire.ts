import type { Fault } from './account.ts';

/** One HTTP request as any AWS client sends it, whichever way it came in (the SDK's handler or a socket). */
export interface WireRequest {
  readonly method: string;
  /** Host name without the port, lower case: `acme.s3.eu-west-1.amazonaws.com`, `127.0.0.1`. */
  readonly host: string;
  /** Percent-encoded path, beginning with `/`. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** Versions that a list told for the first time, or that a deletion took away: for the request log. */
  readonly rows?: number;
  /** Simulated milliseconds until it is sent. */
  readonly latencyMs?: number;
}

/**
 * One request that a service has recognised but not yet answered. It is named first, so that the
 * request log, denied operations and faults apply to every operation in the same way.
 */
export interface Operation {
  /** `CloudFront.ListDistributions`, `S3.ListObjectVersions`: service and API action. */
  readonly name: string;
  /** The IAM action that a policy would deny: `s3:ListBucketVersions`. */
  readonly action: string;
  /** What the call aims at (`EABC`, `acme-pr-1-fn`, `bucket/key`), or null for lists. */
  readonly target: string | null;
  /** False for everything that only reads. */
  readonly writes: boolean;
  /** Simulated milliseconds that its answer takes, a refusal's too. Absent: none. */
  readonly latencyMs?: number;
  /** `strikes` says whether a fault that only the service can act out strikes this call. */
  run(strikes: Strikes): WireResponse | Promise<WireResponse>;
  /** The service's own encoding of an error: CloudFront XML, S3 XML, Lambda JSON, json1.1, query. */
  fail(error: WireError): WireResponse;
}

/**
 * Faults inside an answer. A list asks for `empty-page` only when the request carries no token yet,
 * so that following the token always ends. All other faults are the core's.
 */
export type ServiceFault =
  | 'empty-page'
  | 'per-key-error'
  | 'per-key-denied'
  | 'per-key-locked'
  | 'bucket-not-empty-once';

/** The fault that strikes, with its `keys`, or null. Asking counts as a strike: ask once. */
export type Strikes = (kind: ServiceFault) => Fault | null;

/** The core adds `x-amzn-requestid` to the headers, for encodings that repeat it in the body. */
export interface WireError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by a service inside `run()`; the core encodes it with the operation's own `fail`. */
export class Refusal extends Error {
  readonly error: WireError;
  constructor(status: number, code: string, message: string, headers?: Record<string, string>) {
    super(message);
    this.error = headers ? { status, code, message, headers } : { status, code, message };
  }
}
