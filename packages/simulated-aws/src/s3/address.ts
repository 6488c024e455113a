import { unescape } from 'node:querystring';

import type { WireRequest } from '../wire.ts';

/** What a request's host and path name: a bucket and a key, as far as they are given. */
export interface Address {
  readonly bucket: string | null;
  readonly key: string | null;
}

// `acme.s3.eu-west-1.amazonaws.com`, `acme.s3.dualstack.eu-west-1…`, `s3-eu-west-1…`, `s3.amazonaws.com`.
const awsHost = /^(?:(.+?)\.)?s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;

/** Buckets are addressed by host, or by path: names with dots, IP addresses, `localhost`. */
export function addressOf({ host, path, headers }: WireRequest): Address {
  if (isControl({ path, headers })) return { bucket: null, key: null };
  const hosted = awsHost.exec(host)?.[1] ?? /^(.+)\.localhost$/.exec(host)?.[1];
  const rest = path.slice(1);
  if (hosted !== undefined) return { bucket: hosted, key: keyOf(rest) };
  const slash = rest.indexOf('/');
  if (slash === -1) return { bucket: rest === '' ? null : unescape(rest), key: null };
  return { bucket: unescape(rest.slice(0, slash)), key: keyOf(rest.slice(slash + 1)) };
}

/** S3 Control: the account is named in a header, and is the first label of the host (S3 API). */
export function isControl({ path, headers }: Pick<WireRequest, 'path' | 'headers'>): boolean {
  return path.startsWith('/v20180820/') && headers['x-amz-account-id'] !== undefined;
}

function keyOf(path: string): string | null {
  return path === '' ? null : unescape(path);
}
